import { sql } from 'kysely';
import type { Reader, Tx } from '../../db/connect.ts';
import type { LedgerRow } from '../ledger-queries.ts';
import { periodOf } from '../period.ts';
import type { StandingRow } from '../queries.ts';
import type { PeriodTable } from '../tables.ts';

/** What a closed period said on the day of its closing, word for word. */
export type Frozen = Record<'unit' | 'person', { rows: StandingRow[]; lines: LedgerRow[] }>;

/** Lines and places as they were published: [id, points, sentence in Chinese, in English] and [place, points]. */
export type Published = Record<
  'unit' | 'person',
  {
    lines: { id: string; owner: string; points: string; zh: string; en: string }[];
    places: { owner: string; name: string; place: number; points: string }[];
  }
>;

export type PeriodRow = Pick<
  PeriodTable,
  | 'period'
  | 'state'
  | 'published_at'
  | 'last_day'
  | 'closed_at'
  | 'close_reason'
  | 'hash'
  | 'previous_hash'
  | 'version'
> & { frozen: Frozen | null };

const UNTOUCHED = {
  state: 'open' as const,
  published_at: null,
  last_day: null,
  closed_at: null,
  close_reason: '',
  hash: null,
  previous_hash: null,
  frozen: null,
  version: 0,
};

/** A period that nobody has touched is open. */
export async function findPeriod(reader: Reader, period: string): Promise<PeriodRow> {
  const row = await reader.db
    .selectFrom('periods')
    .select([
      'period',
      'state',
      'published_at',
      'last_day',
      'closed_at',
      'close_reason',
      'hash',
      'previous_hash',
      'frozen',
      'version',
    ])
    .where('body_id', '=', reader.body)
    .where('period', '=', period)
    .executeTakeFirst();
  if (!row) return { period, ...UNTOUCHED };
  return { ...row, frozen: row.frozen as Frozen | null };
}

export async function findPublished(reader: Reader, period: string): Promise<Published | null> {
  const row = await reader.db
    .selectFrom('periods')
    .select('published')
    .where('body_id', '=', reader.body)
    .where('period', '=', period)
    .executeTakeFirst();
  return (row?.published as Published | null) ?? null;
}

/** Nobody books an entry into a period while a period is being closed; taken after the locks on owners. */
export async function lockClosings(tx: Tx, how: 'closing' | 'booking'): Promise<void> {
  const key = `${tx.body}/closings`;
  await (how === 'closing'
    ? sql`select pg_advisory_xact_lock(hashtextextended(${key}, 2))`
    : sql`select pg_advisory_xact_lock_shared(hashtextextended(${key}, 2))`
  ).execute(tx.db);
}

/** Number and hash of the body's latest closing. */
export async function lastClosing(reader: Reader): Promise<{ number: number; hash: string | null }> {
  const row = await reader.db
    .selectFrom('periods')
    .select(['closing_number', 'hash'])
    .where('body_id', '=', reader.body)
    .where('closing_number', 'is not', null)
    .orderBy('closing_number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { number: row?.closing_number ?? 0, hash: row?.hash ?? null };
}

export async function closedPeriods(reader: Reader): Promise<string[]> {
  const rows = await reader.db
    .selectFrom('periods')
    .select('period')
    .where('body_id', '=', reader.body)
    .where('state', '=', 'closed')
    .execute();
  return rows.map(row => row.period);
}

type Change = Partial<Omit<PeriodTable, 'body_id' | 'period' | 'kind' | 'from_on' | 'to_on' | 'version'>>;

/** Answers whether the period still stood at `version`; the row of an untouched one is made. */
export async function changePeriod(
  tx: Tx,
  of: { period: string; version: number },
  change: Change,
): Promise<boolean> {
  if (of.version === 0) {
    const { kind, from, to } = periodOf(of.period);
    const made = await tx.db
      .insertInto('periods')
      .values({
        body_id: tx.body,
        period: of.period,
        kind,
        from_on: from,
        to_on: to,
        ...EMPTY,
        ...change,
        version: 1,
      })
      .onConflict(conflict => conflict.columns(['body_id', 'period']).doNothing())
      .returning('period')
      .executeTakeFirst();
    return made !== undefined;
  }
  const changed = await tx.db
    .updateTable('periods')
    .set({ ...change, version: of.version + 1 })
    .where('body_id', '=', tx.body)
    .where('period', '=', of.period)
    .where('version', '=', of.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

const EMPTY = {
  state: 'open' as const,
  published_by: null,
  published_at: null,
  last_day: null,
  published: null,
  closed_by: null,
  closed_at: null,
  close_reason: '',
  closing_number: null,
  previous_hash: null,
  head: null,
  hash: null,
  frozen: null,
};

export async function insertSections(
  tx: Tx,
  period: string,
  sections: Record<string, { content: string; hash: string }>,
): Promise<void> {
  await tx.db
    .insertInto('closing_sections')
    .values(
      Object.entries(sections).map(([section, { content, hash }]) => ({
        body_id: tx.body,
        period,
        section,
        content,
        hash,
      })),
    )
    .execute();
}

export async function insertTotals(
  tx: Tx,
  period: string,
  totals: { owner_kind: string; owner_id: string; points: string }[],
): Promise<void> {
  await sql`insert into closing_totals (body_id, period, owner_kind, owner_id, points)
    select ${tx.body}, ${period}, t.* from jsonb_to_recordset(${JSON.stringify(totals)}::jsonb)
      as t(owner_kind text, owner_id text, points numeric)`.execute(tx.db);
}

export type FactUsed = {
  id: string;
  kind: string;
  on_day: string;
  booked_on: string;
  unit_id: string;
  person_ids: string[];
  manuscript_id: string | null;
  lead_id: string | null;
  attrs: Record<string, string | number | boolean>;
  label: string;
};

/** Facts of the period's days, and those of other days that a line of the period names. */
export async function factsUsed(
  reader: Reader,
  of: { from: string; to: string; named: string[] },
): Promise<FactUsed[]> {
  const found = await sql<FactUsed>`
    select id, kind, on_day, booked_on, unit_id, person_ids, manuscript_id, lead_id, attrs, label from facts
    where body_id = ${reader.body} and ((voided_at is null and on_day between ${of.from} and ${of.to})
      or id = any(${of.named}))`.execute(reader.db);
  return found.rows;
}

export type ObjectionCounts = { open: number; all: number };

export async function countObjections(reader: Reader, period: string): Promise<ObjectionCounts> {
  const found = await sql<ObjectionCounts>`
    select count(*) filter (where state in ('open', 'reopened')) as open, count(*) as all
    from objections where body_id = ${reader.body} and period = ${period} and state <> 'withdrawn'`.execute(
    reader.db,
  );
  return found.rows[0] ?? { open: 0, all: 0 };
}

export async function openObjections(
  reader: Reader,
  period: string,
): Promise<{ id: string; number: number; unit: string }[]> {
  const found = await sql<{ id: string; number: number; unit: string }>`
    select o.id, o.number, u.name as unit from objections o
    join units u on u.body_id = o.body_id and u.id = o.unit_id
    where o.body_id = ${reader.body} and o.period = ${period} and o.state in ('open', 'reopened')
    order by o.number`.execute(reader.db);
  return found.rows;
}

/** Who answers for the units today: every unit head and correspondent of the body. */
export async function everyUnitsPeople(reader: Reader, today: string): Promise<string[]> {
  const rows = await reader.db
    .selectFrom('appointments')
    .select('person_id')
    .distinct()
    .where('body_id', '=', reader.body)
    .where('role', 'in', ['correspondent', 'unit_head'])
    .where('from_on', '<=', today)
    .where(eb => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', today)]))
    .execute();
  return rows.map(row => row.person_id);
}
