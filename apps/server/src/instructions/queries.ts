import type {
  InstructionLevel,
  InstructionRow,
  InstructionState,
  InstructionTotals,
  Named,
} from '@xinxuan/contract';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Reader, Tx } from '../db/connect.ts';
import { within } from '../db/within.ts';
import type { Scope } from '../http/rights.ts';
import type { OpenInstruction } from './instruction.ts';
import type { InstructionEventKind, InstructionTable, ReceiverTable } from './tables.ts';

export type InstructionFull = OpenInstruction & {
  id: string;
  level: InstructionLevel;
  givenOn: string;
  giverId: string | null;
  factId: string;
  text: string;
  file: Named | null;
  outcome: string | null;
  recordedBy: Named;
  recordedAt: string;
  version: number;
  authors: string[];
  events: { at: string; kind: InstructionEventKind; by: Named; unit: string | null; text: string }[];
};

const PERSON = (column: string) => sql`(select json_build_object('id', p.id, 'name', p.name) from people p
  where p.body_id = i.body_id and p.id = ${sql.ref(column)})`;

const RECEIVERS = sql`(select coalesce(json_agg(json_build_object('id', r.id,
    'unit', json_build_object('id', u.id, 'name', u.name, 'path', u.path), 'state', r.state, 'dueAt', r.due_at,
    'takenBy', ${PERSON('r.taken_by')}, 'takenAt', r.taken_at, 'answer', r.answer,
    'answeredBy', ${PERSON('r.answered_by')}, 'answeredAt', r.answered_at) order by r.id), '[]')
  from instruction_receivers r join units u on u.body_id = r.body_id and u.id = r.unit_id
  where r.body_id = i.body_id and r.instruction_id = i.id)`;

const EVENTS = sql`(select coalesce(json_agg(json_build_object('at', e.at, 'kind', e.kind,
    'by', ${PERSON('e.person_id')}, 'unit', u.name, 'text', e.text) order by e.seq), '[]')
  from instruction_events e
  left join instruction_receivers r on r.body_id = e.body_id and r.id = e.receiver_id
  left join units u on u.body_id = r.body_id and u.id = r.unit_id
  where e.body_id = i.body_id and e.instruction_id = i.id)`;

const MANUSCRIPT = sql`json_build_object('id', m.id, 'name', m.title, 'unitPath', m.unit_path,
  'unit', (select json_build_object('id', u.id, 'name', u.name) from units u where u.body_id = m.body_id and u.id = m.unit_id))`;

/** One instruction with its units and all acts on it. */
export async function findInstruction(reader: Reader, id: string): Promise<InstructionFull | null> {
  const found = await sql<InstructionFull>`
    select i.id, i.state, i.giver, i.giver_id as "giverId", i.fact_id as "factId", i.level, i.given_on as "givenOn", i.text, i.outcome,
      i.recorded_at as "recordedAt", i.version, ${PERSON('i.recorded_by')} as "recordedBy", ${MANUSCRIPT} as manuscript,
      (select json_build_object('id', f.id, 'name', f.name) from stored_files f where f.body_id = i.body_id and f.id = i.file_id) as file,
      (select coalesce(json_agg(a.person_id order by a.position), '[]') from manuscript_authors a
        where a.body_id = m.body_id and a.manuscript_id = m.id) as authors,
      ${RECEIVERS} as receivers, ${EVENTS} as events
    from instructions i join manuscripts m on m.body_id = i.body_id and m.id = i.manuscript_id
    where i.body_id = ${reader.body} and i.id = ${id}`.execute(reader.db);
  return found.rows[0] ?? null;
}

export async function insertInstruction(
  tx: Tx,
  row: Omit<InstructionTable, 'body_id'>,
  receivers: Pick<ReceiverTable, 'id' | 'unit_id' | 'due_at'>[],
): Promise<void> {
  await tx.db
    .insertInto('instructions')
    .values({ body_id: tx.body, ...row })
    .execute();
  if (receivers.length === 0) return;
  const untouched = { taken_by: null, taken_at: null, answer: null, answered_by: null, answered_at: null };
  await tx.db
    .insertInto('instruction_receivers')
    .values(
      receivers.map(each => ({
        ...{ body_id: tx.body, instruction_id: row.id, state: 'told' as const },
        ...untouched,
        ...each,
      })),
    )
    .execute();
}

/** Changes it as it was seen; false when somebody was faster. */
export async function changeInstruction(
  tx: Tx,
  seen: { id: string; version: number },
  change: Partial<Pick<InstructionTable, 'state' | 'outcome' | 'ended_by' | 'ended_at' | 'ended_reason'>>,
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('instructions')
    .set(eb => ({ ...change, version: eb('version', '+', 1) }))
    .where('body_id', '=', tx.body)
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function changeReceiver(
  tx: Tx,
  id: string,
  change: Partial<Omit<ReceiverTable, 'body_id' | 'id' | 'instruction_id' | 'unit_id'>>,
): Promise<void> {
  await tx.db
    .updateTable('instruction_receivers')
    .set(change)
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .execute();
}

type NewEvent = {
  instructionId: string;
  receiverId: string | null;
  kind: InstructionEventKind;
  personId: string;
  text: string;
  now: Date;
};

export async function insertEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx.db
    .insertInto('instruction_events')
    .values({
      body_id: tx.body,
      instruction_id: event.instructionId,
      receiver_id: event.receiverId,
      at: event.now.toISOString(),
      kind: event.kind,
      person_id: event.personId,
      text: event.text,
    })
    .execute();
}

export type Filter = {
  scope: Scope;
  personId: string;
  q?: string;
  state?: InstructionState[];
  level?: InstructionLevel;
  unitId?: string;
  manuscriptId?: string;
  overdue?: boolean;
  from?: string;
  to?: string;
  now: Date;
};

const NOT_ANSWERED = sql`r.state in ('told', 'taken', 'returned')`;

const hasReceiver = (
  condition: RawBuilder<SqlBool>,
) => sql<SqlBool>`exists (select 1 from instruction_receivers r
  join units u on u.body_id = r.body_id and u.id = r.unit_id
  where r.body_id = i.body_id and r.instruction_id = i.id and ${condition})`;

/** Inside one's reach stand the instructions on its items, those it has to act on, and one's own. */
function conditionsOf(reader: Reader, filter: Filter): RawBuilder<SqlBool> {
  const { scope } = filter;
  const mine = sql<SqlBool>`(${filter.personId} in (i.recorded_by, i.giver_id) or exists (select 1 from manuscript_authors a
    where a.body_id = i.body_id and a.manuscript_id = i.manuscript_id and a.person_id = ${filter.personId}))`;
  const seen = sql<SqlBool>`(${within(scope, 'm.unit_path')} or ${hasReceiver(within(scope, 'u.path'))} or ${mine})`;
  const like = `%${(filter.q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const all: (RawBuilder<SqlBool> | false | '' | undefined)[] = [
    sql<SqlBool>`i.body_id = ${reader.body}`,
    seen,
    filter.q !== undefined &&
      sql<SqlBool>`(i.text ilike ${like} or i.giver ilike ${like} or m.title ilike ${like})`,
    filter.state && sql<SqlBool>`i.state = any(${filter.state})`,
    filter.level && sql<SqlBool>`i.level = ${filter.level}`,
    filter.unitId && hasReceiver(sql<SqlBool>`r.unit_id = ${filter.unitId}`),
    filter.manuscriptId && sql<SqlBool>`i.manuscript_id = ${filter.manuscriptId}`,
    filter.overdue && overdueAt(filter.now),
    filter.from && sql<SqlBool>`i.given_on >= ${filter.from}`,
    filter.to && sql<SqlBool>`i.given_on <= ${filter.to}`,
  ];
  return sql.join(
    all.filter(each => !!each),
    sql` and `,
  ) as RawBuilder<SqlBool>;
}

/** A named minute is on time to its last second. */
const LATE_AFTER = sql`interval '1 minute'`;

const lateAt = (now: Date) =>
  sql<SqlBool>`(${NOT_ANSWERED} and r.due_at is not null and r.due_at + ${LATE_AFTER} <= ${now.toISOString()})`;

function overdueAt(now: Date): RawBuilder<SqlBool> {
  return sql<SqlBool>`(i.state in ('open', 'answered') and ${hasReceiver(lateAt(now))})`;
}

type Wanted = Filter & { sort: 'newest' | 'due'; page: number; pageSize: number };

const from = (reader: Reader, filter: Filter) => sql`from instructions i
  join manuscripts m on m.body_id = i.body_id and m.id = i.manuscript_id where ${conditionsOf(reader, filter)}`;

const DUE = sql`(select min(r.due_at) from instruction_receivers r
  where r.body_id = i.body_id and r.instruction_id = i.id and ${NOT_ANSWERED})`;

/** Of the units that answered late, the one that was latest. */
const ANSWERED_LATE = sql`(select json_build_object('unit', u.name, 'dueAt', r.due_at, 'answeredAt', r.answered_at)
  from instruction_receivers r join units u on u.body_id = r.body_id and u.id = r.unit_id
  where r.body_id = i.body_id and r.instruction_id = i.id and r.state in ('answered', 'accepted')
    and r.answered_at >= r.due_at + ${LATE_AFTER}
  order by r.answered_at - r.due_at desc limit 1)`;

export async function listInstructions(
  reader: Reader,
  wanted: Wanted,
): Promise<{ rows: InstructionRow[]; total: number }> {
  const order =
    wanted.sort === 'due'
      ? sql`(i.state in ('closed', 'cancelled')), ${DUE} asc nulls last, i.id desc`
      : sql`i.given_on desc, i.id desc`;
  const rows = await sql<InstructionRow>`
    select i.id, i.giver, i.level, i.given_on as "givenOn", i.text, i.state,
      json_build_object('id', m.id, 'title', m.title,
        'unit', (select json_build_object('id', u.id, 'name', u.name) from units u where u.body_id = m.body_id and u.id = m.unit_id)) as manuscript,
      (select coalesce(json_agg(json_build_object('unit', json_build_object('id', u.id, 'name', u.name), 'state', r.state, 'overdue', i.state in ('open', 'answered') and ${lateAt(wanted.now)}) order by r.id), '[]')
        from instruction_receivers r join units u on u.body_id = r.body_id and u.id = r.unit_id
        where r.body_id = i.body_id and r.instruction_id = i.id) as receivers,
      case when i.state in ('open', 'answered') then ${DUE} end as "dueAt", ${overdueAt(wanted.now)} as overdue,
      case when i.state <> 'cancelled' then ${ANSWERED_LATE} end as "answeredLate"
    ${from(reader, wanted)} order by ${order}
    limit ${wanted.pageSize} offset ${(wanted.page - 1) * wanted.pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`select count(*)::int as n ${from(reader, wanted)}`.execute(
    reader.db,
  );
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}

/** How many of what is asked for stand where, in every state and late or not. */
export async function countInstructions(reader: Reader, filter: Filter): Promise<InstructionTotals> {
  const { state: _, overdue: __, ...rest } = filter;
  const inState = (state: InstructionState) => sql`count(*) filter (where i.state = ${state})::int`;
  const found =
    await sql<InstructionTotals>`select ${inState('open')} as open, ${inState('answered')} as answered,
    ${inState('closed')} as closed, ${inState('cancelled')} as cancelled,
    count(*) filter (where ${overdueAt(filter.now)})::int as overdue ${from(reader, rest)}`.execute(
      reader.db,
    );
  return found.rows[0] ?? { open: 0, answered: 0, overdue: 0, closed: 0, cancelled: 0 };
}
