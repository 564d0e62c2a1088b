import type { Insertable } from 'kysely';
import type { Reader, Tables, Tx } from '../db/connect.ts';
import type { EventKind } from './tables.ts';

export async function insertEvent(tx: Tx, event: Insertable<Tables['manuscript_events']>): Promise<void> {
  await tx.db.insertInto('manuscript_events').values(event).execute();
}

/** The latest event of a kind: what an undo goes back to. */
export async function findLastEvent(
  reader: Reader,
  manuscriptId: string,
  kind: EventKind,
): Promise<{ detail: Record<string, unknown> } | null> {
  const row = await reader.db
    .selectFrom('manuscript_events')
    .select('detail')
    .where('body_id', '=', reader.body)
    .where('manuscript_id', '=', manuscriptId)
    .where('kind', '=', kind)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
