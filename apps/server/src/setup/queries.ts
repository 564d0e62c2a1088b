import { sql } from 'kysely';
import { dayOf } from '../clock.ts';
import type { Database, Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { pinyinOf } from '../network/person.ts';

/** Two people who set the system up at the same time must meet. */
const SETUP_LOCK = 7_302_026;

/** Holds off every other setting-up until this transaction ends. */
export async function lockSetup(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${SETUP_LOCK})`.execute(tx.db);
}

export async function hasBody(database: Pick<Database, 'db'>): Promise<boolean> {
  const row = await database.db.selectFrom('bodies').select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

export async function insertBody(
  tx: Tx,
  body: { name: string; demonstration: boolean; now: Date },
): Promise<void> {
  const { name, demonstration, now } = body;
  await tx.db
    .insertInto('bodies')
    .values({ id: tx.body, name, demonstration, created_at: now.toISOString() })
    .execute();
}

/** The unit at the top, which runs the desk until somebody arranges it otherwise. Answers its id. */
export async function insertRoot(tx: Tx, { name, now }: { name: string; now: Date }): Promise<string> {
  const id = newId('unit', now);
  await tx.db
    .insertInto('units')
    .values({
      body_id: tx.body,
      id,
      parent_id: null,
      name,
      short_name: name,
      aliases: [],
      kind: 'bureau',
      group_id: null,
      desk_name: '宣传科',
      path: `${id}/`,
      depth: 0,
      sort: 0,
      opened_on: dayOf(now),
      closed_on: null,
      version: 0,
    })
    .execute();
  return id;
}

const FIRST_POSTS = ['system_admin', 'security_admin'] as const;

/** The first person, who registers people and appoints them; further administrators take the posts over. */
export async function insertAdministrator(
  tx: Tx,
  { name, userName, unitId, now }: { name: string; userName: string; unitId: string; now: Date },
): Promise<string> {
  const id = newId('person', now);
  await tx.db
    .insertInto('people')
    .values({
      body_id: tx.body,
      id,
      name,
      pinyin: pinyinOf(name),
      user_name: userName,
      title: '',
      phone: null,
      email: null,
      active: true,
      auth_user_id: null,
      must_change_password: false,
      failed_sign_ins: 0,
      locked_until: null,
      version: 0,
    })
    .execute();
  for (const role of FIRST_POSTS) {
    await tx.db
      .insertInto('appointments')
      .values({
        body_id: tx.body,
        id: newId('appointment', now),
        person_id: id,
        unit_id: unitId,
        role,
        full_time: false,
        from_on: dayOf(now),
        to_on: null,
        version: 0,
      })
      .execute();
  }
  return id;
}

/** A year of records takes longer than a request may. */
export async function takeTime(tx: Tx): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(tx.db);
}

export function copyStatement(table: string, columns: readonly string[]): string {
  return `copy ${table} (${columns.map(column => `"${column}"`).join(', ')}) from stdin`;
}

/** Fresh figures for the planner, over every table that a load fills. */
export async function analyse(database: Pick<Database, 'db'>, tables: readonly string[]): Promise<void> {
  for (const table of tables) await sql`analyze ${sql.table(table)}`.execute(database.db);
}

export type SentReport = {
  subjectId: string;
  unitId: string;
  channel: string;
  at: string;
  personIds: string[];
};

/** What was sent on a day, in order, with its authors. */
export async function sentOn(tx: Tx, day: string): Promise<SentReport[]> {
  const found =
    await sql<SentReport>`select m.id as "subjectId", m.unit_id as "unitId", m.channel, m.submitted_at as at,
      array(select a.person_id from manuscript_authors a
        where a.body_id = m.body_id and a.manuscript_id = m.id order by a.position) as "personIds"
    from manuscripts m
    where m.body_id = ${tx.body} and m.submitted_at >= (${day}::date)::timestamp at time zone 'Asia/Shanghai'
      and m.submitted_at < (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai'
    order by m.submitted_at, m.id`.execute(tx.db);
  return found.rows.map(row => ({ ...row, at: new Date(row.at).toISOString() }));
}

export type OpenReport = { id: string; closeAt: string; writer: string | null; leader: string | null };

/** Recurring duties that close before this moment, with somebody who could declare nil and a leader who could waive. */
export async function openReports(tx: Tx, before: Date): Promise<OpenReport[]> {
  const held = (role: string) => sql`(select a.person_id from appointments a where a.body_id = d.body_id
    and a.unit_id = d.unit_id and a.role = ${role} and a.to_on is null order by a.id limit 1)`;
  const found =
    await sql<OpenReport>`select d.id, d.close_at as "closeAt", ${held('correspondent')} as writer,
      ${held('leader_in_charge')} as leader
    from duties d where d.body_id = ${tx.body} and d.state = 'open' and d.rule_id is not null
      and d.close_at <= ${before.toISOString()} order by d.on_day, d.unit_id, d.id`.execute(tx.db);
  return found.rows;
}

/** The first moment up to `until` at which something follows by itself from a duty. */
export async function nextDue(tx: Tx, until: Date): Promise<Date | null> {
  const found = await sql<{ at: string | null }>`select min(next_at) as at from duties
    where body_id = ${tx.body} and next_at <= ${until.toISOString()}`.execute(tx.db);
  const at = found.rows[0]?.at;
  return at ? new Date(at) : null;
}

/** Manuscripts that wait for a signature, in the order in which they came. */
export async function unsigned(tx: Tx): Promise<string[]> {
  const found = await sql<{ id: string }>`select m.id from manuscripts m
    where m.body_id = ${tx.body} and exists (select 1 from reviews r
      where r.body_id = m.body_id and r.manuscript_id = m.id and r.state = 'pending')
    order by m.held_since, m.id`.execute(tx.db);
  return found.rows.map(row => row.id);
}
