import type { DUTY_FILTERS, DUTY_VIEWS, DutyKind, DutyRate, RecurringKind } from '@xinxuan/contract';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Reader } from '../db/connect.ts';
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
  const where = sql.join([sql`d.body_id = ${reader.body}`, ...conditionsOf(wanted)], sql` and `);
  const from = sql`from duties d join units u on u.body_id = d.body_id and u.id = d.unit_id where ${where}`;
  const { page, pageSize, sort } = wanted;
  const rows = await sql<DutyRow>`select d.* ${from} order by ${ORDER[sort]}
    limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*) as n ${from}`.execute(reader.db);
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

function conditionsOf(wanted: Wanted): Condition[] {
  const { kind, unitId, personId, from, to, provisional } = wanted;
  const conditions = [viewed(wanted), shown(wanted.show, wanted.now)];
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

function viewed({ view, actor, scope, now }: Wanted): Condition {
  const { post, personId } = actor;
  if (view === 'mine')
    return sql`(d.person_id = ${personId} or (d.person_id is null and d.unit_id = ${post?.unitId ?? ''} and d.role = ${post?.role ?? ''}))`;
  const reached = within(scope, 'u.path');
  if (view === 'unit') return sql`(${reached} and d.unit_id = ${post?.unitId ?? ''})`;
  if (view === 'nobody') return sql`(${reached} and d.state = 'open' and not ${heldOn(now)})`;
  return sql`(${reached} or d.person_id = ${personId})`;
}

/** Somebody has it in hand: the person still holds a post, or somebody holds the role at the unit. */
function heldOn(now: Date): Condition {
  const day = sql`(${now.toISOString()}::timestamptz at time zone 'Asia/Shanghai')::date`;
  return sql`exists (select 1 from appointments a join people p on p.body_id = a.body_id and p.id = a.person_id and p.active
    where a.body_id = d.body_id and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day})
      and case when d.person_id is not null then a.person_id = d.person_id
        else a.unit_id = d.unit_id and a.role = d.role end)`;
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
const COMPLETE = sql<SqlBool>`d.state in ('done', 'nil')`;

export type Stretch = { from: string; to: string; kind?: RecurringKind | undefined };

export async function ratesOf(
  reader: Reader,
  scope: Scope,
  { from, to, kind, now }: Stretch & { now: Date },
): Promise<DutyRate[]> {
  const waived = sql`d.state = 'waived' and u.opened_on <= d.on_day and (u.closed_on is null or u.closed_on >= d.on_day)`;
  const found = await sql<DutyRate>`
    select json_build_object('id', u.id, 'name', u.name) as unit,
      count(*) filter (where ${owed(now)})::int as owed,
      count(*) filter (where ${owed(now)} and ${COMPLETE})::int as complete,
      count(*) filter (where ${owed(now)} and ${COMPLETE} and not d.late)::int as "onTime",
      count(*) filter (where ${owed(now)} and d.state = 'nil')::int as nil,
      count(*) filter (where ${waived})::int as waived,
      coalesce(sum(d.minutes_late) filter (where ${owed(now)}), 0)::int as "minutesLate"
    from duties d join units u on u.body_id = d.body_id and u.id = d.unit_id
    where d.body_id = ${reader.body} and d.rule_id is not null and d.on_day >= ${from} and d.on_day <= ${to}
      and (${kind ?? null}::text is null or d.kind = ${kind ?? null}) and ${within(scope, 'u.path')}
    group by u.id, u.name, u.sort, u.depth, u.path
    having count(*) filter (where ${owed(now)}) > 0 or count(*) filter (where ${waived}) > 0
    order by u.depth, u.sort, u.id`.execute(reader.db);
  return found.rows;
}
