import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/connect.ts';
import { totalOf } from '../db/total.ts';
import { within } from '../db/within.ts';
import type { Scope } from '../http/rights.ts';
import type { CommissionFull } from './commission.ts';
import type { AskingTable, CommissionTable } from './tables.ts';

/** The key of the duty that a unit owes; its state, due time and closing stand there and nowhere else. */
export const dutyKey = (askingId: string): string => `commission/${askingId}`;
/** The duty to say yes or no in time. */
export const answerKey = (askingId: string): string => `commission/${askingId}/answer`;
/** The duty of the desk towards the office above. */
export const upwardKey = (commissionId: string): string => `commission/${commissionId}/up`;

const PERSON = (column: string) => sql`(select json_build_object('id', p.id, 'name', p.name) from people p
  where p.body_id = c.body_id and p.id = ${sql.ref(column)})`;

const UNIT = (
  column: string,
) => sql`(select json_build_object('id', u.id, 'name', u.name, 'path', u.path) from units u
  where u.body_id = c.body_id and u.id = ${sql.ref(column)})`;

const ITEMS = sql`(select coalesce(json_agg(json_build_object('id', m.id, 'name', m.title, 'state', m.state,
    'sentAt', m.submitted_at, 'atDeskAt', m.at_desk_at) order by i.linked_at), '[]')
  from commission_items i join manuscripts m on m.body_id = i.body_id and m.id = i.manuscript_id
  where i.body_id = a.body_id and i.asking_id = a.id and m.discarded_at is null)`;

const EXTENSIONS = sql`(select coalesce(json_agg(json_build_object('id', x.id, 'until', x.until, 'reason', x.reason,
    'by', ${PERSON('x.asked_by')}, 'at', x.asked_at, 'granted', x.granted, 'decidedBy', ${PERSON('x.decided_by')},
    'decision', x.decision) order by x.asked_at), '[]')
  from commission_extensions x where x.body_id = a.body_id and x.asking_id = a.id)`;

const ASKINGS = sql`(select coalesce(json_agg(json_build_object('id', a.id, 'unit', ${UNIT('a.unit_id')},
    'answer', a.answer, 'answeredBy', ${PERSON('a.answered_by')}, 'answeredAt', a.answered_at, 'reason', a.reason,
    'passedFrom', (select u.name from commission_askings f join units u on u.body_id = f.body_id and u.id = f.unit_id
      where f.body_id = a.body_id and f.id = a.passed_from),
    'factId', a.fact_id, 'missedFactId', a.missed_fact_id, 'grade', a.grade, 'gradeNote', a.grade_note,
    'waived', case when a.waived_at is not null then
      json_build_object('by', ${PERSON('a.waived_by')}, 'at', a.waived_at, 'reason', a.waive_reason) end,
    'duty', json_build_object('id', d.id, 'state', d.state, 'dueAt', d.due_at, 'lateFrom', d.late_from, 'closeAt', d.close_at,
      'late', d.late),
    'answerLateFrom', (select r.late_from from duties r
      where r.body_id = a.body_id and r.key = 'commission/' || a.id || '/answer' and r.state = 'open'),
    'items', ${ITEMS}, 'extensions', ${EXTENSIONS}) order by a.id), '[]')
  from commission_askings a
  join duties d on d.body_id = a.body_id and d.key = 'commission/' || a.id
  where a.body_id = c.body_id and a.commission_id = c.id)`;

const WHOLE = sql`select c.id, c.topic, c.wanted, ${UNIT('c.desk_unit_id')} as desk,
    ${PERSON('c.issued_by')} as "issuedBy", c.issued_at as "issuedAt", c.version,
    case when c.above_office is not null then json_build_object('office', c.above_office,
      'number', coalesce(c.above_number, ''), 'dueAt', c.above_due_at) end as above,
    case when c.answered_up_at is not null then json_build_object('at', c.answered_up_at,
      'by', ${PERSON('c.answered_up_by')}, 'note', c.answered_up_note,
      'item', (select json_build_object('id', m.id, 'name', m.title) from manuscripts m
        where m.body_id = c.body_id and m.id = c.answered_up_item)) end as "answeredUp",
    case when c.cancelled_at is not null then json_build_object('at', c.cancelled_at,
      'by', ${PERSON('c.cancelled_by')}, 'reason', c.cancel_reason) end as cancelled,
    ${ASKINGS} as askings
  from commissions c`;

export async function findCommission(reader: Reader, id: string): Promise<CommissionFull | null> {
  const found = await sql<CommissionFull>`${WHOLE} where c.body_id = ${reader.body} and c.id = ${id}`.execute(
    reader.db,
  );
  return found.rows[0] ?? null;
}

export async function lockCommission(tx: Tx, id: string): Promise<CommissionFull | null> {
  await sql`select 1 from commissions where body_id = ${tx.body} and id = ${id} for update`.execute(tx.db);
  return findCommission(tx, id);
}

/** The commission whose asking this item answers. */
export async function commissionOfItem(
  reader: Reader,
  manuscriptId: string,
): Promise<{ commissionId: string; askingId: string } | null> {
  const found = await sql<{ commissionId: string; askingId: string }>`
    select a.commission_id as "commissionId", a.id as "askingId"
    from commission_items i join commission_askings a on a.body_id = i.body_id and a.id = i.asking_id
    where i.body_id = ${reader.body} and i.manuscript_id = ${manuscriptId}`.execute(reader.db);
  return found.rows[0] ?? null;
}

export async function insertCommission(
  tx: Tx,
  row: Omit<
    CommissionTable,
    | 'body_id'
    | 'version'
    | `answered_up_${'at' | 'by' | 'note' | 'item'}`
    | `cancelled_${'at' | 'by'}`
    | 'cancel_reason'
  >,
): Promise<void> {
  const open = { cancelled_at: null, cancelled_by: null, cancel_reason: null, version: 0 };
  const unanswered = {
    answered_up_at: null,
    answered_up_by: null,
    answered_up_note: null,
    answered_up_item: null,
  };
  await tx.db
    .insertInto('commissions')
    .values({ body_id: tx.body, ...row, ...open, ...unanswered })
    .execute();
}

/** Notes that it was acted on: whoever saw it before sees it anew. */
export async function changeCommission(
  tx: Tx,
  id: string,
  change: Partial<Omit<CommissionTable, 'body_id' | 'id' | 'version'>> = {},
): Promise<void> {
  await tx.db
    .updateTable('commissions')
    .set(eb => ({ ...change, version: eb('version', '+', 1) }))
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}

const UNTOUCHED = {
  answered_by: null,
  answered_at: null,
  reason: null,
  fact_id: null,
  missed_fact_id: null,
  grade: null,
  grade_note: null,
  graded_by: null,
  graded_at: null,
  waived_by: null,
  waived_at: null,
  waive_reason: null,
};

export async function insertAskings(
  tx: Tx,
  rows: readonly Pick<AskingTable, 'id' | 'commission_id' | 'unit_id' | 'passed_from'>[],
): Promise<void> {
  await tx.db
    .insertInto('commission_askings')
    .values(rows.map(row => ({ body_id: tx.body, ...row, answer: 'asked' as const, ...UNTOUCHED })))
    .execute();
}

export async function changeAsking(
  tx: Tx,
  id: string,
  change: Partial<Omit<AskingTable, 'body_id' | 'id' | 'commission_id' | 'unit_id'>>,
): Promise<void> {
  await tx.db
    .updateTable('commission_askings')
    .set(change)
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}

/** False when the item answers another asking already. */
export async function insertItem(
  tx: Tx,
  item: { askingId: string; manuscriptId: string; by: string; now: Date },
): Promise<boolean> {
  const made = await tx.db
    .insertInto('commission_items')
    .values({
      body_id: tx.body,
      asking_id: item.askingId,
      manuscript_id: item.manuscriptId,
      linked_by: item.by,
      linked_at: item.now.toISOString(),
    })
    .onConflict(conflict => conflict.columns(['body_id', 'manuscript_id']).doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export async function deleteItem(tx: Tx, manuscriptId: string): Promise<void> {
  await tx.db
    .deleteFrom('commission_items')
    .where('body_id', '=', tx.body)
    .where('manuscript_id', '=', manuscriptId)
    .execute();
}

export async function insertExtension(
  tx: Tx,
  row: { id: string; askingId: string; until: string; reason: string; by: string; now: Date },
): Promise<void> {
  await tx.db
    .insertInto('commission_extensions')
    .values({
      body_id: tx.body,
      id: row.id,
      asking_id: row.askingId,
      until: row.until,
      reason: row.reason,
      asked_by: row.by,
      asked_at: row.now.toISOString(),
      ...{ granted: null, decided_by: null, decided_at: null, decision: null },
    })
    .execute();
}

export async function decideExtension(
  tx: Tx,
  id: string,
  decision: { granted: boolean; by: string; reason: string; now: Date },
): Promise<void> {
  await tx.db
    .updateTable('commission_extensions')
    .set({
      granted: decision.granted,
      decided_by: decision.by,
      decided_at: decision.now.toISOString(),
      decision: decision.reason,
    })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}

export type Filter = {
  scope: Scope;
  q?: string;
  state?: 'running' | 'ended' | 'cancelled';
  extension?: boolean;
  unitId?: string;
  from?: string;
  to?: string;
};

/** A unit that still has to deliver: its duty is open. */
const OWED = sql<SqlBool>`exists (select 1 from commission_askings a join duties d on d.body_id = a.body_id
  and d.key = 'commission/' || a.id where a.body_id = c.body_id and a.commission_id = c.id and d.state = 'open')`;

const asked = (condition: RawBuilder<SqlBool>) => sql<SqlBool>`exists (select 1 from commission_askings a
  join units u on u.body_id = a.body_id and u.id = a.unit_id
  where a.body_id = c.body_id and a.commission_id = c.id and ${condition})`;

function conditionsOf(reader: Reader, filter: Filter): RawBuilder<SqlBool> {
  const like = `%${(filter.q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const { scope, state } = filter;
  const all = [
    sql<SqlBool>`c.body_id = ${reader.body}`,
    sql<SqlBool>`(${within(scope, 'k.path')} or ${asked(within(scope, 'u.path'))})`,
    filter.q ? sql<SqlBool>`(c.topic ilike ${like} or c.wanted ilike ${like})` : null,
    filter.unitId ? asked(sql<SqlBool>`a.unit_id = ${filter.unitId}`) : null,
    filter.from ? sql<SqlBool>`(c.issued_at at time zone 'Asia/Shanghai')::date >= ${filter.from}` : null,
    filter.to ? sql<SqlBool>`(c.issued_at at time zone 'Asia/Shanghai')::date <= ${filter.to}` : null,
    filter.extension
      ? sql<SqlBool>`c.id = any(array(select a.commission_id from commission_extensions e
          join commission_askings a on a.body_id = e.body_id and a.id = e.asking_id
          where e.body_id = ${reader.body} and e.granted is null))`
      : null,
    state === 'cancelled' ? sql<SqlBool>`c.cancelled_at is not null` : null,
    state === 'running' ? sql<SqlBool>`c.cancelled_at is null and ${OWED}` : null,
    state === 'ended' ? sql<SqlBool>`c.cancelled_at is null and not ${OWED}` : null,
  ].filter(condition => condition !== null);
  return sql.join(all, sql` and `) as RawBuilder<SqlBool>;
}

type Sort = 'newest' | 'due';

/** Everything after the list of columns, and the number of all without a page. */
function listed(reader: Reader, wanted: Filter & { sort: Sort }) {
  const where = conditionsOf(reader, wanted);
  const desk = sql`join units k on k.body_id = c.body_id and k.id = c.desk_unit_id`;
  const due = sql`(select min(d.due_at) from commission_askings a join duties d on d.body_id = a.body_id
    and d.key = 'commission/' || a.id where a.body_id = c.body_id and a.commission_id = c.id and d.state = 'open')`;
  const order =
    wanted.sort === 'due' ? sql`${due} asc nulls last, c.id desc` : sql`c.issued_at desc, c.id desc`;
  const count = async (): Promise<number> => {
    const total = await sql<{ n: number }>`select count(*) as n from commissions c ${desk}
      where ${where}`.execute(reader.db);
    return total.rows[0]?.n ?? 0;
  };
  return { rest: sql`${desk} where ${where} order by ${order}`, count };
}

export async function listCommissions(
  reader: Reader,
  wanted: Filter & { sort: Sort; page: number; pageSize: number },
): Promise<{ rows: CommissionFull[]; total: number }> {
  const { rest, count } = listed(reader, wanted);
  const { rows } = await sql<CommissionFull>`${WHOLE} ${rest}
    limit ${wanted.pageSize} offset ${(wanted.page - 1) * wanted.pageSize}`.execute(reader.db);
  return { rows, total: await totalOf(rows, wanted, count) };
}

type CommissionHead = { id: string; topic: string; desk: string; issuedAt: string };

/** The beginning of the same list with what a line of “today” shows, without units, items and extensions. */
export async function firstCommissions(
  reader: Reader,
  wanted: Filter & { sort: Sort; pageSize: number },
): Promise<{ rows: CommissionHead[]; total: number }> {
  const { rest, count } = listed(reader, wanted);
  const { pageSize } = wanted;
  const { rows } = await sql<CommissionHead>`select c.id, c.topic, k.name as desk, c.issued_at as "issuedAt"
    from commissions c ${rest} limit ${pageSize}`.execute(reader.db);
  return { rows, total: await totalOf(rows, { page: 1, pageSize }, count) };
}

export type Missed = { bodyId: string; askingId: string; commissionId: string };

/** Askings whose duty has closed undone and that are not booked as missed yet: found by the few that have, not by all there are. */
export async function missedAskings(database: Database): Promise<Missed[]> {
  const found = await sql<Missed>`
    select a.body_id as "bodyId", a.id as "askingId", a.commission_id as "commissionId"
    from duties d join commission_askings a on a.body_id = d.body_id and a.id = substr(d.key, ${dutyKey('').length + 1})
    where d.state = 'closed' and d.kind = 'commission' and a.missed_fact_id is null and a.waived_at is null
    order by a.body_id, a.id limit 1000`.execute(database.db);
  return found.rows;
}
