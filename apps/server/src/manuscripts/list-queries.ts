import type { Credit, ManuscriptRow, Named, Role } from '@xinxuan/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import { totalOf } from '../db/total.ts';
import { COUNTED } from '../facts/queries.ts';
import type { Scope } from '../http/rights.ts';
import { delegateOf } from './queries.ts';

export type Condition = RawBuilder<unknown>;

const ORDERS = {
  newest: (k: string) => sql`${col(k, 'updated_at')} desc, ${col(k, 'id')} desc`,
  oldest: (k: string) => sql`${col(k, 'updated_at')}, ${col(k, 'id')}`,
  event: (k: string) => sql`${col(k, 'event_on')} desc nulls last, ${col(k, 'id')} desc`,
  unit: (k: string) => sql`${col(k, 'unit_path')}, ${col(k, 'updated_at')} desc, ${col(k, 'id')} desc`,
  title: (k: string) => sql`${col(k, 'title')}, ${col(k, 'id')}`,
  waiting: (k: string) => sql`${col(k, 'held_since')}, ${col(k, 'id')}`,
} as const;
export type Order = keyof typeof ORDERS;

function col(alias: string, name: string) {
  return sql.ref(`${alias}.${name}`);
}

type Row = Omit<ManuscriptRow, 'holder'> & {
  held: { name: string | null; role: Role; since: string; dueAt: string | null } | null;
};

/** The row of every list, for the manuscripts `m` of one page; `day` decides which delegations hold. */
const ROW = (day: string) => sql<Row>`
  m.id, m.title, json_build_object('id', u.id, 'name', u.name) as unit,
  coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by a.position)
    from manuscript_authors a join people p on p.body_id = a.body_id and p.id = a.person_id
    where a.body_id = m.body_id and a.manuscript_id = m.id), '[]') as authors,
  m.state, m.channel, m.type, m.genre, m.importance, m.event_on as "eventOn", m.submitted_at as "submittedAt",
  m.updated_at as "updatedAt", m.late, m.words, m.version,
  (select count(*) from adoptions x where x.body_id = m.body_id and x.manuscript_id = m.id and x.state = 'verified') as adoptions,
  case when m.holder_role is not null and m.state <> 'accepted' then json_build_object(
    'role', m.holder_role, 'since', m.held_since, 'dueAt', m.due_at, 'name', case m.state
      when 'at_desk' then (select coalesce(h.desk_name, h.name) from units h where h.body_id = m.body_id and h.id = m.holder_unit_id)
      when 'in_review' then coalesce(
        (select string_agg(coalesce(t.name, p.name), '、' order by r.seat) from reviews r
          join people p on p.body_id = r.body_id and p.id = r.reviewer_id
          left join lateral (${delegateOf(day)}) t on true
          where r.body_id = m.body_id and r.manuscript_id = m.id and r.state = 'pending'),
        (select p.name from people p where p.body_id = m.body_id and p.id = m.holder_person_id))
      else (select p.name from people p where p.body_id = m.body_id and p.id = m.holder_person_id) end) end as held`;

export type Wanted = {
  /** Disjoint parts of what is to be seen; each is cut and ordered by its own index. */
  parts: Condition[][];
  order: Order;
  page: number;
  pageSize: number;
  day: string;
};

/** One page of manuscripts with the number of all. Each part is limited before its rows are filled in. */
export async function listRows(
  reader: Reader,
  wanted: Wanted,
): Promise<{ rows: ManuscriptRow[]; total: number }> {
  const { page, pageSize, day } = wanted;
  const order = ORDERS[wanted.order];
  const last = page * pageSize;
  const keys = wanted.parts.map(
    part => sql`(select m.id, m.updated_at, m.event_on, m.unit_path, m.title, m.held_since
      from manuscripts m where ${whole(reader, part)} order by ${order('m')} limit ${last})`,
  );
  const found = await sql<Row>`
    select ${ROW(day)} from (
      select k.* from (${sql.join(keys, sql` union all `)}) k order by ${order('k')} limit ${pageSize} offset ${last - pageSize}) k
    join manuscripts m on m.body_id = ${reader.body} and m.id = k.id
    join units u on u.body_id = m.body_id and u.id = m.unit_id
    order by ${order('k')}`.execute(reader.db);
  const total = await totalOf(found.rows, wanted, () => countRows(reader, wanted.parts));
  return { rows: found.rows.map(shownRow), total };
}

/** How many manuscripts disjoint parts have together. */
export async function countRows(reader: Reader, parts: Condition[][]): Promise<number> {
  const counts = parts.map(part => sql`(select count(*) from manuscripts m where ${whole(reader, part)})`);
  const found = await sql<{ n: number }>`select ${sql.join(counts, sql` + `)} as n`.execute(reader.db);
  return found.rows[0]?.n ?? 0;
}

function whole(reader: Reader, part: Condition[]): Condition {
  return sql.join([sql`m.body_id = ${reader.body}`, sql`m.discarded_at is null`, ...part], sql` and `);
}

/** The rows of these manuscripts, in no order, for whoever has decided before that they may be seen. */
export async function rowsNamed(
  reader: Reader,
  { ids, day }: { ids: string[]; day: string },
): Promise<ManuscriptRow[]> {
  const found = await sql<Row>`
    select ${ROW(day)} from unnest(${ids}::text[]) k
    join manuscripts m on m.body_id = ${reader.body} and m.id = k
    join units u on u.body_id = m.body_id and u.id = m.unit_id`.execute(reader.db);
  return found.rows.map(shownRow);
}

function shownRow({ held, ...row }: Row): ManuscriptRow {
  return { ...row, holder: held && { ...held, name: held.name ?? '', ...momentsOf(held) } };
}

function momentsOf(held: { since: string; dueAt: string | null }): { since: string; dueAt: string | null } {
  return {
    since: new Date(held.since).toISOString(),
    dueAt: held.dueAt && new Date(held.dueAt).toISOString(),
  };
}

/** What the actor started or wrote, wherever it stands. */
export const writtenBy = ({ body }: Reader, person: string): Condition => sql`m.id in (
  select w.manuscript_id from manuscript_authors w where w.body_id = ${body} and w.person_id = ${person}
  union select o.id from manuscripts o where o.body_id = ${body} and o.created_by = ${person} and o.discarded_at is null)`;

export function insideOf(scope: Scope): Condition | null {
  if (scope.kind === 'body') return null;
  if (scope.kind === 'below') return sql`m.unit_path like ${`${scope.path}%`}`;
  return sql`m.unit_id = ${scope.path.split('/').filter(Boolean).at(-1) ?? ''}`;
}

/** What those above the unit may see: a draft is its unit's own until it is sent. */
export const openTo = (unitId: string): Condition => sql`(m.state <> 'draft' or m.unit_id = ${unitId})`;

export const both = (first: Condition, second: Condition): Condition => sql`${first} and ${second}`;

export const notIn = (condition: Condition): Condition => sql`not (${condition})`;

export type Filter = {
  q?: string;
  state?: string[];
  unitId?: string;
  authorId?: string;
  channel?: string;
  type?: string;
  genre?: string;
  importance?: string;
  from?: string;
  to?: string;
  late?: boolean;
  credit?: Credit;
};

/** What was asked for. Days are those of sending, in Asia/Shanghai; asked for by credit, those of the fact. */
export function filterOf(filter: Filter): Condition[] {
  return [
    filter.q ? sql`m.title ilike ${`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`}` : null,
    filter.state?.length ? sql`m.state = any(${filter.state})` : null,
    filter.unitId ? sql`m.unit_id = ${filter.unitId}` : null,
    filter.authorId
      ? sql`exists (select 1 from manuscript_authors w where w.body_id = m.body_id and w.manuscript_id = m.id and w.person_id = ${filter.authorId})`
      : null,
    filter.channel ? sql`m.channel = ${filter.channel}` : null,
    filter.type ? sql`m.type = ${filter.type}` : null,
    filter.genre ? sql`m.genre = ${filter.genre}` : null,
    filter.importance ? sql`m.importance = ${filter.importance}` : null,
    ...(filter.credit ? [credited(filter.credit, filter)] : sentWithin(filter)),
    filter.late === undefined ? null : sql`m.late = ${filter.late}`,
  ].filter(condition => condition !== null);
}

function sentWithin({ from, to }: Pick<Filter, 'from' | 'to'>): (Condition | null)[] {
  return [
    from ? sql`m.submitted_at >= ${`${from}T00:00:00+08:00`}::timestamptz` : null,
    to ? sql`m.submitted_at < ${`${to}T00:00:00+08:00`}::timestamptz + interval '1 day'` : null,
  ];
}

/** What the figures of the standings were counted from. */
function credited(credit: Credit, { from, to }: Pick<Filter, 'from' | 'to'>): Condition {
  const conditions = [
    sql`f.body_id = m.body_id and f.manuscript_id = m.id and f.kind = 'submitted' and f.voided_at is null`,
    ...(from ? [sql`f.on_day >= ${from}`] : []),
    ...(to ? [sql`f.on_day <= ${to}`] : []),
    ...(credit === 'counted' ? [COUNTED] : []),
  ];
  return sql`exists (select 1 from facts f where ${sql.join(conditions, sql` and `)})`;
}

/** Steps that wait for this person, own ones and those handed over for `day`. */
export const waitingFor = ({ body }: Reader, person: string, day: string): Condition => sql`m.id = any(array(
  select r.manuscript_id from reviews r
  where r.body_id = ${body} and r.state = 'pending' and r.reviewer_id = ${person}
  union
  select r.manuscript_id from delegations d
  join reviews r on r.body_id = d.body_id and r.reviewer_id = d.from_person_id and r.state = 'pending'
  join manuscripts m on m.body_id = r.body_id and m.id = r.manuscript_id
  where d.body_id = ${body} and d.to_person_id = ${person} and d.ended_at is null and d.from_on <= ${day} and d.to_on >= ${day}
    and (select t.id from (${delegateOf(day)}) t) = ${person}))`;

/** Past the time by which whoever holds it has to answer. */
export const overdueAt = (now: Date): Condition => sql`m.due_at < ${now.toISOString()}`;

export const onDesk = (unitIds: string[], state: string): Condition =>
  sql`m.holder_unit_id = any(${unitIds}) and m.state = ${state}`;

/** Units that run a desk within reach; the own desk alone where the actor's unit runs one. */
export async function desksWithin(reader: Reader, scope: Scope): Promise<Named[]> {
  const prefix = scope.kind === 'body' ? '' : scope.path;
  const found = await sql<Named & { path: string }>`
    select u.id, u.desk_name as name, u.path from units u
    where u.body_id = ${reader.body} and u.desk_name is not null and u.path like ${`${prefix}%`}`.execute(
    reader.db,
  );
  const own = found.rows.filter(unit => unit.path === prefix);
  return own.length > 0 ? own : found.rows;
}

/** Sent, and neither decided nor answered by whoever has had it since before `since`; below a unit, at one role's step. */
export function unanswered(of: { since: Date; unitId?: string; role?: Role }): Condition {
  const conditions = [
    sql`m.state in ('in_review', 'at_desk') and m.held_since <= ${of.since.toISOString()}::timestamptz`,
    ...(of.unitId ? [sql`'/' || m.unit_path like ${`%/${of.unitId}/%`}`] : []),
    ...(of.role ? [sql`m.holder_role = ${of.role}`] : []),
  ];
  return sql`(${sql.join(conditions, sql` and `)})`;
}

export async function countsByRole(
  reader: Reader,
  conditions: Condition[],
): Promise<{ role: Role; count: number }[]> {
  const found = await sql<{ role: Role; count: number }>`
    select m.holder_role as role, count(*) as count from manuscripts m where ${whole(reader, conditions)} and m.holder_role is not null
    group by m.holder_role order by 2 desc, 1`.execute(reader.db);
  return found.rows;
}
