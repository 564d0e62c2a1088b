import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';

let office: Office;
let chief: Client;
beforeAll(async () => {
  office = await startOffice();
  chief = await office.as('chief');
});
afterAll(() => office.close());

const event = (more: { unitId?: string; on?: string } = {}) => ({
  unitId: office.units.city_look,
  kind: 'major_event_late' as const,
  on: '2026-05-10',
  note: '广场集会应于当日报送，次日下午才报',
  ...more,
});

const noticesOf = async (person: Parameters<Office['as']>[0]) =>
  (await (await office.as(person)).notices.list({})).rows;

test('a fault is recorded with who, when and why, and the unit is told at once', async () => {
  const fault = await chief.faults.record(event());
  expect(fault).toMatchObject({
    kind: 'major_event_late',
    unit: { name: '市容科' },
    on: '2026-05-10',
    by: { name: '柏青' },
    voided: null,
  });
  for (const person of ['writer', 'head'] as const) {
    const [notice] = await noticesOf(person);
    expect(notice?.kind).toBe('fault_recorded');
    expect(notice?.zh).toContain('柏青记录了市容科 2026-05-10 的重大事项迟报');
  }
  expect(await noticesOf('other_writer')).toEqual([]);
});

test('a fault is a fact of its unit and of no person', async () => {
  const fault = await chief.faults.record(event({ on: '2026-05-11' }));
  const found = await sql<{ kind: string; person_ids: string[]; unit_id: string; attrs: unknown }>`
    select kind, person_ids, unit_id, attrs from facts where id = ${fault.id}`.execute(
    office.app.database.db,
  );
  expect(found.rows[0]).toEqual({
    kind: 'fault',
    person_ids: [],
    unit_id: office.units.city_look,
    attrs: { fault: 'major_event_late' },
  });
});

test('a fault is taken back once, with a reason that stays, and the unit is told', async () => {
  const fault = await chief.faults.record(event({ on: '2026-05-12' }));
  const voided = await chief.faults.void({ id: fault.id, reason: '值班记录证明当日已电话报告' });
  expect(voided.voided?.reason).toBe('值班记录证明当日已电话报告');
  const [notice] = await noticesOf('head');
  expect(notice?.kind).toBe('fault_voided');
  expect(notice?.zh).toContain('值班记录证明当日已电话报告');
  expect(await refusalOf(chief.faults.void({ id: fault.id, reason: '再撤一次' }))).toMatchObject({
    code: 'wrong_state',
    reason: 'voided_already',
  });
  const listed = (await chief.faults.list({ pageSize: 100 })).rows.find(each => each.id === fault.id);
  expect(listed?.voided).not.toBeNull();
});

test('a fault lies on a past day on which the unit existed', async () => {
  expect(await refusalOf(chief.faults.record(event({ on: '2026-05-21' })))).toMatchObject({
    reason: 'fault_in_future',
  });
  expect(await refusalOf(chief.faults.record(event({ on: '2019-12-31' })))).toMatchObject({
    reason: 'unit_not_open',
  });
});
