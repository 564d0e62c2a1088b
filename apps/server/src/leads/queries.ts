import type { Lead, LeadEventKind, LeadState } from '@xinxuan/contract';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/connect.ts';
import { within } from '../db/within.ts';
import type { Scope } from '../http/rights.ts';
import type { LeadFull } from './lead.ts';
import type { LeadTable } from './tables.ts';

/** The key of the duty of the unit that is responsible now. */
export const dutyKey = ({ id, round }: { id: string; round: number }): string => `lead/${id}/${round}`;
/** The duty of the desk to say whether it is nothing. */
export const judgeKey = ({ id, round }: { id: string; round: number }): string => `lead/${id}/${round}/judge`;

const DUTY = sql`d.key = 'lead/' || l.id || '/' || l.round`;
const UNIT = (column: string) =>
  sql`(select json_build_object('id', u.id, 'name', u.name, 'path', u.path) from units u
    where u.body_id = l.body_id and u.id = ${sql.ref(column)})`;

const ITEMS = sql`(select coalesce(json_agg(json_build_object('id', m.id, 'name', m.title, 'state', m.state,
    'sentAt', m.submitted_at, 'atDeskAt', m.at_desk_at, 'unit', ${UNIT('m.unit_id')}) order by m.created_at, m.id), '[]')
  from manuscripts m where m.body_id = l.body_id and m.lead_id = l.id and m.discarded_at is null)`;

const WHOLE = sql`select l.id, l.what, l.place, l.seen_at as "seenAt", l.source, ${UNIT('l.unit_id')} as unit, l.round,
    l.answer, l.reason, l.cancelled_at as "cancelledAt",
    (select json_build_object('id', p.id, 'name', p.name) from people p where p.body_id = l.body_id
      and p.id = l.recorded_by) as "recordedBy",
    ${UNIT('l.recorded_unit_id')} as "recordedUnit", l.recorded_at as "recordedAt", l.fact_id as "factId",
    l.missed_fact_id as "missedFactId", l.version,
    json_build_object('state', d.state, 'dueAt', d.due_at, 'lateFrom', d.late_from, 'closeAt', d.close_at) as duty,
    ${ITEMS} as items
  from leads l join duties d on d.body_id = l.body_id and ${DUTY}`;

export async function findLead(reader: Reader, id: string): Promise<LeadFull | null> {
  const found = await sql<LeadFull>`${WHOLE} where l.body_id = ${reader.body} and l.id = ${id}`.execute(
    reader.db,
  );
  return found.rows[0] ?? null;
}

export async function lockLead(tx: Tx, id: string): Promise<LeadFull | null> {
  await sql`select 1 from leads where body_id = ${tx.body} and id = ${id} for update`.execute(tx.db);
  return findLead(tx, id);
}

export async function leadOfItem(reader: Reader, manuscriptId: string): Promise<string | null> {
  const row = await reader.db
    .selectFrom('manuscripts')
    .select('lead_id')
    .where('body_id', '=', reader.body)
    .where('id', '=', manuscriptId)
    .executeTakeFirst();
  return row?.lead_id ?? null;
}

/** Puts an item to a lead, or takes it off; what the text says stays as it is. */
export async function putItem(tx: Tx, manuscriptId: string, leadId: string | null): Promise<void> {
  await tx.db
    .updateTable('manuscripts')
    .set({ lead_id: leadId })
    .where('body_id', '=', tx.body)
    .where('id', '=', manuscriptId)
    .execute();
}

type NewLead = Pick<
  LeadTable,
  | 'id'
  | 'what'
  | 'place'
  | 'seen_at'
  | 'source'
  | 'recorded_by'
  | 'recorded_unit_id'
  | 'recorded_at'
  | 'unit_id'
>;

export async function insertLead(tx: Tx, lead: NewLead, fileIds: readonly string[]): Promise<void> {
  const open = { round: 0, answer: 'asked', reason: null, cancelled_at: null, version: 0 } as const;
  await tx.db
    .insertInto('leads')
    .values({ body_id: tx.body, ...lead, ...open, fact_id: null, missed_fact_id: null })
    .execute();
  if (fileIds.length === 0) return;
  const files = [...new Set(fileIds)].map((file_id, place) => ({ lead_id: lead.id, file_id, place }));
  await tx.db
    .insertInto('lead_files')
    .values(files.map(file => ({ body_id: tx.body, ...file })))
    .execute();
}

/** Notes that it was acted on: whoever saw it before sees it anew. */
export async function changeLead(
  tx: Tx,
  id: string,
  change: Partial<Omit<LeadTable, 'body_id' | 'id' | 'version'>> = {},
): Promise<void> {
  await tx.db
    .updateTable('leads')
    .set(eb => ({ ...change, version: eb('version', '+', 1) }))
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}

export async function insertEvent(
  tx: Tx,
  event: { leadId: string; kind: LeadEventKind; by: string | null; text?: string; now: Date },
): Promise<void> {
  const { leadId, kind, by, text = '', now } = event;
  await tx.db
    .insertInto('lead_events')
    .values({ body_id: tx.body, lead_id: leadId, at: now.toISOString(), kind, person_id: by, text })
    .execute();
}

export async function eventsOf(reader: Reader, leadId: string): Promise<Lead['events']> {
  const found = await sql<Lead['events'][number]>`
    select e.at, e.kind, p.name as by, e.text from lead_events e
    left join people p on p.body_id = e.body_id and p.id = e.person_id
    where e.body_id = ${reader.body} and e.lead_id = ${leadId} order by e.seq`.execute(reader.db);
  return found.rows;
}

export async function filesOf(
  reader: Reader,
  leadId: string,
): Promise<{ id: string; name: string; type: string }[]> {
  const found = await sql<{ id: string; name: string; type: string }>`
    select s.id, s.name, s.type from lead_files f join stored_files s on s.body_id = f.body_id and s.id = f.file_id
    where f.body_id = ${reader.body} and f.lead_id = ${leadId} order by f.place`.execute(reader.db);
  return found.rows;
}

export type Filter = {
  scope: Scope;
  q?: string;
  state?: LeadState[];
  unitId?: string;
  mine: { personId: string; unitId: string | null } | null;
  overdue: boolean;
  from?: string;
  to?: string;
  now: Date;
};

const ARRIVED = sql`m.body_id = l.body_id and m.lead_id = l.id and m.discarded_at is null and m.at_desk_at is not null
  and m.state in ('at_desk', 'accepted', 'merged', 'declined')`;
const SENT = sql`coalesce(m.submitted_at, m.at_desk_at)`;

/** The same reading as `stateOf`, for lists; a test holds the two together. */
export const STATE = sql<LeadState>`case
  when l.cancelled_at is not null then 'cancelled'
  when exists (select 1 from manuscripts m where ${ARRIVED} and m.unit_id = l.unit_id and ${SENT} < d.late_from)
    then 'completed'
  when exists (select 1 from manuscripts m where ${ARRIVED}) then
    case when (select m.unit_id from manuscripts m where ${ARRIVED} order by ${SENT}, m.created_at, m.id limit 1) = l.unit_id
      then 'completed_late' else 'completed_elsewhere' end
  when l.answer in ('nothing', 'said_nothing') then l.answer
  when d.state = 'closed' then 'missed'
  when exists (select 1 from manuscripts m where m.body_id = l.body_id and m.lead_id = l.id
    and m.discarded_at is null and m.unit_id = l.unit_id) then 'writing'
  else l.answer end`;

const asText = (day: string) => sql`(${day}::date::timestamp at time zone 'Asia/Shanghai')`;

function conditionsOf(reader: Reader, filter: Filter): RawBuilder<SqlBool> {
  const like = `%${(filter.q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const { mine, state } = filter;
  const all = [
    sql<SqlBool>`l.body_id = ${reader.body}`,
    within(filter.scope, 'k.path'),
    filter.q ? sql<SqlBool>`(l.what ilike ${like} or l.place ilike ${like})` : null,
    filter.unitId ? sql<SqlBool>`l.unit_id = ${filter.unitId}` : null,
    mine ? sql<SqlBool>`(l.recorded_by = ${mine.personId} or l.unit_id = ${mine.unitId})` : null,
    state && state.length > 0 ? sql<SqlBool>`(${STATE}) = any(${state})` : null,
    filter.overdue
      ? sql<SqlBool>`d.late_from <= ${filter.now.toISOString()} and (${STATE}) in ('asked', 'accepted', 'writing')`
      : null,
    filter.from ? sql<SqlBool>`l.recorded_at >= ${asText(filter.from)}` : null,
    filter.to ? sql<SqlBool>`l.recorded_at < ${asText(filter.to)} + interval '1 day'` : null,
  ].filter(condition => condition !== null);
  return sql.join(all, sql` and `) as RawBuilder<SqlBool>;
}

export async function listLeads(
  reader: Reader,
  wanted: Filter & { sort: 'newest' | 'due'; page: number; pageSize: number },
): Promise<{ rows: LeadFull[]; total: number }> {
  const where = conditionsOf(reader, wanted);
  const place = sql`join units k on k.body_id = l.body_id and k.id = l.unit_id`;
  const order =
    wanted.sort === 'due'
      ? sql`(d.state = 'open') desc, d.due_at, l.id desc`
      : sql`l.recorded_at desc, l.id desc`;
  const rows = await sql<LeadFull>`${WHOLE} ${place} where ${where} order by ${order}
    limit ${wanted.pageSize} offset ${(wanted.page - 1) * wanted.pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*)::int as n from leads l
    join duties d on d.body_id = l.body_id and ${DUTY} ${place} where ${where}`.execute(reader.db);
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

/** The nearest unit at or above with a desk chief: the desk that decides on a lead of this unit. */
export async function deskAbove(reader: Reader, path: string, day: string): Promise<string | null> {
  const found = await sql<{ id: string }>`select u.id from units u where u.body_id = ${reader.body}
    and ${path} like u.path || '%' and exists (select 1 from appointments a where a.body_id = u.body_id
      and a.unit_id = u.id and a.role = 'desk_chief' and a.from_on <= ${day} and (a.to_on is null or a.to_on >= ${day}))
    order by u.depth desc limit 1`.execute(reader.db);
  return found.rows[0]?.id ?? null;
}

/** Leads whose duty has closed undone and that are not booked as missed yet. */
export async function missedLeads(database: Database): Promise<{ bodyId: string; leadId: string }[]> {
  const found = await sql<{ bodyId: string; leadId: string }>`
    select l.body_id as "bodyId", l.id as "leadId" from duties d
    join leads l on l.body_id = d.body_id and l.id = split_part(d.key, '/', 2) and ${DUTY}
    where d.state = 'closed' and d.kind = 'lead' and l.missed_fact_id is null and l.cancelled_at is null
      and l.answer in ('asked', 'accepted')
    order by l.body_id, l.id limit 1000`.execute(database.db);
  return found.rows;
}

/** What the fact of a completion says, by which it is seen whether the credit has moved. */
export async function creditedBy(
  tx: Tx,
  factId: string,
): Promise<{ manuscriptId: string; late: boolean; foreign: boolean } | null> {
  const found = await sql<{ manuscriptId: string; late: boolean; foreign: boolean }>`
    select manuscript_id as "manuscriptId", (attrs->>'late')::boolean as late, (attrs->>'foreign')::boolean as foreign
    from facts where body_id = ${tx.body} and id = ${factId} and voided_at is null`.execute(tx.db);
  return found.rows[0] ?? null;
}
