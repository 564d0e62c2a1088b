import { sql } from 'kysely';
import type { Database, Reader, Tx } from '../db/connect.ts';

/** Steps that wait and whose duty was never opened. A duty is known by its key, whatever became of it. */
const WITHOUT = sql`reviews r
  join manuscripts m on m.body_id = r.body_id and m.id = r.manuscript_id and m.round = r.round
    and m.state = 'in_review' and m.discarded_at is null
  where r.state = 'pending' and (r.arrived_at is null or not exists (select 1 from duties d where d.body_id = r.body_id
    and d.key = 'review/' || r.id || '/' || floor(extract(epoch from r.arrived_at) * 1000)::bigint))`;

export async function bodiesWithoutDuty(database: Database): Promise<string[]> {
  const found = await sql<{ id: string }>`select distinct r.body_id as id from ${WITHOUT}`.execute(
    database.db,
  );
  return found.rows.map(row => row.id);
}

/** Manuscripts with such a step, those that wait longest first. */
export async function reviewsWithoutDuty(reader: Reader, limit: number): Promise<string[]> {
  const found = await sql<{
    id: string;
  }>`select r.manuscript_id as id from ${WITHOUT} and r.body_id = ${reader.body}
    group by r.manuscript_id order by min(r.arrived_at), r.manuscript_id limit ${limit}`.execute(reader.db);
  return found.rows.map(row => row.id);
}

export async function dutiesKnown(reader: Reader, keys: readonly string[]): Promise<Set<string>> {
  const rows = await reader.db
    .selectFrom('duties')
    .select('key')
    .where('body_id', '=', reader.body)
    .where('key', 'in', [...keys, ''])
    .execute();
  return new Set(rows.map(row => row.key));
}

export async function setArrived(tx: Tx, id: string, arrivedAt: string): Promise<void> {
  await tx.db
    .updateTable('reviews')
    .set({ arrived_at: arrivedAt })
    .where('body_id', '=', tx.body)
    .where('id', '=', id)
    .where('arrived_at', 'is', null)
    .execute();
}
