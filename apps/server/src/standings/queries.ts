import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import { COUNTED } from '../facts/queries.ts';
import type { Whose } from './input-queries.ts';
import { GATHERED, kindOf } from './period.ts';
import type { LineToStore, SchemeTable, TargetTable } from './tables.ts';

/** Schemes in force on some day between two days, in the order in which they came into force. */
export async function schemesInForce(reader: Reader, from: string, to: string): Promise<SchemeTable[]> {
  return reader.db
    .selectFrom('schemes')
    .selectAll()
    .where('body_id', '=', reader.body)
    .where('state', 'in', ['in_force', 'ended'])
    .where('from_on', '<=', to)
    .where(eb => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', from)]))
    .orderBy('from_on')
    .execute();
}

/** Waits for whoever is scoring one of these owners; everybody at once excludes all others. */
export async function lockOwners(tx: Tx, year: number, whose: Whose): Promise<void> {
  const all = `${tx.body}/${year}`;
  if (whose === 'all') {
    await sql`select pg_advisory_xact_lock(hashtextextended(${all}, 1))`.execute(tx.db);
    return;
  }
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${all}, 1))`.execute(tx.db);
  const owners = [...whose.units, ...whose.persons].sort().map(id => `${all}/${id}`);
  await sql`select pg_advisory_xact_lock(hashtextextended(owner, 1))
    from (select owner from unnest(${owners}::text[]) as o(owner) order by owner) o`.execute(tx.db);
}

const CHUNK = 5000;

type Owned = { year: number; whose: Whose };

const mine = (body: string, { year, whose }: Owned) =>
  whose === 'all'
    ? sql`body_id = ${body} and year = ${year}`
    : sql`body_id = ${body} and year = ${year} and ((owner_kind = 'unit' and owner_id = any(${whose.units}))
        or (owner_kind = 'person' and owner_id = any(${whose.persons})))`;

/** Writes what differs and nothing else; a line that changed remembers what it stood at before. */
export async function replaceLines(
  tx: Tx,
  { lines, now, ...owned }: Owned & { lines: LineToStore[]; now: Date },
): Promise<void> {
  const kept = await sql<{ id: string; digest: string }>`
    select id, digest from ledger_lines where ${mine(tx.body, owned)}`.execute(tx.db);
  const known = new Map(kept.rows.map(row => [row.id, row.digest]));
  const changed = lines.filter(line => known.get(line.id) !== line.digest);
  const still = new Set(lines.map(line => line.id));
  const gone = kept.rows.filter(row => !still.has(row.id)).map(row => row.id);
  if (gone.length > 0) {
    await sql`delete from ledger_lines where body_id = ${tx.body} and id = any(${gone})`.execute(tx.db);
  }
  for (let start = 0; start < changed.length; start += CHUNK) {
    await upsertLines(tx, changed.slice(start, start + CHUNK), now);
  }
}

async function upsertLines(tx: Tx, lines: LineToStore[], now: Date): Promise<void> {
  await sql`
    insert into ledger_lines (body_id, id, scheme_id, year, period, owner_kind, owner_id, on_day, clause, rule, status,
      points, measure, fact_ids, line, digest, computed_at)
    select ${tx.body}, l.id, l.scheme_id, l.year, l.period, l.owner_kind, l.owner_id, l.on_day, l.clause, l.rule, l.status,
      l.points, l.measure, l.fact_ids, l.line, l.digest, ${now.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(id text, scheme_id text, year integer, period text,
      owner_kind text, owner_id text, on_day date, clause text, rule text, status text, points numeric, measure text,
      fact_ids text[], line jsonb, digest text)
    on conflict (body_id, id) do update set scheme_id = excluded.scheme_id, period = excluded.period, on_day = excluded.on_day,
      clause = excluded.clause, rule = excluded.rule, status = excluded.status, points = excluded.points,
      measure = excluded.measure, fact_ids = excluded.fact_ids, line = excluded.line, digest = excluded.digest,
      computed_at = excluded.computed_at,
      changed = case when ledger_lines.points <> excluded.points
        then jsonb_build_object('at', excluded.computed_at, 'from', ledger_lines.points::text, 'zh', ledger_lines.line->>'zh', 'en', ledger_lines.line->>'en')
        else ledger_lines.changed end`.execute(tx.db);
}

/** Takes away what owners had who are nobody's business any more: closed, or without a group. */
export async function dropOthers(tx: Tx, year: number, whose: Exclude<Whose, 'all'>): Promise<void> {
  for (const [kind, ids] of [
    ['unit', whose.units],
    ['person', whose.persons],
  ] as const) {
    const gone = sql`body_id = ${tx.body} and year = ${year} and owner_kind = ${kind}
      and not exists (select from unnest(${ids}::text[]) as still(id) where still.id = owner_id)`;
    await sql`delete from ledger_lines where ${gone}`.execute(tx.db);
    await sql`delete from standing_targets where ${gone}`.execute(tx.db);
  }
}

export async function replaceTargets(
  tx: Tx,
  { targets, ...owned }: Owned & { targets: Omit<TargetTable, 'body_id'>[] },
): Promise<void> {
  await sql`delete from standing_targets where ${mine(tx.body, owned)}`.execute(tx.db);
  for (let start = 0; start < targets.length; start += CHUNK) {
    await sql`
      insert into standing_targets (body_id, scheme_id, year, owner_kind, owner_id, clause, rule, name, period_kind, period,
        from_on, to_on, target, done, missing)
      select ${tx.body}, t.* from jsonb_to_recordset(${JSON.stringify(targets.slice(start, start + CHUNK))}::jsonb)
        as t(scheme_id text, year integer, owner_kind text, owner_id text, clause text, rule text, name text, period_kind text,
          period text, from_on date, to_on date, target numeric, done numeric, missing numeric)`.execute(
      tx.db,
    );
  }
}

export async function markScored(tx: Tx, year: number, day: string): Promise<void> {
  await sql`insert into scored_days (body_id, year, day) values (${tx.body}, ${year}, ${day})
    on conflict (body_id, year) do update set day = excluded.day`.execute(tx.db);
}

/** Years whose figures were last computed before `today`, of every body. */
export async function yearsToScore(
  reader: Pick<Reader, 'db'>,
  today: string,
): Promise<{ body_id: string; year: number }[]> {
  const found = await sql<{ body_id: string; year: number }>`
    select b.id as body_id, y.year from bodies b
    cross join (values (extract(year from ${today}::date)::integer), (extract(year from ${today}::date - 31)::integer)) as y(year)
    where exists (select 1 from schemes s where s.body_id = b.id and s.state = 'in_force')
      and not exists (select 1 from scored_days d where d.body_id = b.id and d.year = y.year and d.day >= ${today})
    group by b.id, y.year`.execute(reader.db);
  return found.rows;
}

export type StandingRow = {
  owner_id: string;
  name: string;
  unit_id: string | null;
  unit_name: string | null;
  group_id: string | null;
  group_name: string | null;
  group_sort: number | null;
  points: string;
  submitted: number;
  counted: number;
  adopted: number;
  by_clause: { clause: string; points: string; lines: number }[];
  targets: { clause: string; name: string; target: string; done: string; missing: string }[];
};

type Asked = { owners: 'unit' | 'person'; from: string; to: string };

/** Everybody's figures of a stretch of days: points from the lines, counts from the facts, targets as they stand. */
export async function standingRows(reader: Reader, { owners, from, to }: Asked): Promise<StandingRow[]> {
  const who =
    owners === 'unit'
      ? sql`select u.id as owner_id, u.name, null as unit_id, null as unit_name, u.group_id, array[u.id] as mine from units u
          where u.body_id = ${reader.body} and u.group_id is not null and u.opened_on <= ${to} and (u.closed_on is null or u.closed_on >= ${from})`
      : sql`select p.id as owner_id, p.name, min(u.id) as unit_id, min(u.name) as unit_name, min(u.group_id) as group_id, null::text[] as mine
          from people p join appointments a on a.body_id = p.body_id and a.person_id = p.id and a.role = 'correspondent'
          join units u on u.body_id = a.body_id and u.id = a.unit_id
          where p.body_id = ${reader.body} and a.from_on <= ${to} and (a.to_on is null or a.to_on >= ${from}) group by p.id, p.name`;
  const owner = owners === 'unit' ? sql`f.unit_id` : sql`person`;
  const people = owners === 'unit' ? sql`` : sql`cross join unnest(f.person_ids) as person`;
  const kind = kindOf({ from, to });
  const gathered = kind ? GATHERED[kind] : [];
  const found = await sql<StandingRow>`
    with who as (${who}),
    clauses as (
      select owner_id, clause, sum(points) as points, count(*) as lines from ledger_lines
      where body_id = ${reader.body} and owner_kind = ${owners} and on_day between ${from} and ${to} and status = 'counted'
      group by owner_id, clause
      union all
      select owner_id, case kind when 'late' then '补记' else '更正' end, sum(points), count(*) from ledger_corrections
      where body_id = ${reader.body} and owner_kind = ${owners} and on_day between ${from} and ${to}
        and ${kind}::text = any(in_kinds)
      group by owner_id, kind),
    points as (
      select owner_id, sum(points) as points,
        json_agg(json_build_object('clause', clause, 'points', points::text, 'lines', lines) order by clause) as by_clause
      from clauses group by owner_id),
    counts as (
      select ${owner} as owner_id,
        count(*) filter (where f.kind = 'submitted') as submitted,
        count(*) filter (where f.kind = 'submitted' and ${COUNTED}) as counted,
        count(*) filter (where f.kind = 'adopted') as adopted
      from facts f ${people}
      where f.body_id = ${reader.body} and f.voided_at is null and f.on_day between ${from} and ${to} group by 1),
    targets as (
      select distinct on (owner_id, clause) owner_id, clause, name, target, done, missing from (
        select owner_id, clause, name, scheme_id, max(from_on) as latest, sum(target) as target, sum(done) as done,
          sum(missing) as missing
        from standing_targets where body_id = ${reader.body} and owner_kind = ${owners} and to_on >= ${from}
          and ((from_on = ${from} and to_on = ${to}) or (period_kind = any(${gathered})
            and case period_kind when 'week' then from_on + 3 else to_on end between ${from} and ${to}))
        group by owner_id, clause, name, scheme_id) t
      order by owner_id, clause, latest desc)
    select w.owner_id, w.name, w.unit_id, w.unit_name, w.group_id, g.name as group_name, g.sort as group_sort,
      coalesce(p.points, 0)::text as points, coalesce(c.submitted, 0) as submitted, coalesce(c.counted, 0) as counted,
      coalesce(c.adopted, 0) as adopted, coalesce(p.by_clause, '[]') as by_clause,
      coalesce((select json_agg(json_build_object('clause', t.clause, 'name', t.name, 'target', t.target::text, 'done', t.done::text,
        'missing', t.missing::text) order by t.clause) from targets t where t.owner_id = w.owner_id), '[]') as targets
    from who w
    left join points p on p.owner_id = w.owner_id
    left join counts c on c.owner_id = w.owner_id
    left join assessment_groups g on g.body_id = ${reader.body} and g.id = w.group_id
    order by g.sort nulls last, g.name, w.name`.execute(reader.db);
  return found.rows;
}
