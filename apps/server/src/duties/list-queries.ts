import type { DUTY_FILTERS, DUTY_VIEWS, DutyKind, DutyRate, RecurringKind } from '@xinxuan/contract';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
import { totalOf } from '../db/total.ts';
import { within } from '../db/within.ts';
import type { Actor } from '../http/actor.ts';
import type { Scope } from '../http/rights.ts';
import type { DutyRow } from './tables.ts';

type Condition = RawBuilder<SqlBool>;
type Show = (typeof DUTY_FILTERS)[number];
type View = (typeof DUTY_VIEWS)[number];

export type Wanted = {
  scope: Scope;
  actor: Actor;
  now: Date;
  view: View;
  show: Show;
  kind?: DutyKind | undefined;
  unitId?: string | undefined;
  personId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  provisional?: boolean | undefined;
  sort: 'due' | 'newest' | 'latest';
  page: number;
  pageSize: number;
};

const ORDER = {
  due: sql`d.due_at, d.id`,
  newest: sql`d.opened_at desc, d.id desc`,
  latest: sql`coalesce(d.minutes_late, 0) desc, d.due_at, d.id`,
};

export async function listDuties(
  reader: Reader,
  wanted: Wanted,
): Promise<{ rows: DutyRow[]; total: number }> {
  const where = sql.join([sql`d.body_id = ${reader.body}`, ...conditionsOf(wanted, reader)], sql` and `);
  const from = sql`from duties d ${unitsOf(wanted)} where ${where}`;
  const { page, pageSize, sort } = wanted;
  const rows = await sql<DutyRow>`select d.* ${from} order by ${ORDER[sort]}
    limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(reader.db);
  const total = await totalOf(rows.rows, wanted, async () => {
    const found = await sql<{ n: number }>`select count(*) as n ${from}`.execute(reader.db);
    return found.rows[0]?.n ?? 0;
  });
  return { rows: rows.rows, total };
}

/** How long the list of one kind is, how much of it is late, and the ids of its beginning. */
export type DutySum = { kind: DutyKind; count: number; late: number; first: string[] };

/**
 * The open duties of `listDuties` by kind, in one statement for all lists of “today”: the conditions are those of the
 * list, so a sum is always the length of the list that it opens.
 */
export async function sumDuties(
  reader: Reader,
  wanted: Pick<Wanted, 'scope' | 'actor' | 'now' | 'view'>,
  { kinds, first }: { kinds: readonly DutyKind[] | null; first: number },
): Promise<DutySum[]> {
  const conditions = [viewed({ ...wanted, show: 'open' }, reader), shown('open', wanted.now)];
  if (kinds) conditions.push(sql`d.kind = any(${[...kinds]})`);
  const where = sql.join([sql`d.body_id = ${reader.body}`, ...conditions], sql` and `);
  const kind = kinds ? sql`d.kind` : sql`null`;
  const found = await sql<DutySum>`
    select ${kind} as kind, count(*) as count, count(*) filter (where ${shown('late', wanted.now)}) as late,
      (array_agg(d.id order by ${ORDER.due}))[1:${sql.lit(first)}] as first
    from duties d ${unitsOf({ ...wanted, show: 'open' })} where ${where} group by 1`.execute(reader.db);
  return found.rows;
}

/** Duties by their ids, in the order of the list by due time. */
export async function dutiesNamed(reader: Reader, ids: readonly string[]): Promise<DutyRow[]> {
  if (ids.length === 0) return [];
  const found = await sql<DutyRow>`select d.* from duties d
    where d.body_id = ${reader.body} and d.id = any(${[...ids]}) order by ${ORDER.due}`.execute(reader.db);
  return found.rows;
}

const DAYS_OF_UNITS: readonly Show[] = ['owed', 'complete', 'on_time', 'not_done', 'waived_days'];

/** The unit of each duty, where a condition asks about it: every duty has one, so nothing is lost without. */
function unitsOf({ view, scope, show }: Pick<Wanted, 'view' | 'scope' | 'show'>): RawBuilder<unknown> {
  const asked = (view !== 'mine' && scope.kind !== 'body') || DAYS_OF_UNITS.includes(show);
  return asked ? sql`join units u on u.body_id = d.body_id and u.id = d.unit_id` : sql``;
}

function conditionsOf(wanted: Wanted, reader: Reader): Condition[] {
  const { kind, unitId, personId, from, to, provisional } = wanted;
  const conditions = [viewed(wanted, reader), shown(wanted.show, wanted.now)];
  if (kind) conditions.push(sql`d.kind = ${kind}`);
  if (unitId) conditions.push(sql`d.unit_id = ${unitId}`);
  if (personId) conditions.push(sql`d.person_id = ${personId}`);
  if (from) conditions.push(sql`${DAY} >= ${from}::date`);
  if (to) conditions.push(sql`${DAY} <= ${to}::date`);
  if (provisional) conditions.push(sql`d.provisional`);
  return conditions;
}

/** The duty day of what is recurring, the day of the due time of the rest. */
const DAY = sql`coalesce(d.on_day, ((d.due_at - interval '1 second') at time zone 'Asia/Shanghai')::date)`;

type Viewed = Pick<Wanted, 'view' | 'show' | 'actor' | 'scope' | 'now'>;

function viewed({ view, show, actor, scope, now }: Viewed, reader: Reader): Condition {
  const { post, personId } = actor;
  if (view === 'mine')
    return sql`(d.person_id = ${personId} or (d.person_id is null and d.unit_id = ${post?.unitId ?? ''} and d.role = ${post?.role ?? ''}))`;
  const reached = within(scope, 'u.path');
  if (view === 'unit') return sql`(${reached} and d.unit_id = ${post?.unitId ?? ''})`;
  if (view === 'nobody')
    return sql`(${reached} and d.state = 'open' and d.id = any(array(${heldByNobody(reader, now)})))`;
  // The lists behind the rates hold what the rates are of: what the asker owes elsewhere is not among it.
  return DAYS_OF_UNITS.includes(show) ? reached : sql`(${reached} or d.person_id = ${personId})`;
}

/**
 * Open duties that nobody has in hand: the person holds no post any more or may not sign in, or nobody holds the role at
 * the unit. Owners are looked at once each, however much they owe, and only the duties of the few without a holder are
 * read: `offset 0` keeps the planner from reading all open duties, or all posts, instead.
 */
function heldByNobody({ body }: Reader, now: Date): RawBuilder<unknown> {
  const day = sql`(${now.toISOString()}::timestamptz at time zone 'Asia/Shanghai')::date`;
  const current = sql`a.body_id = ${body} and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})`;
  const inactive = sql`select p.id from people p where p.body_id = ${body} and not p.active`;
  const open = sql`body_id = ${body} and state = 'open'`;
  const ofPerson = sql`cross join lateral (select id from duties where ${open} and person_id = o.person_id offset 0) x`;
  return sql`
    select x.id from (select distinct person_id from duties where ${open} and person_id is not null) o ${ofPerson}
    where not exists (select from appointments a where ${current} and a.person_id = o.person_id)
    union all
    select x.id from (select i.id as person_id from (${inactive}) i) o ${ofPerson}
    union all
    select x.id from (select distinct unit_id, role from duties where ${open} and person_id is null) o
    cross join lateral (select id from duties where ${open} and person_id is null and unit_id = o.unit_id
      and role = o.role offset 0) x
    where not exists (select from appointments a where ${current} and a.unit_id = o.unit_id and a.role = o.role
      and a.person_id not in (${inactive}) offset 0)`;
}

function shown(show: Show, now: Date): Condition {
  switch (show) {
    case 'open':
      return sql`d.state = 'open'`;
    case 'late':
      return sql`d.state = 'open' and d.late_from <= ${now.toISOString()}`;
    case 'ended':
      return sql`d.state <> 'open'`;
    case 'waived':
      return sql`d.state = 'waived'`;
    case 'any':
      return sql`true`;
    case 'owed':
      return owed(now);
    case 'complete':
      return sql`${owed(now)} and ${COMPLETE}`;
    case 'on_time':
      return sql`${owed(now)} and ${COMPLETE} and not d.late`;
    case 'not_done':
      return sql`${owed(now)} and not ${COMPLETE}`;
    case 'waived_days':
      return WAIVED_DAY;
  }
}

/**
 * A duty day that counts (D6): recurring, its unit stood on that day, not waived, not void; answered, or the time is over.
 * Everything that a rate counts is a part of this, so no rate is ever above 1.
 */
function owed(now: Date): Condition {
  return sql`(d.rule_id is not null and d.state not in ('waived', 'void')
    and u.opened_on <= d.on_day and (u.closed_on is null or u.closed_on >= d.on_day)
    and (d.state in ('done', 'nil', 'closed') or d.late_from <= ${now.toISOString()}))`;
}
/** A duty day that would count, had it not been waived. */
const WAIVED_DAY = sql<SqlBool>`(d.rule_id is not null and d.state = 'waived'
  and u.opened_on <= d.on_day and (u.closed_on is null or u.closed_on >= d.on_day))`;
const COMPLETE = sql<SqlBool>`d.state in ('done', 'nil')`;

export type Stretch = { from: string; to: string; kind?: RecurringKind | undefined };

export async function ratesOf(
  reader: Reader,
  scope: Scope,
  { from, to, kind, now }: Stretch & { now: Date },
): Promise<DutyRate[]> {
  const found = await sql<DutyRate>`
    select json_build_object('id', u.id, 'name', u.name) as unit,
      count(*) filter (where ${owed(now)})::int as owed,
      count(*) filter (where ${owed(now)} and ${COMPLETE})::int as complete,
      count(*) filter (where ${owed(now)} and ${COMPLETE} and not d.late)::int as "onTime",
      count(*) filter (where ${owed(now)} and d.state = 'nil')::int as nil,
      count(*) filter (where ${WAIVED_DAY})::int as waived,
      coalesce(sum(d.minutes_late) filter (where ${owed(now)}), 0)::int as "minutesLate"
    from duties d join units u on u.body_id = d.body_id and u.id = d.unit_id
    where d.body_id = ${reader.body} and d.rule_id is not null and d.on_day >= ${from} and d.on_day <= ${to}
      and (${kind ?? null}::text is null or d.kind = ${kind ?? null}) and ${within(scope, 'u.path')}
    group by u.id, u.name, u.sort, u.depth, u.path
    having count(*) filter (where ${owed(now)}) > 0 or count(*) filter (where ${WAIVED_DAY}) > 0
    order by u.depth, u.sort, u.id`.execute(reader.db);
  return found.rows;
}
