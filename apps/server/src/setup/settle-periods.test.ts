import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from '../db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../db/template.ts';
import { type Loaded, loadDemonstration, stageUnitOf } from './load.ts';
import { scoreLoadedYear } from './score.ts';
import { settleLoadedPeriods } from './settle-periods.ts';

const UNTIL = '2026-11-21';
const NOW = new Date('2026-11-22T01:00:00Z');

let place: TestDatabase;
let database: Database;
let loaded: Loaded;
beforeAll(async () => {
  place = await createTestDatabase();
  database = connect({ ...place.config, max: 4 });
  loaded = await loadDemonstration(database, { seed: 7, size: 'district', until: UNTIL, now: NOW });
  const { bodyId, year } = loaded;
  await scoreLoadedYear(database, { bodyId, year, now: NOW });
  const stageUnit = stageUnitOf(loaded.signIns);
  await settleLoadedPeriods(database, { bodyId, year, until: UNTIL, stageUnit, now: NOW });
}, 180_000);
afterAll(async () => {
  await database.close();
  await place.drop();
});

test('two quarters are closed in a chain, and the last that ended is published', async () => {
  const periods = await database.db
    .selectFrom('periods')
    .select(['period', 'state', 'closing_number', 'last_day', 'hash', 'previous_hash'])
    .orderBy('period')
    .execute();
  expect(periods.map(each => [each.period, each.state, each.closing_number])).toEqual([
    ['2026-Q1', 'closed', 1],
    ['2026-Q2', 'closed', 2],
    ['2026-Q3', 'published', null],
  ]);
  expect(periods[1]!.previous_hash).toBe(periods[0]!.hash);
  expect(periods[2]!.last_day).toBe('2026-11-28');
});

test('objections of every course were raised, one of them by the unit whose people sign in', async () => {
  const { rows } = await sql<{ period: string; state: string; outcome: string | null; unit: string }>`
    select o.period, o.state, coalesce(o.final_outcome, o.outcome) as outcome, u.name as unit
    from objections o join units u on u.body_id = o.body_id and u.id = o.unit_id order by o.period, o.number`.execute(
    database.db,
  );
  const of = (period: string) => rows.filter(row => row.period === period);
  expect(of('2026-Q1').map(row => `${row.state} ${row.outcome}`)).toEqual([
    'answered upheld',
    'answered rejected',
    'answered partly',
    'decided upheld',
  ]);
  expect(of('2026-Q3').map(row => row.state)).toEqual(['answered', 'open', 'reopened']);
  expect(of('2026-Q3')[0]!.unit).toBe(stageUnitOf(loaded.signIns));
});

test('one adoption came after the first closing, and nothing else is out of step', async () => {
  const late = await database.db
    .selectFrom('ledger_corrections')
    .select(['origin', 'on_day', 'owner_kind', 'points', 'line'])
    .where('kind', '=', 'late')
    .orderBy('owner_kind')
    .execute();
  expect(late.map(each => [each.origin, each.on_day])).toContainEqual(['2026-Q1', '2026-05-11']);
  expect(late.filter(each => each.owner_kind === 'unit')).toHaveLength(1);
  const { rows } = await sql<{ period: string; owner_id: string }>`
    select p.period, l.owner_id from periods p
    join (select body_id, owner_kind, owner_id, on_day, points, null as origin, array['quarter'] as in_kinds from ledger_lines where status = 'counted'
      union all select body_id, owner_kind, owner_id, on_day, points, origin, in_kinds from ledger_corrections) l
      on l.body_id = p.body_id and l.on_day between p.from_on and p.to_on and p.kind = any(l.in_kinds)
    where p.state = 'closed'
    group by p.body_id, p.period, l.owner_kind, l.owner_id
    having sum(l.points) <> coalesce((select t.points from closing_totals t where t.body_id = p.body_id and t.period = p.period
        and t.owner_kind = l.owner_kind and t.owner_id = l.owner_id), 0)
      + coalesce((select sum(c.points) from ledger_corrections c where c.body_id = p.body_id and c.kind = 'late'
        and c.origin = p.period and c.owner_kind = l.owner_kind and c.owner_id = l.owner_id), 0)`.execute(
    database.db,
  );
  expect(rows).toEqual([]);
});
