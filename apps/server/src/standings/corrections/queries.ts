import { sql } from 'kysely';
import type { Reader, Tx } from '../../db/connect.ts';
import type { NamedPeriod } from '../period.ts';
import type { CorrectionTable } from '../tables.ts';

export async function insertCorrections(
  tx: Tx,
  rows: Omit<CorrectionTable, 'body_id' | 'line'>[],
  lines: CorrectionTable['line'][],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.db
    .insertInto('ledger_corrections')
    .values(
      rows.map((row, index) => ({ body_id: tx.body, ...row, line: JSON.stringify(lines[index]) as never })),
    )
    .execute();
}

export type Drifted = {
  period: string;
  kind: NamedPeriod['kind'];
  owner_kind: 'unit' | 'person';
  owner_id: string;
  recomputed: string;
  frozen: string;
  earlier: string;
  points: string;
};

type Owners = { units: string[]; persons: string[] };
/** Days and manuscripts of the facts that changed. */
type Touched = { days: string[]; manuscripts: string[]; now: Date };

/**
 * Owners whose points in a closed period of the year are no longer what was frozen and corrected: recomputed from the
 * lines as they stand, minus what was frozen, minus the late corrections made so far. Only periods that the changed facts
 * can have moved are looked at: from the day of a late fact on, and where lines of the same manuscript were just rewritten.
 * What moves by itself, as a roster does, is no late fact and books nothing.
 */
export async function driftsOf(
  reader: Reader,
  { year, units, persons, days, manuscripts, now }: Owners & Touched & { year: number },
): Promise<Drifted[]> {
  const found = await sql<Drifted>`
    with shut as materialized (
      select period, kind, from_on, to_on from periods where body_id = ${reader.body} and state = 'closed'
        and from_on <= ${`${year}-12-31`} and to_on >= ${`${year}-01-01`}),
    owners as (
      select 'unit' as owner_kind, unnest(${units}::text[]) as owner_id
      union all select 'person', unnest(${persons}::text[])),
    late as (
      select min(d) as day from unnest(${days}::date[]) d
      where exists (select 1 from shut s where d between s.from_on and s.to_on)),
    closed as materialized (
      select s.* from shut s where s.to_on >= (select day from late) or exists (
        select 1 from owners o join ledger_lines l on l.body_id = ${reader.body} and l.owner_kind = o.owner_kind
          and l.owner_id = o.owner_id and l.on_day between s.from_on and s.to_on and l.computed_at = ${now.toISOString()}
        join facts f on f.body_id = l.body_id and f.id = any(l.fact_ids) and f.manuscript_id = any(${manuscripts}::text[]))),
    sums as (
      select c.period, c.kind, o.owner_kind, o.owner_id,
        coalesce((select sum(l.points) from ledger_lines l where l.body_id = ${reader.body} and l.owner_kind = o.owner_kind
          and l.owner_id = o.owner_id and l.on_day between c.from_on and c.to_on and l.status = 'counted'), 0)
        + coalesce((select sum(x.points) from ledger_corrections x where x.body_id = ${reader.body}
          and x.owner_kind = o.owner_kind and x.owner_id = o.owner_id and x.on_day between c.from_on and c.to_on
          and c.kind = any(x.in_kinds)), 0) as recomputed,
        coalesce((select t.points from closing_totals t where t.body_id = ${reader.body} and t.period = c.period
          and t.owner_kind = o.owner_kind and t.owner_id = o.owner_id), 0) as frozen,
        coalesce((select sum(x.points) from ledger_corrections x where x.body_id = ${reader.body} and x.origin = c.period
          and x.owner_kind = o.owner_kind and x.owner_id = o.owner_id and x.kind = 'late'), 0) as earlier
      from closed c cross join owners o)
    select period, kind, owner_kind, owner_id, recomputed::text, frozen::text, earlier::text,
      (recomputed - frozen - earlier)::text as points
    from sums where recomputed - frozen - earlier <> 0
    order by period, owner_kind, owner_id`.execute(reader.db);
  return found.rows;
}

/** Periods that entries can no longer be booked in: published or closed. */
export async function settledPeriods(reader: Reader): Promise<Map<string, 'published' | 'closed'>> {
  const rows = await reader.db
    .selectFrom('periods')
    .select(['period', 'state'])
    .where('body_id', '=', reader.body)
    .where('state', '<>', 'open')
    .execute();
  return new Map(rows.flatMap(row => (row.state === 'open' ? [] : [[row.period, row.state] as const])));
}

export type LateRow = {
  owner_kind: 'unit' | 'person';
  owner_name: string;
  origin: string;
  points: string;
  zh: string;
};

/** Late corrections booked in a period: they are told in its circular. */
export async function lateCorrections(
  reader: Reader,
  of: { owners: 'unit' | 'person'; from: string; to: string; kind: NamedPeriod['kind'] },
): Promise<LateRow[]> {
  const found = await sql<LateRow>`
    select c.owner_kind, coalesce(u.name, p.name) as owner_name, c.origin, c.points::text as points, c.line->>'zh' as zh
    from ledger_corrections c
    left join units u on c.owner_kind = 'unit' and u.body_id = c.body_id and u.id = c.owner_id
    left join people p on c.owner_kind = 'person' and p.body_id = c.body_id and p.id = c.owner_id
    where c.body_id = ${reader.body} and c.owner_kind = ${of.owners} and c.on_day between ${of.from} and ${of.to}
      and ${of.kind} = any(c.in_kinds) and c.origin <> '' and (c.kind = 'late' or c.on_day > (
        select p.to_on from periods p where p.body_id = c.body_id and p.period = c.origin))
    order by c.recorded_at, c.id`.execute(reader.db);
  return found.rows;
}
