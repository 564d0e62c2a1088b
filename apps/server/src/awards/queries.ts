import type { Named } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import type { AwardTable, CandidateTable, RoundTable } from './tables.ts';

export type RoundFull = RoundTable & {
  scheme: Named;
  proposer: Named;
  submitter: Named | null;
  granter: Named | null;
  winners: number;
  lost: number;
  decisions: number;
};

const person = (column: 'r.proposed_by' | 'r.submitted_by' | 'r.granted_by') =>
  sql`(select json_build_object('id', p.id, 'name', p.name) from people p where p.body_id = r.body_id and p.id = ${sql.ref(column)})`;

const ROUND = sql`
  select r.*, json_build_object('id', s.id, 'name', s.name) as scheme, ${person('r.proposed_by')} as proposer,
    ${person('r.submitted_by')} as submitter, ${person('r.granted_by')} as granter, c.winners, c.lost, c.decisions
  from award_rounds r join schemes s on s.body_id = r.body_id and s.id = r.scheme_id
  cross join lateral (select
      count(*) filter (where coalesce(c.decision = 'moved_up', c.outcome = 'seated')) as winners,
      count(*) filter (where coalesce(c.decision = 'set_aside', c.outcome in ('barred', 'last'))) as lost,
      count(c.decision) as decisions
    from award_candidates c where c.body_id = r.body_id and c.round_id = r.id) c`;

export async function findRound(reader: Reader, id: string): Promise<RoundFull | null> {
  const found = await sql<RoundFull>`${ROUND} where r.body_id = ${reader.body} and r.id = ${id}`.execute(
    reader.db,
  );
  return found.rows[0] ?? null;
}

type RoundFilter = {
  unfinished: boolean;
  state?: string;
  period?: string;
  page: number;
  pageSize: number;
};

/** Newest period first; those not granted only for those who work on them. */
export async function listRounds(
  reader: Reader,
  filter: RoundFilter,
): Promise<{ rows: RoundFull[]; total: number }> {
  const where = sql.join(
    [
      sql`r.body_id = ${reader.body} and r.discarded_at is null`,
      filter.unfinished ? sql`true` : sql`r.state = 'granted'`,
      filter.state ? sql`r.state = ${filter.state}` : sql`true`,
      filter.period ? sql`r.period = ${filter.period}` : sql`true`,
    ],
    sql` and `,
  );
  const rows = await sql<RoundFull>`${ROUND} where ${where} order by r.proposed_at desc, r.id desc
    limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*) as n from award_rounds r where ${where}`.execute(
    reader.db,
  );
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

type NewRound = Pick<RoundTable, 'id' | 'period' | 'scheme_id' | 'hash' | 'proposed_by' | 'proposed_at'>;
type NewCandidate = Omit<
  CandidateTable,
  'body_id' | 'round_id' | 'decision' | 'decision_reason' | 'decided_by' | 'decided_at'
>;

/** Answers whether the period was still free. */
export async function insertRound(tx: Tx, round: NewRound, candidates: NewCandidate[]): Promise<boolean> {
  const made = await sql<{ id: string }>`
    insert into award_rounds (body_id, id, period, scheme_id, state, hash, proposed_by, proposed_at, version)
    values (${tx.body}, ${round.id}, ${round.period}, ${round.scheme_id}, 'proposed', ${round.hash},
      ${round.proposed_by}, ${round.proposed_at}, 0)
    on conflict (body_id, period) where discarded_at is null do nothing returning id`.execute(tx.db);
  if (made.rows.length === 0) return false;
  await sql`
    insert into award_candidates (body_id, id, round_id, position, award, title_zh, title_en, owner_kind, owner_id,
      owner_name, unit_name, group_name, place, tied, points, outcome, seats, money, reason_zh, reason_en)
    select ${tx.body}, c.id, ${round.id}, c.position, c.award, c.title_zh, c.title_en, c.owner_kind, c.owner_id,
      c.owner_name, c.unit_name, c.group_name, c.place, c.tied, c.points, c.outcome, c.seats, c.money, c.reason_zh,
      c.reason_en
    from jsonb_to_recordset(${JSON.stringify(candidates)}::jsonb) as c(id text, position integer, award text,
      title_zh text, title_en text, owner_kind text, owner_id text, owner_name text, unit_name text, group_name text,
      place integer, tied boolean, points numeric, outcome text, seats integer, money numeric, reason_zh text,
      reason_en text)`.execute(tx.db);
  return true;
}

export type CandidateFull = CandidateTable & { decider: Named | null; award_number: number | null };

export async function candidatesOf(reader: Reader, roundId: string): Promise<CandidateFull[]> {
  const found = await sql<CandidateFull>`
    select c.*, c.points::text as points, c.money::text as money, a.number as award_number,
      (select json_build_object('id', p.id, 'name', p.name) from people p
        where p.body_id = c.body_id and p.id = c.decided_by) as decider
    from award_candidates c left join awards a on a.body_id = c.body_id and a.candidate_id = c.id
    where c.body_id = ${reader.body} and c.round_id = ${roundId} order by c.position`.execute(reader.db);
  return found.rows;
}

type RoundChange = Partial<
  Pick<
    RoundTable,
    'state' | 'submitted_by' | 'submitted_at' | 'sent_back' | 'granted_by' | 'granted_at' | 'discarded_at'
  >
>;

/** Answers whether the round still stood at `version`. */
export async function changeRound(
  tx: Tx,
  of: { id: string; version: number },
  change: RoundChange,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('award_rounds')
    .set({ ...change, version: of.version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

type Decision = Pick<CandidateTable, 'decision' | 'decision_reason' | 'decided_by' | 'decided_at'>;

export async function writeDecision(tx: Tx, candidateId: string, decision: Decision): Promise<void> {
  await tx.db
    .updateTable('award_candidates')
    .set(decision)
    .where('body_id', '=', tx.body)
    .where('id', '=', candidateId)
    .execute();
}

/** Whether another selection of the period is being worked on. */
export async function periodIsTaken(reader: Reader, period: string): Promise<boolean> {
  const row = await reader.db
    .selectFrom('award_rounds')
    .select('id')
    .where('body_id', '=', reader.body)
    .where('period', '=', period)
    .where('discarded_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** The last number given in a year; whoever asks holds the numbers of the body until the end of the transaction. */
export async function takeNumbers(tx: Tx, year: number): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.body}/awards/${year}`}, 6))`.execute(tx.db);
  const found = await sql<{
    n: number;
  }>`select coalesce(max(number), 0) as n from awards where body_id = ${tx.body} and year = ${year}`.execute(
    tx.db,
  );
  return Number(found.rows[0]?.n ?? 0);
}

export async function insertAwards(tx: Tx, rows: AwardTable[]): Promise<void> {
  if (rows.length > 0) await tx.db.insertInto('awards').values(rows).execute();
}

export type AwardFull = AwardTable & { granter: Named; revoker: Named | null };

const AWARD = sql`
  select a.*, a.points::text as points, a.money::text as money, json_build_object('id', g.id, 'name', g.name) as granter,
    (select json_build_object('id', p.id, 'name', p.name) from people p
      where p.body_id = a.body_id and p.id = a.revoked_by) as revoker
  from awards a join people g on g.body_id = a.body_id and g.id = a.granted_by`;

export async function findAward(reader: Reader, id: string): Promise<AwardFull | null> {
  const found = await sql<AwardFull>`${AWARD} where a.body_id = ${reader.body} and a.id = ${id}`.execute(
    reader.db,
  );
  return found.rows[0] ?? null;
}

export type AwardFilter = {
  q?: string;
  period?: string;
  owner?: 'unit' | 'person';
  ownerId?: string;
  state?: 'standing' | 'revoked';
  sort: 'newest' | 'number' | 'owner';
  page: number;
  pageSize: number;
};

const ORDERS = {
  newest: sql`a.granted_at desc, a.number`,
  number: sql`a.year desc, a.number`,
  owner: sql`a.owner_name collate "C", a.granted_at desc, a.number`,
};

export async function listAwards(
  reader: Reader,
  filter: AwardFilter,
): Promise<{ rows: AwardFull[]; total: number }> {
  const like = filter.q ? `%${filter.q.replace(/[\\%_]/g, '\\$&')}%` : null;
  const where = sql.join(
    [
      sql`a.body_id = ${reader.body}`,
      like
        ? sql`(a.owner_name like ${like} or a.title_zh like ${like} or a.title_en like ${like})`
        : sql`true`,
      filter.period ? sql`a.period = ${filter.period}` : sql`true`,
      filter.owner ? sql`a.owner_kind = ${filter.owner}` : sql`true`,
      filter.ownerId ? sql`a.owner_id = ${filter.ownerId}` : sql`true`,
      filter.state
        ? filter.state === 'revoked'
          ? sql`a.revoked_at is not null`
          : sql`a.revoked_at is null`
        : sql`true`,
    ],
    sql` and `,
  );
  const rows = await sql<AwardFull>`${AWARD} where ${where} order by ${ORDERS[filter.sort]}
    limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*) as n from awards a where ${where}`.execute(
    reader.db,
  );
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

type Revoking = { by: string; at: string; reason: string };

/** Answers whether the award still stood at `version`. */
export async function revokeAward(
  tx: Tx,
  of: { id: string; version: number },
  { by, at, reason }: Revoking,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('awards')
    .set({ revoked_by: by, revoked_at: at, revoke_reason: reason, version: of.version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export type VetoRow = { id: string; owner: Named; on: string; note: string; basis: string };

export async function vetoesOf(
  reader: Reader,
  { from, to }: { from: string; to: string },
): Promise<VetoRow[]> {
  const found = await sql<VetoRow>`
    select f.id, json_build_object('id', u.id, 'name', u.name) as owner, f.on_day as on, f.note,
      coalesce(f.attrs->>'basis', '') as basis
    from facts f join units u on u.body_id = f.body_id and u.id = f.unit_id
    where f.body_id = ${reader.body} and f.kind = 'veto' and f.voided_at is null and f.on_day between ${from} and ${to}
    order by f.on_day, f.id`.execute(reader.db);
  return found.rows;
}

export async function unitNames(reader: Reader): Promise<Map<string, string>> {
  const rows = await reader.db
    .selectFrom('units')
    .select(['id', 'name'])
    .where('body_id', '=', reader.body)
    .execute();
  return new Map(rows.map(row => [row.id, row.name]));
}

/** Who hears of an award: the person, or whoever answers for the unit today. */
export async function hearersOf(
  reader: Reader,
  owner: { kind: 'unit' | 'person'; id: string },
  today: string,
): Promise<string[]> {
  if (owner.kind === 'person') return [owner.id];
  const found = await sql<{ person_id: string }>`
    select distinct person_id from appointments where body_id = ${reader.body} and unit_id = ${owner.id}
      and role in ('correspondent', 'unit_head') and from_on <= ${today} and (to_on is null or to_on >= ${today})`.execute(
    reader.db,
  );
  return found.rows.map(row => row.person_id);
}

/** Who holds a role somewhere in the body today. */
export async function holdersOf(reader: Reader, role: string, today: string): Promise<string[]> {
  const found = await sql<{ person_id: string }>`
    select distinct person_id from appointments where body_id = ${reader.body} and role = ${role}
      and from_on <= ${today} and (to_on is null or to_on >= ${today})`.execute(reader.db);
  return found.rows.map(row => row.person_id);
}

/** The granted selection of a period. */
export async function grantedRound(reader: Reader, period: string): Promise<string | null> {
  const row = await reader.db
    .selectFrom('award_rounds')
    .select('id')
    .where('body_id', '=', reader.body)
    .where('period', '=', period)
    .where('state', '=', 'granted')
    .where('discarded_at', 'is', null)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Awards of a selection that stand, title by title. */
export async function standingAwards(
  reader: Reader,
  roundId: string,
): Promise<{ title: string; owners: string[] }[]> {
  const found = await sql<{ title: string; owners: string[] }>`
    select title_zh as title, array_agg(owner_name order by number) as owners from awards
    where body_id = ${reader.body} and round_id = ${roundId} and revoked_at is null
    group by award, title_zh order by min(number)`.execute(reader.db);
  return found.rows;
}
