import type { SecrecyRefusal, SecrecyWord } from '@xinxuan/contract';
import { sql } from 'kysely';
import type { Reader, Tables, Tx } from '../db/connect.ts';

/** The words in force; only checks ask for them here. */
export async function wordsInForce(reader: Reader): Promise<string[]> {
  const rows = await reader.db
    .selectFrom('secrecy_words')
    .select('word')
    .where('body_id', '=', reader.body)
    .where('removed_at', 'is', null)
    .orderBy('word')
    .execute();
  return rows.map(row => row.word);
}

export async function listWords(reader: Reader): Promise<SecrecyWord[]> {
  const found = await sql<SecrecyWord>`
    select w.id, w.word, w.reason, w.added_at as "addedAt", json_build_object('id', p.id, 'name', p.name) as "addedBy",
      w.removed_at as "removedAt"
    from secrecy_words w join people p on p.body_id = w.body_id and p.id = w.added_by
    where w.body_id = ${reader.body} order by w.removed_at is not null, w.added_at desc, w.id limit 2000`.execute(
    reader.db,
  );
  return found.rows;
}

export async function insertWord(
  tx: Tx,
  word: Omit<Tables['secrecy_words'], 'body_id' | 'removed_by' | 'removed_at'>,
): Promise<void> {
  await tx.db
    .insertInto('secrecy_words')
    .values({ body_id: tx.body, ...word, removed_by: null, removed_at: null })
    .execute();
}

/** Takes a word out of force, or puts it back; answers whether there was one to change. */
export async function setRemoved(
  tx: Tx,
  of: { id: string; removed: boolean; by: string; now: Date },
): Promise<boolean> {
  const changed = await tx.db
    .updateTable('secrecy_words')
    .set({ removed_by: of.removed ? of.by : null, removed_at: of.removed ? of.now.toISOString() : null })
    .where('body_id', '=', tx.body)
    .where('id', '=', of.id)
    .where('removed_at', of.removed ? 'is' : 'is not', null)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}

export async function insertRefusal(
  tx: Tx,
  refusal: Omit<Tables['secrecy_refusals'], 'body_id'>,
): Promise<void> {
  await tx.db
    .insertInto('secrecy_refusals')
    .values({ body_id: tx.body, ...refusal })
    .execute();
}

type Again = { personId: string; endpoint: string; since: Date; hash: string; now: Date };

/** Counts one more try of an attempt that goes on; answers whether there is one. */
export async function countAgain(tx: Tx, of: Again): Promise<boolean> {
  const changed = await sql`
    update secrecy_refusals set times = times + 1, last_at = ${of.now.toISOString()}, last_hash = ${of.hash}
    where body_id = ${tx.body} and id = (select id from secrecy_refusals
      where body_id = ${tx.body} and person_id = ${of.personId} and endpoint = ${of.endpoint}
        and last_at >= ${of.since.toISOString()} order by last_at desc limit 1)`.execute(tx.db);
  return changed.numAffectedRows === 1n;
}

export async function listRefusals(
  reader: Reader,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<{ rows: SecrecyRefusal[]; total: number }> {
  const rows = await sql<SecrecyRefusal>`
    select r.id, r.endpoint, r.rule, r.first_at as "firstAt", r.last_at as "lastAt", r.times,
      r.text_hash as hash, json_build_object('id', p.id, 'name', p.name) as person, u.name as unit
    from secrecy_refusals r
    join people p on p.body_id = r.body_id and p.id = r.person_id
    left join units u on u.body_id = r.body_id and u.id = r.unit_id
    where r.body_id = ${reader.body} order by r.last_at desc, r.id desc
    limit ${pageSize} offset ${(page - 1) * pageSize}`.execute(reader.db);
  const total = await sql<{ n: number }>`
    select count(*) as n from secrecy_refusals where body_id = ${reader.body}`.execute(reader.db);
  return { rows: rows.rows, total: total.rows[0]?.n ?? 0 };
}
