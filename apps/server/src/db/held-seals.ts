import { sql } from 'kysely';
import type { Reader } from './connect.ts';

/** The words of every seal that holds, as they were enciphered. */
export async function heldSeals(reader: Reader): Promise<{ id: string; words: Buffer }[]> {
  const held = await sql<{ id: string; words: Buffer }>`
    select id, words from seals where body_id = ${reader.body} and opened_at is null`.execute(reader.db);
  return held.rows;
}
