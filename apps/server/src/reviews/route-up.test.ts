import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, draftOf, sentBy, travel } from '../../test/draft.ts';
import { type Office, type PersonName, refusalOf, startOffice, type UnitName } from '../../test/office.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.close());

/** Posts and desks change behind the people signed in; a minute later everybody acts in their new posts. */
async function change(statement: ReturnType<typeof sql>): Promise<void> {
  await statement.execute(office.app.database.db);
  await travel(office, 1);
}

const appoint = (person: PersonName, role: string, unit: UnitName) =>
  change(sql`insert into appointments (body_id, id, person_id, unit_id, role, from_on)
    values (${office.body}, 'apt_' || substr(md5(random()::text), 1, 26), ${office.people[person]}, ${office.units[unit]}, ${role}, '2024-01-01')`);

test('a unit without a head is signed for by the nearest head above', async () => {
  await appoint('writer2', 'correspondent', 'night_market');
  const writer = await office.as('writer2');
  const draft = await writer.manuscripts.create({
    ...draftOf(office, { unitId: office.units.night_market, authorIds: [office.people.writer2] }),
    sourceFileId: null,
  });
  const sent = await writer.manuscripts.submit({ id: draft.id, version: 0 });
  expect(sent.holder).toMatchObject({ name: '韩志远', role: 'unit_head' });
  const head = await office.as('squad_head');
  const at = await head.reviews.approve({ id: sent.id, version: sent.version });
  expect(at.holder?.name).toBe('宣传科');
});

test('two approvals of one version: one is signed, the other is told that it came too late', async () => {
  const sent = await sentBy(office);
  const head = await office.as('head');
  const approve = () => head.reviews.approve({ id: sent.id, version: sent.version });
  const outcomes = await Promise.allSettled([approve(), approve()]);
  expect(outcomes.map(outcome => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = outcomes.find(outcome => outcome.status === 'rejected');
  expect(lost).toMatchObject({ reason: { code: 'stale' } });
  const facts = await sql<{
    n: number;
  }>`select count(*) as n from facts where manuscript_id = ${sent.id}`.execute(office.app.database.db);
  expect(facts.rows[0]?.n).toBe(1);
});

test('an item stays with the nearest desk; the desk above does not find it in its own queue', async () => {
  await change(sql`update units set desk_name = '中队内勤' where id = ${office.units.squad}`);
  const sent = await arrivedFrom(
    office,
    { title: '中队自收的稿件' },
    { writer: 'squad_writer', unit: 'squad', head: 'squad_head' },
  );
  expect(sent.holder?.name).toBe('中队内勤');
  const editor = await office.as('editor');
  expect((await editor.reviews.desk.queue({ q: '中队自收' })).total).toBe(0);
  await appoint('other_writer', 'desk_editor', 'squad');
  const inner = await office.as('other_writer', await postOf('other_writer', 'desk_editor'));
  expect((await inner.reviews.desk.queue({})).rows.map(row => row.title)).toEqual(['中队自收的稿件']);
  const above = await arrivedFrom(office, { title: '区局收的稿件' });
  const reach = inner.reviews.desk.accept({ id: above.id, version: above.version });
  expect(await refusalOf(reach)).toMatchObject({ code: 'forbidden', reason: 'out_of_reach' });
  expect(await inner.reviews.desk.accept({ id: sent.id, version: sent.version })).toMatchObject({
    state: 'accepted',
  });
});

async function postOf(person: PersonName, role: string): Promise<string> {
  const found = await sql<{ id: string }>`select id from appointments
    where person_id = ${office.people[person]} and role = ${role}`.execute(office.app.database.db);
  return found.rows[0]!.id;
}

test('who has left the post by the time the step opens is replaced by whoever holds it then', async () => {
  const sent = await sentBy(office, { importance: 'decision' });
  expect(sent.route[1]?.reviewer?.name).toBe('章望舒');
  await change(
    sql`update appointments set to_on = '2026-05-19' where person_id = ${office.people.principal}`,
  );
  const leader = await office.as('leader');
  const nobody = leader.reviews.approve({ id: sent.id, version: sent.version });
  expect(await refusalOf(nobody)).toMatchObject({ code: 'wrong_state', reason: 'no_reviewer' });
  await appoint('other_head', 'principal_leader', 'bureau');
  const signed = await leader.reviews.approve({ id: sent.id, version: sent.version });
  expect(signed.holder).toMatchObject({ name: '邵立行', role: 'principal_leader' });
  const next = await office.as('other_head', await postOf('other_head', 'principal_leader'));
  expect(await next.reviews.approve({ id: sent.id, version: signed.version })).toMatchObject({
    state: 'at_desk',
  });
});

test('without any desk above there is nowhere to send to', async () => {
  await change(sql`update units set desk_name = null`);
  const refusal = await refusalOf(sentBy(office));
  expect(refusal).toMatchObject({ code: 'invalid', reason: 'no_desk' });
});
