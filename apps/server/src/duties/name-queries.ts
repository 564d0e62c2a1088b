import type { Reader } from '../db/connect.ts';

/** Names of units and persons by id. */
export async function namesOf(
  reader: Reader,
  { unitIds, personIds }: { unitIds: readonly string[]; personIds: readonly string[] },
): Promise<Map<string, string>> {
  const units = await reader.db
    .selectFrom('units')
    .select(['id', 'name'])
    .where('body_id', '=', reader.body)
    .where('id', 'in', [...unitIds, ''])
    .execute();
  const people = await reader.db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('body_id', '=', reader.body)
    .where('id', 'in', [...personIds, ''])
    .execute();
  return new Map([...units, ...people].map(row => [row.id, row.name]));
}
