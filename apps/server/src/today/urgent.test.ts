import { afterAll, beforeAll, expect, it } from 'vitest';
import { draftOf, travel } from '../../test/draft.ts';
import { type Office, refusalOf, startOffice } from '../../test/office.ts';
import { actOnDue } from '../duties/round.ts';
import { moment } from '../duties/words.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.close());

it('asks everybody to confirm, shows who has not, and tells the head of those who have not', async () => {
  const chief = await office.as('chief');
  const sent = await chief.notices.sendUrgent({
    ...{ text: '今晚八点前各单位报送防汛情况', unitIds: [office.units.city_look], personIds: [] },
    withinMinutes: 30,
  });
  const names = sent.receivers.map(each => each.person.name);
  expect(names).toContain('陆晓棠');
  expect(sent.receivers.every(each => each.confirmedAt === null)).toBe(true);
  const writer = await office.as('writer');
  const [notice] = (await writer.notices.list({})).rows;
  const message = { id: sent.id, text: sent.text, sentBy: sent.sentBy, dueAt: sent.dueAt, manuscript: null };
  expect(notice).toMatchObject({ urgent: true, message: { ...message, confirmedAt: null } });
  // What the strip above every page asks for: the newest that is not confirmed, and how many there are.
  const strip = () => writer.notices.list({ page: 1, pageSize: 1, unconfirmed: true });
  expect(await strip()).toMatchObject({ total: 1, rows: [{ message }] });
  await writer.notices.read({ ids: 'all' });
  expect((await strip()).total).toBe(1);
  await writer.notices.confirm({ messageId: sent.id });
  expect(await strip()).toMatchObject({ total: 0, rows: [] });
  const again = await writer.notices.confirm({ messageId: sent.id });
  expect((await writer.notices.list({})).rows[0]).toMatchObject({
    message: { confirmedAt: again.confirmedAt },
    readAt: again.confirmedAt,
  });
  const [listed] = (await chief.notices.urgent({})).rows;
  expect(listed?.receivers.at(-1)?.person.name).toBe('陆晓棠');
  expect(listed?.receivers.filter(each => each.confirmedAt === null)).toHaveLength(names.length - 1);

  office.time.now = new Date(office.time.now.getTime() + 46 * 60_000);
  await actOnDue(office.app.database, () => office.time.now);
  const reminded = async (person: 'writer' | 'writer2' | 'head') =>
    (await (await office.as(person)).notices.list({})).rows.filter(row => row.kind === 'duty').length;
  expect(await reminded('writer')).toBe(0);
  expect(await reminded('writer2')).toBeGreaterThan(0);
  expect(await reminded('head')).toBeGreaterThan(0);
});

it('goes to single persons as well, and to each once', async () => {
  const chief = await office.as('chief');
  const { other_writer, writer } = office.people;
  const send = (unitIds: string[], personIds: string[]) =>
    chief.notices.sendUrgent({ text: '请马上回电', unitIds, personIds });
  const alone = await send([], [other_writer]);
  expect(alone.receivers.map(each => each.person.name)).toEqual(['温如意']);
  const both = await send([office.units.city_look], [writer, other_writer]);
  const names = both.receivers.map(each => each.person.name);
  expect(names.filter(name => name === '陆晓棠')).toHaveLength(1);
  expect(names).toContain('温如意');
  expect(await refusalOf(send([], []))).toMatchObject({ code: 'not_found' });
});

it('one person sends so many within an hour and reads when the next is possible; the system is not counted', async () => {
  const [chief, principal, system] = await Promise.all([
    office.as('chief'),
    office.as('principal'),
    office.as('system'),
  ]);
  // What was sent before is more than an hour ago.
  await travel(office, 70);
  const started = office.time.now;
  const send = () =>
    chief.notices.sendUrgent({ text: '请马上回电', unitIds: [], personIds: [office.people.squad_head] });
  const { quiet, quietVersion, urgentPerHour } = await system.notices.channels();
  expect(urgentPerHour).toBe(10);
  const saved = await system.notices.saveQuiet({ quiet, urgentPerHour: 2, version: quietVersion });
  await send();
  await travel(office, 20);
  const both = await Promise.allSettled([send(), send()]);
  expect(both.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = await refusalOf(send());
  const next = new Date(started.getTime() + 60 * 60_000);
  expect(refused).toMatchObject({ code: 'invalid', reason: 'too_many_urgent' });
  expect([refused.zh, refused.en].every((said, at) => said.includes(Object.values(moment(next))[at]!))).toBe(
    true,
  );
  // Somebody else may, and so may the system.
  await principal.notices.sendUrgent({
    ...{ text: '请马上回电', unitIds: [office.units.city_look], personIds: [] },
  });
  await travel(office, 39);
  expect(await refusalOf(send())).toMatchObject({ reason: 'too_many_urgent' });
  await travel(office, 1);
  await send();
  await system.notices.saveQuiet({ quiet, version: saved.version });
  expect((await system.notices.channels()).urgentPerHour).toBe(2);
  await system.notices.saveQuiet({ quiet, urgentPerHour: 10, version: saved.version + 1 });
  await send();
});

it('reaches nobody outside the sender’s reach, and says so', async () => {
  const leader = await office.as('leader', office.posts['leader.leader_in_charge.city_look']);
  const away = leader.notices.sendUrgent({ text: '请立即查看', unitIds: [office.units.law], personIds: [] });
  const out = await away.then(
    message => message.receivers.length,
    () => 'refused',
  );
  expect(out).toBe('refused');
  const writer = await office.as('writer');
  const no = writer.notices.sendUrgent({
    text: '请立即查看',
    unitIds: [office.units.city_look],
    personIds: [],
  });
  expect(await refusalOf(no)).toMatchObject({ code: 'forbidden' });
  const wrong = (await office.as('other_writer')).notices.confirm({ messageId: `urm_${'0'.repeat(26)}` });
  expect(await refusalOf(wrong)).toMatchObject({ code: 'not_found' });
});

it('tells nothing of an item that the sender may not read', async () => {
  const author = await office.as('other_writer');
  const authorIds = [office.people.other_writer];
  const fields = draftOf(office, { title: '法制科的一篇', unitId: office.units.law, authorIds });
  const { id: manuscriptId } = await author.manuscripts.create({ ...fields, sourceFileId: null });
  const leader = await office.as('leader', office.posts['leader.leader_in_charge.city_look']);
  const send = leader.notices.sendUrgent({
    ...{ text: '请立即查看', unitIds: [office.units.city_look], personIds: [], manuscriptId },
  });
  expect(await refusalOf(send)).toMatchObject({ code: 'not_found' });
});
