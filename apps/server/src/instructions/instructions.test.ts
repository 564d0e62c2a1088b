import type { Instruction } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, sentBy, travel } from '../../test/draft.ts';
import { type Client, type Office, type PersonName, refusalOf, startOffice } from '../../test/office.ts';

let office: Office;
let chief: Client;
let head: Client;
let otherHead: Client;
beforeAll(async () => {
  office = await startOffice();
  [chief, head, otherHead] = await Promise.all([
    office.as('chief'),
    office.as('head'),
    office.as('other_head'),
  ]);
});
afterAll(() => office.close());

async function recorded(change: Partial<Parameters<Client['instructions']['record']>[0]> = {}) {
  const { id } = await arrivedFrom(office, { title: '夜市占道问题突出' });
  return chief.instructions.record({
    manuscriptId: id,
    giver: '区政府分管领导',
    level: 'district',
    givenOn: '2026-05-20',
    text: '请综合执法局会同法制科拿出办法，一周内报结果。',
    receivers: [
      { unitId: office.units.city_look, dueOn: '2026-05-27' },
      { unitId: office.units.law, dueOn: '2026-05-25' },
    ],
    ...change,
  });
}

const at = (instruction: Instruction, unit: string) => {
  const receiver = instruction.receivers.find(each => each.unit.name === unit)!;
  return { id: instruction.id, version: instruction.version, receiverId: receiver.id };
};

async function dutiesAbout(id: string): Promise<string[]> {
  const found = await sql<{
    state: string;
  }>`select state from duties where subject_id = ${id} order by id`.execute(office.app.database.db);
  return found.rows.map(row => row.state);
}

async function toldTo(person: PersonName): Promise<string[]> {
  const notices = await (await office.as(person)).notices.list({ pageSize: 100 });
  return notices.rows.map(notice => notice.zh);
}

test('an instruction goes to the units that act, comes back answered, and is closed with its outcome', async () => {
  let one = await recorded();
  const owing = () => dutiesAbout(one.id);
  expect(await owing()).toEqual(['open', 'open']);
  expect(one).toMatchObject({ state: 'open', recordedBy: { name: '柏青' }, can: { cancel: null } });
  expect(one.can.close?.zh).toBe('市容科、法制科的办理情况还没有反馈或认可，不能办结。');
  const told = '区政府分管领导关于《夜市占道问题突出》的批示，请市容科、法制科办理并反馈。';
  for (const person of ['writer', 'head', 'other_head'] as const)
    expect(await toldTo(person)).toContain(told);
  expect(await toldTo('squad_head')).toEqual([]);

  one = await head.instructions.take(at(one, '市容科'));
  one = await head.instructions.answer({ ...at(one, '市容科'), text: '已增设两处规范摊区。' });
  expect(one.state).toBe('open');
  one = await otherHead.instructions.answer({ ...at(one, '法制科'), text: '已出具法律意见。' });
  expect(one.state).toBe('answered');
  one = await chief.instructions.sendBack({ ...at(one, '法制科'), reason: '请附依据条款' });
  expect(one).toMatchObject({ state: 'open' });
  expect((await toldTo('other_head'))[0]).toContain('请附依据条款');
  one = await otherHead.instructions.answer({ ...at(one, '法制科'), text: '已补充依据条款。' });
  one = await chief.instructions.accept(at(one, '法制科'));
  one = await chief.instructions.accept(at(one, '市容科'));
  expect(await owing()).toEqual(['done', 'done']);
  expect(one.can.close).toBeNull();
  one = await chief.instructions.close({ id: one.id, version: one.version, outcome: '两科均已办结。' });
  expect(one).toMatchObject({ state: 'closed', outcome: '两科均已办结。' });
  expect(one.events.map(each => [each.kind, each.unit])).toEqual([
    ['recorded', null],
    ['taken', '市容科'],
    ['answered', '市容科'],
    ['answered', '法制科'],
    ['sent_back', '法制科'],
    ['answered', '法制科'],
    ['accepted', '法制科'],
    ['accepted', '市容科'],
    ['closed', null],
  ]);
  const late = chief.instructions.cancel({ id: one.id, version: one.version, reason: '不该登记' });
  expect(await refusalOf(late)).toMatchObject({ code: 'wrong_state', reason: 'is_closed' });
});

test('it scores for the unit and the writers of the item until it is taken back', async () => {
  const one = await recorded({ receivers: [] });
  const facts = () =>
    sql<{ unit_id: string; person_ids: string[]; attrs: unknown; void_reason: string | null }>`
      select unit_id, person_ids, attrs, void_reason from facts
      where kind = 'instructed' and manuscript_id = ${one.manuscript.id}`.execute(office.app.database.db);
  expect((await facts()).rows).toEqual([
    {
      unit_id: office.units.city_look,
      person_ids: [office.people.writer],
      attrs: { level: 'district' },
      void_reason: null,
    },
  ]);
  const gone = await chief.instructions.cancel({
    id: one.id,
    version: one.version,
    reason: '登记到了别的稿件',
  });
  expect(gone.state).toBe('cancelled');
  expect((await facts()).rows[0]?.void_reason).toBe('登记到了别的稿件');
});

test('a unit answers for itself alone, and nobody decides on what changed meanwhile', async () => {
  const one = await recorded();
  const foreign = otherHead.instructions.answer({ ...at(one, '市容科'), text: '替别人答复' });
  expect(await refusalOf(foreign)).toMatchObject({ code: 'forbidden' });
  await head.instructions.take(at(one, '市容科'));
  const stale = otherHead.instructions.take(at(one, '法制科'));
  expect(await refusalOf(stale)).toMatchObject({ code: 'stale' });
  const unseen = (await office.as('squad_head')).instructions.get({ id: one.id });
  expect(await refusalOf(unseen)).toMatchObject({ code: 'forbidden' });
  expect((await (await office.as('squad_head')).instructions.list({})).total).toBe(0);
});

test('what waits too long is late, and the list says so by its earliest unit', async () => {
  const one = await recorded();
  await travel(office, 6 * 1440);
  const late = await chief.instructions.list({ overdue: true, sort: 'due' });
  expect(late.rows.find(row => row.id === one.id)).toMatchObject({
    overdue: true,
    dueAt: expect.stringContaining('2026-05-25'),
  });
  let now = await chief.instructions.get({ id: one.id });
  expect(now.receivers.map(each => [each.unit.name, each.overdue])).toEqual([
    ['市容科', false],
    ['法制科', true],
  ]);
  now = await otherHead.instructions.answer({ ...at(now, '法制科'), text: '迟报的办理情况。' });
  expect(now.receivers.find(each => each.unit.name === '法制科')).toMatchObject({
    overdue: false,
    answeredLate: true,
  });
  const row = (await chief.instructions.list({})).rows.find(each => each.id === one.id);
  expect(row).toMatchObject({ overdue: false, answeredLate: { unit: '法制科' } });
  const sentBack = await chief.instructions.sendBack({ ...at(now, '法制科'), reason: '请补充数据' });
  expect(sentBack.receivers.map(each => each.answeredLate)).toEqual([false, false]);
});

test('the totals are the lengths of the lists that they open, whatever the list is cut to', async () => {
  const { totals } = await chief.instructions.list({ state: ['closed'], overdue: true });
  expect(totals.open).toBeGreaterThan(0);
  for (const state of ['open', 'answered', 'closed', 'cancelled'] as const)
    expect([state, (await chief.instructions.list({ state: [state] })).total]).toEqual([
      state,
      totals[state],
    ]);
  expect((await chief.instructions.list({ overdue: true })).total).toBe(totals.overdue);
  const some = await chief.instructions.list({ q: '没有这样的批示' });
  expect(some.totals).toEqual({ open: 0, answered: 0, overdue: 0, closed: 0, cancelled: 0 });
});

test('a unit has until the end of the day’s work, or until the minute that was given', async () => {
  const one = await recorded({
    receivers: [
      { unitId: office.units.city_look, dueOn: '2026-05-27' },
      { unitId: office.units.law, dueOn: '2026-05-27', dueMinute: 720 },
    ],
  });
  expect(one.receivers.map(each => new Date(each.dueAt ?? '').toISOString())).toEqual([
    '2026-05-27T09:30:00.000Z',
    '2026-05-27T04:00:00.000Z',
  ]);
});

test('an instruction lies on an item that somebody above can have read, on a day that has come', async () => {
  const { id } = await sentBy(office);
  const early = chief.instructions.record({
    ...{ manuscriptId: id, giver: '区领导', level: 'district', givenOn: '2026-05-20', text: '请阅。' },
  });
  expect(await refusalOf(early)).toMatchObject({ code: 'wrong_state', reason: 'not_sent_yet' });
  expect(await refusalOf(recorded({ givenOn: '2026-08-01' }))).toMatchObject({ reason: 'given_in_future' });
  const unitId = office.units.law;
  const twice = recorded({ receivers: [{ unitId }, { unitId }] });
  expect(await refusalOf(twice)).toMatchObject({ reason: 'receiver_twice' });
  const before = recorded({ receivers: [{ unitId, dueOn: '2026-05-01' }] });
  expect(await refusalOf(before)).toMatchObject({ reason: 'due_before_given' });
});
