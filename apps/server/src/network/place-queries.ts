import type { Named } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';

/** Where a unit stands, and whether it is open: what every act that concerns one has to know of it. */
export type UnitPlace = Named & { path: string; opened_on: string; closed_on: string | null };

export async function findUnit(reader: Reader, id: string): Promise<UnitPlace | null> {
  const row = await reader.db
    .selectFrom('units')
    .select(['id', 'name', 'path', 'opened_on', 'closed_on'])
    .where('body_id', '=', reader.body)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Who holds one of these roles at a unit on `day`. */
export async function holdersAt(
  reader: Reader,
  of: { unitId: string; roles: readonly string[]; day: string },
): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct a.person_id as id from appointments a
    where a.body_id = ${reader.body} and a.unit_id = ${of.unitId} and a.role = any(${of.roles})
      and a.from_on <= ${of.day} and (a.to_on is null or a.to_on >= ${of.day})`.execute(reader.db);
  return found.rows.map(row => row.id);
}

/** Who answers for a unit: its head and its correspondents. */
export function membersOf(reader: Reader, unitId: string, day: string): Promise<string[]> {
  return holdersAt(reader, { unitId, roles: ['unit_head', 'correspondent'], day });
}
