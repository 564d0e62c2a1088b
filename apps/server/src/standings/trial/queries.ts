import type { Named, TRIAL_FILTERS, TRIAL_SORTS } from '@xinxuan/contract';
import type { OwnerKind, TrialOwner } from '@xinxuan/scoring';
import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../../db/connect.ts';
import type { KeptLines, KeptResult, TrialTable } from './tables.ts';

export type TrialFull = TrialTable & { starter: Named; headline: { zh: string; en: string } | null };
/** What a list shows: neither texts nor results but the first headline. */
export type TrialBrief = Omit<TrialFull, 'texts' | 'results'>;

const BRIEF = sql`t.body_id, t.id, t.state, t.started_by, t.started_at, t.finished_at, t.beat_at, t.owners_done, t.owners_all,
  t.periods, t.current, t.proposed, t.as_of, t.facts_at, t.facts, t.failure, t.removed_at`;
const FROM = sql`from trials t join people p on p.body_id = t.body_id and p.id = t.started_by`;
const STARTER = sql`json_build_object('id', p.id, 'name', p.name) as starter`;
const HEADLINE = sql`t.results->0->'kinds'->0->'headline' as headline`;

export async function findTrial(reader: Reader, id: string): Promise<TrialFull | null> {
  const found = await sql<TrialFull>`select ${BRIEF}, t.texts, t.results, ${HEADLINE}, ${STARTER} ${FROM}
    where t.body_id = ${reader.body} and t.id = ${id}`.execute(reader.db);
  return found.rows[0] ?? null;
}

export async function lockTrial(tx: Tx, id: string): Promise<TrialFull | null> {
  await sql`select 1 from trials where body_id = ${tx.body} and id = ${id} for update`.execute(tx.db);
  return findTrial(tx, id);
}

export async function listTrials(
  reader: Reader,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ rows: TrialBrief[]; total: number }> {
  const found = await sql<TrialBrief & { total: number }>`
    select ${BRIEF}, ${HEADLINE}, ${STARTER}, count(*) over () as total ${FROM}
    where t.body_id = ${reader.body} and t.removed_at is null
    order by t.started_at desc, t.id desc limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(
    reader.db,
  );
  if (found.rows.length > 0 || page === 1) return { rows: found.rows, total: found.rows[0]?.total ?? 0 };
  const all = await sql<{ n: number }>`select count(*) as n from trials
    where body_id = ${reader.body} and removed_at is null`.execute(reader.db);
  return { rows: [], total: all.rows[0]?.n ?? 0 };
}

export async function runningTrial(reader: Reader): Promise<TrialBrief | null> {
  const found = await sql<TrialBrief>`select ${BRIEF}, ${HEADLINE}, ${STARTER} ${FROM}
    where t.body_id = ${reader.body} and t.state = 'running'`.execute(reader.db);
  return found.rows[0] ?? null;
}

export async function insertTrial(
  tx: Tx,
  trial: Pick<
    TrialTable,
    'id' | 'started_by' | 'started_at' | 'periods' | 'current' | 'proposed' | 'texts' | 'as_of'
  >,
): Promise<void> {
  const { id, started_by, started_at, periods, current, proposed, texts, as_of } = trial;
  await sql`insert into trials (body_id, id, state, started_by, started_at, beat_at, periods, current, proposed, texts, as_of)
    values (${tx.body}, ${id}, 'running', ${started_by}, ${started_at}, ${started_at}, ${periods},
      ${JSON.stringify(current)}::jsonb, ${JSON.stringify(proposed)}::jsonb, ${JSON.stringify(texts)}::jsonb, ${as_of})`.execute(
    tx.db,
  );
}

/** What a server that ended left running is interrupted; what was deleted long ago goes for good. */
export async function tidyTrials(tx: Tx, { silentSince, removedBefore, now }: Tidying): Promise<void> {
  await sql`update trials set state = 'interrupted', finished_at = ${now}
    where body_id = ${tx.body} and state = 'running' and beat_at < ${silentSince}`.execute(tx.db);
  await sql`delete from trials where body_id = ${tx.body} and removed_at < ${removedBefore}`.execute(tx.db);
  await sql`delete from trial_owners o using trials t where t.body_id = ${tx.body} and o.body_id = t.body_id
    and o.trial_id = t.id and t.state not in ('running', 'done')`.execute(tx.db);
  await sql`delete from trial_lines l using trials t where t.body_id = ${tx.body} and l.body_id = t.body_id
    and l.trial_id = t.id and t.state not in ('running', 'done')`.execute(tx.db);
}

type Tidying = { silentSince: string; removedBefore: string; now: string };
type Beat = { done: number; all: number; at: string; facts: { at: string; count: number } | null };

/** How far a trial is. Answers false when it is no longer running, because somebody stopped it. */
export async function keepProgress(tx: Tx, id: string, { done, all, at, facts }: Beat): Promise<boolean> {
  const kept = await sql`update trials set owners_done = ${done}, owners_all = ${all}, beat_at = ${at},
      facts_at = coalesce(${facts?.at ?? null}, facts_at), facts = coalesce(${facts?.count ?? null}, facts)
    where body_id = ${tx.body} and id = ${id} and state = 'running'`.execute(tx.db);
  return kept.numAffectedRows === 1n;
}

type End = {
  state: 'done' | 'cancelled' | 'failed' | 'interrupted';
  at: string;
  results?: KeptResult[];
  failure?: TrialTable['failure'];
};

/** Ends a running trial once; answers false when it has ended already. */
export async function endTrial(tx: Tx, id: string, { state, at, results, failure }: End): Promise<boolean> {
  const ended = await sql`update trials set state = ${state}, finished_at = ${at},
      results = ${results ? JSON.stringify(results) : null}::jsonb, failure = ${failure ? JSON.stringify(failure) : null}::jsonb
    where body_id = ${tx.body} and id = ${id} and state = 'running'`.execute(tx.db);
  if (ended.numAffectedRows === 1n && state !== 'done') await dropRows(tx, id);
  return ended.numAffectedRows === 1n;
}

export async function dropRows(tx: Tx, id: string): Promise<void> {
  await sql`delete from trial_owners where body_id = ${tx.body} and trial_id = ${id}`.execute(tx.db);
  await sql`delete from trial_lines where body_id = ${tx.body} and trial_id = ${id}`.execute(tx.db);
}

export async function markRemoved(tx: Tx, id: string, at: string | null): Promise<void> {
  await sql`update trials set removed_at = ${at} where body_id = ${tx.body} and id = ${id}`.execute(tx.db);
}

/** Reads everything as it stood at one moment, however long the reading takes. */
export function atOneMoment<T>(
  database: Database,
  body: string,
  work: (reader: Reader) => Promise<T>,
): Promise<T> {
  return database.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(db => work({ db, body }));
}

type OfPeriod = { trialId: string; period: string };

export async function insertOwners(
  tx: Tx,
  { trialId, period }: OfPeriod,
  { owners, from }: { owners: readonly TrialOwner[]; from: number },
): Promise<void> {
  const rows = owners.map((row, i) => ({
    kind: row.owner.kind,
    id: row.owner.id,
    name: row.name,
    unit: row.unit,
    group: row.group,
    points_before: row.before?.points ?? null,
    points_after: row.after?.points ?? null,
    place_before: row.before?.place ?? null,
    place_after: row.after?.place ?? null,
    change: row.change,
    shift: row.shift,
    sort: from + i,
    row,
  }));
  await sql`insert into trial_owners (body_id, trial_id, period, owner_kind, owner_id, name, unit_name, group_name,
      points_before, points_after, place_before, place_after, change, shift, sort, row)
    select ${tx.body}, ${trialId}, ${period}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(kind text, id text, name text, unit text, "group" text, points_before numeric, points_after numeric,
        place_before integer, place_after integer, change numeric, shift integer, sort integer, row jsonb)`.execute(
    tx.db,
  );
}

export type LinesOf = { kind: OwnerKind; id: string; lines: KeptLines };

export async function insertLines(tx: Tx, { trialId, period }: OfPeriod, lines: LinesOf[]): Promise<void> {
  await sql`insert into trial_lines (body_id, trial_id, period, owner_kind, owner_id, lines)
    select ${tx.body}, ${trialId}, ${period}, r.* from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
      as r(kind text, id text, lines jsonb)`.execute(tx.db);
}

export type OwnersAsked = {
  id: string;
  period: string;
  kind: OwnerKind;
  group?: string;
  filter?: (typeof TRIAL_FILTERS)[number];
  search?: string;
  sort: (typeof TRIAL_SORTS)[number];
  descending: boolean;
  page: number;
  pageSize: number;
};

const FILTERS = {
  moved: sql`(change is distinct from 0 or shift is distinct from 0)`,
  up: sql`shift > 0`,
  down: sql`shift < 0`,
  judged: sql`jsonb_array_length(row->'awards') + jsonb_array_length(row->'marksGained') + jsonb_array_length(row->'marksLost') > 0`,
  tied: sql`(coalesce((row->'before'->>'tied')::boolean, false) or coalesce((row->'after'->>'tied')::boolean, false))`,
} as const;
const SORTS = {
  place: sql`sort`,
  name: sql`name`,
  before: sql`points_before`,
  after: sql`points_after`,
  change: sql`change`,
  shift: sql`shift`,
} as const;

export async function listOwners(
  reader: Reader,
  asked: OwnersAsked,
): Promise<{ rows: TrialOwner[]; total: number }> {
  const like = asked.search ? `%${asked.search.replace(/[\\%_]/g, '\\$&')}%` : null;
  const conditions = [
    sql`body_id = ${reader.body} and trial_id = ${asked.id} and period = ${asked.period} and owner_kind = ${asked.kind}`,
    asked.group !== undefined ? sql`group_name = ${asked.group}` : null,
    asked.filter ? FILTERS[asked.filter] : null,
    like ? sql`(name like ${like} or unit_name like ${like})` : null,
  ].filter(condition => condition !== null);
  const where = sql.join(conditions, sql` and `);
  const direction = asked.descending ? sql`desc` : sql`asc`;
  const found = await sql<{ row: TrialOwner }>`select row from trial_owners where ${where}
    order by ${SORTS[asked.sort]} ${direction} nulls last, sort
    limit ${asked.pageSize} offset ${(asked.page - 1) * asked.pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*) as n from trial_owners where ${where}`.execute(
    reader.db,
  );
  return { rows: found.rows.map(({ row }) => row), total: total.rows[0]?.n ?? 0 };
}

type OneOwner = { id: string; period: string; kind: OwnerKind; ownerId: string };
export type OwnerFound = { row: TrialOwner; lines: KeptLines | null };

export async function findOwner(
  reader: Reader,
  { id, period, kind, ownerId }: OneOwner,
): Promise<OwnerFound | null> {
  const found = await sql<OwnerFound>`select o.row, l.lines from trial_owners o
    left join trial_lines l using (body_id, trial_id, period, owner_kind, owner_id)
    where o.body_id = ${reader.body} and o.trial_id = ${id} and o.period = ${period} and o.owner_kind = ${kind}
      and o.owner_id = ${ownerId}`.execute(reader.db);
  return found.rows[0] ?? null;
}

/** The items that facts are about, for links. */
export async function manuscriptsOf(reader: Reader, factIds: string[]): Promise<Map<string, string>> {
  const found = await sql<{ id: string; manuscript_id: string }>`select id, manuscript_id from facts
    where body_id = ${reader.body} and id = any(${factIds}) and manuscript_id is not null`.execute(reader.db);
  return new Map(found.rows.map(row => [row.id, row.manuscript_id]));
}

/** Everything of a period, in the order of the result, for a workbook. */
export async function allOwners(reader: Reader, { trialId, period }: OfPeriod): Promise<OwnerFound[]> {
  const found = await sql<OwnerFound>`select o.row, l.lines from trial_owners o
    left join trial_lines l using (body_id, trial_id, period, owner_kind, owner_id)
    where o.body_id = ${reader.body} and o.trial_id = ${trialId} and o.period = ${period}
    order by o.sort`.execute(reader.db);
  return found.rows;
}

/** How many facts each month has, newest first. */
export async function monthsWithFacts(reader: Reader): Promise<{ month: string; facts: number }[]> {
  const found = await sql<{ month: string; facts: number }>`
    select to_char(on_day, 'YYYY-MM') as month, count(*) as facts from facts
    where body_id = ${reader.body} and voided_at is null group by 1 order by 1 desc limit 120`.execute(
    reader.db,
  );
  return found.rows;
}

export async function countFacts(reader: Reader, from: string, to: string): Promise<number> {
  const found = await sql<{ n: number }>`select count(*) as n from facts
    where body_id = ${reader.body} and voided_at is null and on_day between ${from} and ${to}`.execute(
    reader.db,
  );
  return found.rows[0]?.n ?? 0;
}
