import type { Lead, LeadState } from '@xinxuan/contract';
import { LEAD_STATES } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, draftOf, travel } from '../../test/draft.ts';
import { type Client, type Office, type PersonName, refusalOf, startOffice } from '../../test/office.ts';
import { actOnDue } from '../duties/round.ts';
import { settleChanges } from '../standings/rescore.ts';
import { bookMissedLeads } from './book-missed.ts';

let office: Office;
let chief: Client;
let writer: Client;
let other: Client;
beforeAll(async () => {
  office = await startOffice();
  const as = (person: PersonName) => office.as(person);
  [chief, writer, other] = await Promise.all([as('chief'), as('writer'), as('other_writer')]);
});
afterAll(() => office.close());

const LAW = { writer: 'other_writer', unit: 'law', head: 'other_head' } as const;
type Wanted = Partial<Parameters<Client['leads']['record']>[0]>;
/** Recorded by 法制科; 市容科 is responsible. */
const recorded = (what: string, change: Wanted = {}): Promise<Lead> =>
  other.leads.record({
    ...{ what, place: '桂花路夜市', seenAt: office.time.now.toISOString(), source: '热心商户' },
    ...{ fromUnitId: office.units.law, unitId: office.units.city_look, ...change },
  });
const again = (lead: Lead) => chief.leads.get({ id: lead.id });
const at = ({ id, version }: Lead) => ({ id, version });

type FactLine = { kind: string; unit: string; attrs: Record<string, unknown> };
async function factsOf(lead: Lead): Promise<FactLine[]> {
  const found = await sql<FactLine>`select f.kind, u.name as unit, f.attrs from facts f
    join units u on u.body_id = f.body_id and u.id = f.unit_id
    where f.lead_id = ${lead.id} and f.voided_at is null and f.kind like 'lead%' order by f.kind`.execute(
    office.app.database.db,
  );
  return found.rows;
}
const leadsOnFacts = async (manuscriptId: string) =>
  (
    await sql<{ lead_id: string | null }>`select lead_id from facts
      where manuscript_id = ${manuscriptId} and kind = 'submitted' and voided_at is null`.execute(
      office.app.database.db,
    )
  ).rows.map(row => row.lead_id);

/** Writes on the lead, sends it and has it signed. */
async function complete(lead: Lead): Promise<string> {
  const { manuscriptId } = await writer.leads.write({ ...at(lead), unitId: office.units.city_look });
  await send(manuscriptId);
  return manuscriptId;
}

async function send(manuscriptId: string): Promise<void> {
  const draft = await writer.manuscripts.get({ id: manuscriptId });
  const fields = draftOf(office, { title: `线索稿${manuscriptId.slice(-6)}` });
  const saved = await writer.manuscripts.save({ ...fields, id: draft.id, version: draft.version });
  const sent = await writer.manuscripts.submit({ id: saved.id, version: saved.version });
  await (await office.as('head')).reviews.approve({ id: sent.id, version: sent.version });
}

test('a lead is recorded by any writer, accepted, written about, completed; returned, it is owed again', async () => {
  const photo = await office.upload('other_writer', '现场.txt', '照片说明');
  let lead = await recorded('夜市早高峰仍有摊位占道', { fileIds: [photo.id] });
  expect(lead).toMatchObject({ state: 'asked', unit: { name: '市容科' }, files: [{ name: '现场.txt' }] });
  // Wednesday and two working days.
  expect(lead.dueAt.slice(0, 10)).toBe('2026-05-22');
  lead = await writer.leads.accept(at(lead));
  expect(lead.state).toBe('accepted');
  const manuscriptId = await complete(lead);
  lead = await again(lead);
  expect(lead).toMatchObject({ state: 'completed', credit: { late: false, foreign: false } });
  expect(await factsOf(lead)).toEqual([
    { kind: 'lead_completed', unit: '市容科', attrs: { late: false, foreign: false } },
  ]);
  expect(await leadsOnFacts(manuscriptId)).toEqual([lead.id]);

  const editor = await office.as('editor');
  const atDesk = await editor.manuscripts.get({ id: manuscriptId });
  await editor.reviews.desk.return({ id: manuscriptId, version: atDesk.version, reason: '缺数字' });
  lead = await again(lead);
  expect(lead).toMatchObject({ state: 'writing', credit: null });
  expect(await factsOf(lead)).toEqual([]);
  await send(manuscriptId);
  expect((await again(lead)).state).toBe('completed');
  expect((await again(lead)).events.map(each => each.kind)).toEqual([
    ...['recorded', 'accepted', 'linked', 'completed', 'taken_away', 'completed'],
  ]);
});

test('while the responsible unit has time nobody else takes it; afterwards who completes it has the credit', async () => {
  let lead = await recorded('校门口护学岗志愿者上岗');
  const item = await arrivedFrom(office, { title: '护学岗志愿者上岗' }, LAW);
  const link = { manuscriptId: item.id };
  expect(await refusalOf(other.leads.link({ ...at(lead), ...link }))).toMatchObject({
    reason: 'not_due_yet',
  });
  await travel(office, 3 * 1440);
  lead = await again(lead);
  expect(lead.overdue).toBe(true);
  lead = await other.leads.link({ ...at(lead), ...link });
  expect(lead).toMatchObject({
    state: 'completed_elsewhere',
    credit: { unit: { name: '法制科' }, late: false, foreign: true },
  });
  expect(await factsOf(lead)).toEqual([
    { kind: 'lead_completed', unit: '法制科', attrs: { late: false, foreign: true } },
    { kind: 'lead_missed', unit: '市容科', attrs: {} },
  ]);
  expect(await leadsOnFacts(item.id)).toEqual([lead.id]);

  // Taken off again: the unit that was responsible may still come before the closing, late, and then has the credit.
  lead = await other.leads.unlink({ ...at(lead), ...link });
  expect(lead).toMatchObject({ state: 'asked', overdue: true });
  expect(await factsOf(lead)).toEqual([]);
  expect(await leadsOnFacts(item.id)).toEqual([null]);
  await complete(lead);
  lead = await again(lead);
  expect(lead).toMatchObject({ state: 'completed_late', credit: { unit: { name: '市容科' }, late: true } });
  // What comes after changes nothing: the first has it.
  await expect(other.leads.link({ ...at(lead), ...link })).resolves.toMatchObject({
    state: 'completed_elsewhere',
    credit: { unit: { name: '法制科' } },
  });
});

test('what was sent in time and signed late is the responsible unit’s, whoever came meanwhile', async () => {
  let lead = await recorded('社区食堂试营业');
  const { manuscriptId } = await writer.leads.write({ ...at(lead), unitId: office.units.city_look });
  const draft = await writer.manuscripts.get({ id: manuscriptId });
  const fields = draftOf(office, { title: '社区食堂试营业首日' });
  const saved = await writer.manuscripts.save({ ...fields, id: draft.id, version: draft.version });
  const sent = await writer.manuscripts.submit({ id: saved.id, version: saved.version });
  await travel(office, 4 * 1440);
  const item = await arrivedFrom(office, { title: '食堂开张见闻' }, LAW);
  lead = await other.leads.link({ ...at(await again(lead)), manuscriptId: item.id });
  expect(lead.state).toBe('completed_elsewhere');
  await (await office.as('head')).reviews.approve({ id: sent.id, version: sent.version });
  lead = await again(lead);
  expect(lead).toMatchObject({ state: 'completed', credit: { unit: { name: '市容科' }, late: false } });
  expect(await factsOf(lead)).toEqual([
    { kind: 'lead_completed', unit: '市容科', attrs: { late: false, foreign: false } },
  ]);
});

test('another unit is named, with a working day at least; nothing is agreed or not by the desk', async () => {
  let lead = await recorded('河道打捞出共享单车');
  lead = await writer.leads.passOn({ ...at(lead), unitId: office.units.squad, reason: '属城东中队辖区' });
  expect(lead).toMatchObject({ state: 'asked', unit: { name: '城东中队' } });
  const squad = await office.as('squad_head');
  expect(await refusalOf(writer.leads.sayNothing({ ...at(lead), reason: '与我无关' }))).toMatchObject({
    reason: 'out_of_reach',
  });
  lead = await squad.leads.sayNothing({ ...at(lead), reason: '已由河道处打捞，没有可写的' });
  expect(lead).toMatchObject({ state: 'said_nothing', reason: '已由河道处打捞，没有可写的' });
  const bare = { ...at(lead), agreed: false };
  expect(await refusalOf(chief.leads.judge(bare))).toMatchObject({ reason: 'refused_without_reason' });
  lead = await chief.leads.judge({ ...bare, reason: '请写联动打捞的做法' });
  expect(lead.state).toBe('asked');
  lead = await squad.leads.sayNothing({ ...at(lead), reason: '再次核实仍无材料' });
  lead = await chief.leads.judge({ ...at(lead), agreed: true });
  expect(lead).toMatchObject({ state: 'nothing', can: { judge: { reason: 'is_nothing' } } });
});

test('a lead that nobody takes is missed once, when it closes; one that was taken back is owed by nobody', async () => {
  let lead = await recorded('公交站台保洁夜间作业');
  const gone = await other.leads.cancel({ ...at(await recorded('重复的一条')), reason: '重复登记' });
  expect(gone.state).toBe('cancelled');
  const back = await other.leads.restore(at(gone));
  expect(back.state).toBe('asked');
  await other.leads.cancel({ ...at(back), reason: '还是重复' });
  await travel(office, 9 * 1440);
  const { database } = office.app;
  await actOnDue(database, () => office.time.now);
  const given = { now: office.time.now, settle: settleChanges };
  expect(await bookMissedLeads(database, given)).toBeGreaterThan(0);
  expect(await bookMissedLeads(database, given)).toBe(0);
  lead = await again(lead);
  expect(lead.state).toBe('missed');
  expect(await factsOf(lead)).toEqual([{ kind: 'lead_missed', unit: '市容科', attrs: {} }]);
  expect(await factsOf(gone)).toEqual([]);
});

test('the list says of every lead what its page says, and filters by it', async () => {
  const all = await chief.leads.list({ pageSize: 100 });
  const seen = new Set<LeadState>();
  for (const state of LEAD_STATES) {
    const { rows } = await chief.leads.list({ state: [state], pageSize: 100 });
    for (const row of rows) expect(row.state).toBe(state);
    if (rows.length > 0) seen.add(state);
    expect(rows.length).toBe(all.rows.filter(row => row.state === state).length);
  }
  expect([...seen].sort()).toEqual(['cancelled', 'completed', 'completed_elsewhere', 'missed', 'nothing']);
  const mine = await other.leads.list({ mine: true });
  expect(mine.total).toBe(all.total);
  // Who told us is for those who follow it up.
  const [row] = all.rows;
  expect((await (await office.as('squad_writer')).leads.get({ id: row!.id })).source).toBeNull();
  expect((await other.leads.get({ id: row!.id })).source).toBe('热心商户');
});

test('a time beyond every calendar is refused, not stumbled over', async () => {
  for (const wrong of [{ dueAt: '9999-12-31T23:59:59Z' }, { seenAt: '0000-01-01T00:00:00Z' }])
    expect(await refusalOf(recorded('路灯不亮', wrong))).toMatchObject({ code: 'invalid' });
});
