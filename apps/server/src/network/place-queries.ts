import type { Named } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader } from '../db/connect.ts';

/** Where a unit stands, and whether it is open: what every act that concerns one has to know of it. */
export type UnitPlace = Named & { path: string; opened_on: string; closed_on: string | null };

export async function findUnit(reader: Reader, id: string): Promise<UnitPlace | null> {
  return (await findUnits(reader, [id])).get(id) ?? null;
}

/** The same for many at once, by their id. */
export async function findUnits(reader: Reader, ids: readonly string[]): Promise<Map<string, UnitPlace>> {
  const rows = await reader.db
    .selectFrom('units')
    .select(['id', 'name', 'path', 'opened_on', 'closed_on'])
    .where('body_id', '=', reader.body)
    .where('id', '=', sql<string>`any(${[...ids]})`)
    .execute();
  return new Map(rows.map(row => [row.id, row]));
}

/** Who holds one of these roles at a unit on `day`. */
export async function holdersAt(
  reader: Reader,
  { unitId, ...of }: { unitId: string; roles: readonly string[]; day: string },
): Promise<string[]> {
  return (await holdersByUnit(reader, { unitIds: [unitId], ...of })).get(unitId) ?? [];
}

/** The same at each of many units, asked at once. */
export async function holdersByUnit(
  reader: Reader,
  of: { unitIds: readonly string[]; roles: readonly string[]; day: string },
): Promise<Map<string, string[]>> {
  const found = await sql<{ unit: string; ids: string[] }>`
    select a.unit_id as unit, array_agg(distinct a.person_id) as ids from appointments a
    where a.body_id = ${reader.body} and a.unit_id = any(${[...of.unitIds]}) and a.role = any(${of.roles})
      and a.from_on <= ${of.day} and (a.to_on is null or a.to_on >= ${of.day})
    group by a.unit_id`.execute(reader.db);
  return new Map(found.rows.map(({ unit, ids }) => [unit, ids]));
}

/** Who answers for a unit: its head and its correspondents. */
export function membersOf(reader: Reader, unitId: string, day: string): Promise<string[]> {
  return holdersAt(reader, { unitId, roles: ['unit_head', 'correspondent'], day });
}
