import { sql } from 'kysely';
import type { Reader, Tx } from '../../db/connect.ts';
import { keepBefore } from '../history-queries.ts';

export type GroupLine = { id: string; name: string; sort: number; units: number; version: number };

/** The groups in their order, with the number of units that are not closed. */
export async function findGroups(reader: Reader): Promise<GroupLine[]> {
  const found = await sql<GroupLine>`
    select g.id, g.name, g.sort, g.version, (select count(*) from units u
      where u.body_id = g.body_id and u.group_id = g.id and u.closed_on is null) as units
    from assessment_groups g where g.body_id = ${reader.body} order by g.sort, g.name collate "C"`.execute(
    reader.db,
  );
  return found.rows;
}

export async function insertGroup(tx: Tx, group: { id: string; name: string; sort: number }): Promise<void> {
  await tx.db
    .insertInto('assessment_groups')
    .values({ body_id: tx.body, ...group, version: 0 })
    .execute();
}

/** False when somebody else saved first. How the group stood until now is kept. */
export async function updateGroup(
  tx: Tx,
  { id, version, now }: { id: string; version: number; now: Date },
  change: { name: string; sort: number },
): Promise<boolean> {
  await keepBefore(tx, { kind: 'group', id }, now);
  const done = await tx.db
    .updateTable('assessment_groups')
    .set({ ...change, version: version + 1 })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
