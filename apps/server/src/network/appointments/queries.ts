import { sql } from 'kysely';
import type { Reader, Tx } from '../../db/connect.ts';
import type { AppointmentRow } from '../tables.ts';

export type AppointmentLine = AppointmentRow & { unit_name: string; unit_path: string };

export async function findAppointment(reader: Reader, id: string): Promise<AppointmentLine | null> {
  const row = await appointments(reader).where('a.id', '=', id).executeTakeFirst();
  return row ?? null;
}

export async function appointmentsOf(reader: Reader, personId: string): Promise<AppointmentLine[]> {
  return appointments(reader)
    .where('a.person_id', '=', personId)
    .orderBy('a.from_on')
    .orderBy('a.id')
    .execute();
}

function appointments(reader: Reader) {
  return reader.db
    .selectFrom('appointments as a')
    .innerJoin('units as u', join =>
      join.onRef('u.body_id', '=', 'a.body_id').onRef('u.id', '=', 'a.unit_id'),
    )
    .select([
      'a.body_id',
      'a.id',
      'a.person_id',
      'a.unit_id',
      'a.role',
      'a.full_time',
      'a.from_on',
      'a.to_on',
    ])
    .select(['a.version', 'u.name as unit_name', 'u.path as unit_path'])
    .where('a.body_id', '=', reader.body);
}

/** Rows that one statement takes; PostgreSQL knows at most 65,535 parameters. */
const AT_ONCE = 1000;

export async function insertAppointments(
  tx: Tx,
  posts: Omit<AppointmentRow, 'body_id' | 'version'>[],
): Promise<void> {
  for (let at = 0; at < posts.length; at += AT_ONCE) {
    const some = posts.slice(at, at + AT_ONCE);
    await tx.db
      .insertInto('appointments')
      .values(some.map(post => ({ body_id: tx.body, ...post, version: 0 })))
      .execute();
  }
}

/** False when somebody else saved first. */
export async function endAppointment(
  tx: Tx,
  { id, version }: { id: string; version: number },
  toOn: string,
): Promise<boolean> {
  const done = await tx.db
    .updateTable('appointments')
    .set({ to_on: toOn, version: version + 1, closed_with_unit: false, to_on_before: null })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Ends every post that would outlive its unit, remembering its term in case the closing is taken back. */
export async function endAppointmentsOf(tx: Tx, unitId: string, on: string): Promise<string[]> {
  const ended = await tx.db
    .updateTable('appointments')
    .set(eb => ({
      to_on_before: eb.ref('to_on'),
      to_on: on,
      closed_with_unit: true,
      version: sql<number>`version + 1`,
    }))
    .where('body_id', '=', tx.body)
    .where('unit_id', '=', unitId)
    .where(eb => eb.or([eb('to_on', 'is', null), eb('to_on', '>', on)]))
    .returning('id')
    .execute();
  return ended.map(row => row.id);
}

export async function restoreAppointmentsOf(tx: Tx, unitId: string): Promise<string[]> {
  const restored = await tx.db
    .updateTable('appointments')
    .set(eb => ({
      to_on: eb.ref('to_on_before'),
      to_on_before: null,
      closed_with_unit: false,
      version: sql<number>`version + 1`,
    }))
    .where('body_id', '=', tx.body)
    .where('unit_id', '=', unitId)
    .where('closed_with_unit', '=', true)
    .returning('id')
    .execute();
  return restored.map(row => row.id);
}
