import type { Named, ObjectionState, Outcome } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../db/connect.ts';
import { totalOf } from '../../db/total.ts';
import { within } from '../../db/within.ts';
import type { Scope } from '../../http/rights.ts';
import type { ObjectionTable } from './tables.ts';

export type ObjectionFull = ObjectionTable & {
  unit: Named;
  unit_path: string;
  owner: Named;
  raiser: Named;
  answerer: Named | null;
  reopener: Named | null;
  decider: Named | null;
  withdrawer: Named | null;
  period_state: 'open' | 'published' | 'closed';
  files: Named[];
  /** Persons who hold a post at the unit or below it, and the person whose points it is about. */
  interested: string[];
};

const person = (column: string) => {
  const id = sql.ref(column);
  return sql`(select json_build_object('id', p.id, 'name', p.name) from people p where p.body_id = o.body_id and p.id = ${id})`;
};

const selected = (today: string) => sql`
  select o.*, json_build_object('id', u.id, 'name', u.name) as unit, u.path as unit_path,
    json_build_object('id', o.owner_id, 'name', coalesce(ou.name, op.name, '')) as owner,
    ${person('o.raised_by')} as raiser, ${person('o.answered_by')} as answerer, ${person('o.reopened_by')} as reopener,
    ${person('o.final_by')} as decider, ${person('o.withdrawn_by')} as withdrawer,
    coalesce((select t.state from periods t where t.body_id = o.body_id and t.period = o.period), 'open') as period_state,
    coalesce((select json_agg(json_build_object('id', s.id, 'name', s.name) order by f.position)
      from objection_files f join stored_files s on s.body_id = f.body_id and s.id = f.file_id
      where f.body_id = o.body_id and f.objection_id = o.id), '[]') as files,
    array(select a.person_id from appointments a join units au on au.body_id = a.body_id and au.id = a.unit_id
      where a.body_id = o.body_id and a.role in ('correspondent', 'unit_head', 'leader_in_charge')
        and au.path like u.path || '%' and a.from_on <= ${today} and (a.to_on is null or a.to_on >= ${today}))
      || case when o.owner_kind = 'person' then array[o.owner_id] else '{}'::text[] end as interested
  from objections o
  join units u on u.body_id = o.body_id and u.id = o.unit_id
  left join units ou on o.owner_kind = 'unit' and ou.body_id = o.body_id and ou.id = o.owner_id
  left join people op on o.owner_kind = 'person' and op.body_id = o.body_id and op.id = o.owner_id`;

export async function findObjection(
  reader: Reader,
  id: string,
  today: string,
): Promise<ObjectionFull | null> {
  const found =
    await sql<ObjectionFull>`${selected(today)} where o.body_id = ${reader.body} and o.id = ${id}`.execute(
      reader.db,
    );
  return found.rows[0] ?? null;
}

export type Filter = {
  scope: Scope;
  today: string;
  q?: string | undefined;
  period?: string | undefined;
  unitId?: string | undefined;
  state?: ObjectionState[] | undefined;
  outcome?: Outcome | undefined;
  sort: 'newest' | 'waiting' | 'unit';
  page: number;
  pageSize: number;
};

const ORDERS = {
  newest: sql`o.raised_at desc, o.id desc`,
  waiting: sql`o.state not in ('open', 'reopened'), coalesce(o.reopened_at, o.raised_at), o.id`,
  unit: sql`u.sort, u.name, o.raised_at desc, o.id desc`,
};

function conditionsOf(reader: Reader, filter: Omit<Filter, 'today' | 'sort' | 'page' | 'pageSize'>) {
  const like = filter.q && `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
  const conditions = [
    sql`o.body_id = ${reader.body}`,
    within(filter.scope, 'u.path'),
    like ? sql`(o.text like ${like} or u.name like ${like} or o.line->>'label' like ${like})` : null,
    filter.period ? sql`o.period = ${filter.period}` : null,
    filter.unitId ? sql`o.unit_id = ${filter.unitId}` : null,
    filter.state?.length ? sql`o.state = any(${filter.state})` : null,
    filter.outcome ? sql`coalesce(o.final_outcome, o.outcome) = ${filter.outcome}` : null,
  ].filter(condition => condition !== null);
  return sql.join(conditions, sql` and `);
}

const countOf = (reader: Reader, where: ReturnType<typeof conditionsOf>) => async () => {
  const total = await sql<{ n: number }>`select count(*) as n from objections o
    join units u on u.body_id = o.body_id and u.id = o.unit_id where ${where}`.execute(reader.db);
  return total.rows[0]?.n ?? 0;
};

export async function listObjectionRows(
  reader: Reader,
  filter: Filter,
): Promise<{ rows: ObjectionFull[]; total: number }> {
  const where = conditionsOf(reader, filter);
  const rows =
    await sql<ObjectionFull>`${selected(filter.today)} where ${where} order by ${ORDERS[filter.sort]}
    limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`.execute(reader.db);
  return { rows: rows.rows, total: await totalOf(rows.rows, filter, countOf(reader, where)) };
}

export type ObjectionHead = Pick<ObjectionTable, 'id' | 'text' | 'period' | 'raised_at' | 'reopened_at'> & {
  unit: Named;
};

/** The beginning of the same list in the order of waiting, without those interested: at the top that is everybody. */
export async function firstObjections(
  reader: Reader,
  filter: Pick<Filter, 'scope' | 'state' | 'pageSize'>,
): Promise<{ rows: ObjectionHead[]; total: number }> {
  const where = conditionsOf(reader, filter);
  const { pageSize } = filter;
  const found = await sql<ObjectionHead>`
    select o.id, o.text, o.period, o.raised_at, o.reopened_at, json_build_object('id', u.id, 'name', u.name) as unit
    from objections o join units u on u.body_id = o.body_id and u.id = o.unit_id where ${where}
    order by ${ORDERS.waiting} limit ${pageSize}`.execute(reader.db);
  const { rows } = found;
  return { rows, total: await totalOf(rows, { page: 1, pageSize }, countOf(reader, where)) };
}

/** Objections of a period are numbered one after the other; whoever asks waits for those who asked before. */
export async function nextNumber(tx: Tx, period: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.body}/objections/${period}`}, 3))`.execute(
    tx.db,
  );
  const found = await sql<{ n: number }>`select coalesce(max(number), 0) + 1 as n from objections
    where body_id = ${tx.body} and period = ${period}`.execute(tx.db);
  return Number(found.rows[0]?.n ?? 1);
}

export async function insertObjection(
  tx: Tx,
  row: Omit<ObjectionTable, 'body_id'>,
  fileIds: string[],
): Promise<void> {
  await tx.db
    .insertInto('objections')
    .values({ body_id: tx.body, ...row, line: row.line && (JSON.stringify(row.line) as never) })
    .execute();
  if (fileIds.length === 0) return;
  await tx.db
    .insertInto('objection_files')
    .values(
      fileIds.map((file_id, position) => ({ body_id: tx.body, objection_id: row.id, file_id, position })),
    )
    .execute();
}

/** Answers whether the objection still stood at `version`. */
export async function changeObjection(
  tx: Tx,
  of: { id: string; version: number },
  change: Partial<Omit<ObjectionTable, 'body_id' | 'id' | 'line' | 'version'>>,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('objections')
    .set({ ...change, version: of.version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

type Same = { period: string; unitId: string; about: string; ownerId: string; lineId: string | null };

/** An objection of the unit to the same thing that nobody has answered yet. */
export async function sameObjection(
  reader: Reader,
  { period, unitId, about, ownerId, lineId }: Same,
): Promise<{ id: string; number: number } | null> {
  if (about === 'missing') return null;
  const found = await sql<{ id: string; number: number }>`select id, number from objections
    where body_id = ${reader.body} and period = ${period} and unit_id = ${unitId} and about = ${about} and owner_id = ${ownerId}
      and line_id is not distinct from ${lineId} and state in ('open', 'answered', 'reopened', 'decided')
    order by number limit 1`.execute(reader.db);
  return found.rows[0] ?? null;
}

export type CorrectionMade = {
  id: string;
  points: string;
  on: string;
  reason: string;
  by: Named;
  at: string;
};

export async function correctionsOf(reader: Reader, objectionId: string): Promise<CorrectionMade[]> {
  const found = await sql<CorrectionMade>`
    select c.id, c.points::text as points, c.on_day as on, c.reason, json_build_object('id', p.id, 'name', p.name) as by,
      c.recorded_at as at
    from ledger_corrections c join people p on p.body_id = c.body_id and p.id = c.recorded_by
    where c.body_id = ${reader.body} and c.objection_id = ${objectionId} order by c.on_day, c.id`.execute(
    reader.db,
  );
  return found.rows;
}

export type FactSince = {
  id: string;
  what: 'recorded' | 'voided';
  kind: string;
  on: string;
  label: string;
  at: string;
};

type Since = { owner_kind: string; owner_id: string; from: string; to: string; since: string };

/** Facts of the owner in the period that were recorded or taken back since a moment. */
export async function factsSince(
  reader: Reader,
  { owner_kind, owner_id, from, to, since }: Since,
): Promise<FactSince[]> {
  const mine =
    owner_kind === 'unit' ? sql`unit_id = ${owner_id}` : sql`person_ids @> array[${owner_id}]::text[]`;
  const found = await sql<FactSince>`
    select id, case when voided_at > ${since} then 'voided' else 'recorded' end as what, kind, on_day as on, label,
      greatest(recorded_at, coalesce(voided_at, recorded_at)) as at
    from facts where body_id = ${reader.body} and ${mine} and on_day between ${from} and ${to}
      and (voided_at > ${since} or (recorded_at > ${since} and voided_at is null))
    order by at, id limit 50`.execute(reader.db);
  return found.rows;
}

export async function unitOf(
  reader: Reader,
  id: string,
): Promise<{ id: string; name: string; path: string } | null> {
  const row = await reader.db
    .selectFrom('units')
    .select(['id', 'name', 'path'])
    .where('body_id', '=', reader.body)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Assessors wherever they sit, and principal leaders of the whole body, today. */
export async function judgesOf(
  reader: Reader,
  of: { roles: ('assessor' | 'principal_leader')[]; today: string },
): Promise<string[]> {
  const found = await sql<{ person_id: string }>`
    select distinct a.person_id from appointments a join units u on u.body_id = a.body_id and u.id = a.unit_id
    where a.body_id = ${reader.body} and a.role = any(${of.roles}) and (a.role = 'assessor' or u.parent_id is null)
      and a.from_on <= ${of.today} and (a.to_on is null or a.to_on >= ${of.today})`.execute(reader.db);
  return found.rows.map(row => row.person_id);
}
