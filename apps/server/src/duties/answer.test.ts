import type { Duty } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sentBy, travel } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { makeDuties } from './make.ts';

let office: Office;
let writer: Client;
let head: Client;
let chief: Client;
beforeAll(async () => {
  office = await startOffice();
  [writer, head, chief] = await Promise.all([office.as('writer'), office.as('head'), office.as('chief')]);
});
afterAll(() => office.close());

const at = ({ id, version }: Duty) => ({ id, version });
const dutyOf = async (by: Client, subjectId: string): Promise<Duty> =>
  (await by.duties.list({ pageSize: 100 })).rows.find(row => row.subject.id === subjectId)!;

async function reviewDuty(title: string): Promise<{ duty: Duty; manuscriptId: string }> {
  const { id } = await sentBy(office, { title });
  return { duty: await dutyOf(head, id), manuscriptId: id };
}

it('a nil return ends a recurring duty on time, in the reporting window, once and by its owner alone', async () => {
  const rule = {
    rhythm: 'working_day',
    workingDay: 1,
    minute: 17 * 60,
    closeAfter: null,
    per: 'unit',
  } as const;
  const saved = await chief.duties.saveRule({
    ...{ ...rule, role: 'correspondent', unitKinds: ['section'], groupIds: [], nilAllowed: true },
    ...{ kind: 'opinion_report', name: '每日舆情信息', fromOn: '2026-05-20', toOn: null, version: 0 },
  });
  await makeDuties(office.app.database, () => office.time.now);
  const duty = await dutyOf(writer, saved.id);
  const other = await office.as('other_writer');
  expect(await refusalOf(other.duties.nil(at(duty)))).toMatchObject({ reason: 'out_of_reach' });
  const stale = { id: duty.id, version: duty.version + 1 };
  expect(await refusalOf(writer.duties.nil(stale))).toMatchObject({ code: 'stale' });
  const ended = await writer.duties.nil(at(duty));
  expect(ended).toMatchObject({
    state: 'nil',
    ended: { by: { name: '陆晓棠' }, act: 'duties.nil', late: false, minutesLate: null, inWindow: true },
    can: { nil: { reason: 'duty_ended' } },
  });
  expect(await refusalOf(writer.duties.nil(at(ended)))).toMatchObject({ reason: 'duty_ended' });
});

it('what asks for a report or a signature takes no nil return', async () => {
  const { duty } = await reviewDuty('不能以无情况办结');
  expect(await refusalOf(head.duties.nil(at(duty)))).toMatchObject({ reason: 'no_nil_return' });
});

it('is let off by somebody above with a reason, never by its owner; the reason stands in its life', async () => {
  const { duty } = await reviewDuty('豁免的应办');
  const reason = '机构改革期间';
  expect(await refusalOf(writer.duties.waive({ ...at(duty), reason }))).toMatchObject({ code: 'forbidden' });
  const waived = await chief.duties.waive({ ...at(duty), reason });
  expect(waived).toMatchObject({ state: 'waived', ended: { by: { name: '柏青' }, reason, late: false } });
  const life = await chief.duties.get({ id: duty.id });
  expect(life.events.at(-1)).toMatchObject({ kind: 'waived', reason });
  expect(await refusalOf(chief.duties.waive({ ...at(waived), reason }))).toMatchObject({
    reason: 'duty_ended',
  });
});

it('gets another time that is still to come; the item and its step show the same, and the reminders begin anew', async () => {
  const { duty, manuscriptId } = await reviewDuty('延期的应办');
  const dueAt = '2026-05-25T08:00:00.000Z';
  const past = { ...at(duty), dueAt: '2026-05-19T08:00:00.000Z', reason: '延期' };
  expect(await refusalOf(chief.duties.move(past))).toMatchObject({ code: 'invalid', reason: 'due_past' });
  const moved = await chief.duties.move({ ...at(duty), dueAt, reason: '审稿人出差' });
  expect(moved).toMatchObject({
    due: { at: dueAt, clock: 'fixed' },
    next: { at: '2026-05-25T04:00:00.000Z' },
  });
  const shown = await writer.manuscripts.get({ id: manuscriptId });
  expect([shown.holder?.dueAt, shown.route[0]?.dueAt]).toEqual([dueAt, dueAt]);
  expect(await refusalOf(chief.duties.move({ ...at(duty), dueAt, reason: '再延' }))).toMatchObject({
    code: 'stale',
  });
  const life = await chief.duties.get({ id: duty.id });
  expect(life.events.at(-1)).toMatchObject({
    kind: 'moved',
    from: duty.due.at,
    to: dueAt,
    reason: '审稿人出差',
  });
});

it('an answer that a unit owes on an instruction shows the time that it was given', async () => {
  const sent = await sentBy(office, { title: '领导有批示的稿件' });
  await head.reviews.approve({ id: sent.id, version: sent.version });
  const { id } = await chief.instructions.record({
    ...{
      manuscriptId: sent.id,
      giver: '区领导',
      level: 'district',
      givenOn: '2026-05-20',
      text: '请抓好落实。',
    },
    receivers: [{ unitId: office.units.city_look, dueOn: '2026-05-22' }],
  });
  const duty = await dutyOf(head, id);
  const dueAt = '2026-05-27T02:00:00.000Z';
  await chief.duties.move({ ...at(duty), dueAt, reason: '汛期延期' });
  const [receiver] = (await chief.instructions.get({ id })).receivers;
  expect(Date.parse(receiver?.dueAt ?? '')).toBe(Date.parse(dueAt));
});

it('goes to whoever stands in, with its due time, and comes back', async () => {
  const { duty } = await reviewDuty('转办的应办');
  const day = '2026-05-20';
  const term = { toPersonId: office.people.other_head, fromOn: day, toOn: day };
  const { id } = await head.reviews.delegations.create(term);
  const standing = await office.as('other_head');
  const handed = await dutyOf(standing, duty.subject.id);
  expect(handed).toMatchObject({ id: duty.id, person: { name: '邵立行' }, due: { at: duty.due.at } });
  await head.reviews.delegations.end({ id });
  expect((await chief.duties.get({ id: duty.id })).events.map(event => event.kind)).toEqual([
    'opened',
    'handed',
    'handed',
  ]);
  await travel(office, 60 * 25);
  expect(await dutyOf(head, duty.subject.id)).toMatchObject({ late: true, person: { name: '郭北辰' } });
});

it('keeps one entry of the trail for each of these acts', async () => {
  const found = await sql<{ act: string; n: number }>`select act, count(*)::int as n from audit_entries
    where act like 'duties.%' group by act order by act`.execute(office.app.database.db);
  expect(found.rows).toEqual([
    { act: 'duties.move', n: 2 },
    { act: 'duties.nil', n: 1 },
    { act: 'duties.saveRule', n: 1 },
    { act: 'duties.waive', n: 1 },
  ]);
});
