import { sql } from 'kysely';
import type { Database, Tx } from './connect.ts';

declare module './connect.ts' {
  interface Tables {
    idempotency_keys: {
      body_id: string;
      person_id: string;
      key: string;
      endpoint: string;
      request_hash: Buffer;
      response: unknown;
      created_at: string;
    };
  }
}

/** A request that its sender named, so that a repeat of it can be told from a new one. */
export type KeptRequest = { personId: string; key: string; endpoint: string; requestHash: Buffer };

/**
 * Takes the key for this request: null when it was free, otherwise what had it before. Waits for the end of a
 * transaction that has taken the same key.
 */
export async function takeRequestKey(
  tx: Tx,
  kept: KeptRequest,
  now: Date,
): Promise<{ endpoint: string; requestHash: Buffer; response: unknown } | null> {
  const taken = await tx.db
    .insertInto('idempotency_keys')
    .values({
      body_id: tx.body,
      person_id: kept.personId,
      key: kept.key,
      endpoint: kept.endpoint,
      request_hash: kept.requestHash,
      response: 'null',
      created_at: now.toISOString(),
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (taken) return null;
  return tx.db
    .selectFrom('idempotency_keys')
    .select(['endpoint', 'request_hash as requestHash', 'response'])
    .where('body_id', '=', tx.body)
    .where('person_id', '=', kept.personId)
    .where('key', '=', kept.key)
    .executeTakeFirstOrThrow();
}

export async function keepAnswer(
  tx: Tx,
  { personId, key }: Pick<KeptRequest, 'personId' | 'key'>,
  answer: unknown,
): Promise<void> {
  await tx.db
    .updateTable('idempotency_keys')
    .set({ response: JSON.stringify(answer) })
    .where('body_id', '=', tx.body)
    .where('person_id', '=', personId)
    .where('key', '=', key)
    .execute();
}

/** How long a repeat of a request is answered as the first was: longer than a phone lies without network. */
const KEPT_DAYS = 90;
const AT_ONCE = 5000;

/** Forgets requests that nobody repeats any more, some thousand at a time so that no lock lasts; answers how many. */
export async function forgetRequests(database: Pick<Database, 'db'>, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000).toISOString();
  let forgotten = 0;
  for (;;) {
    const gone = await sql`delete from idempotency_keys k using (
        select body_id, person_id, key from idempotency_keys where created_at < ${before} limit ${AT_ONCE}) old
      where k.body_id = old.body_id and k.person_id = old.person_id and k.key = old.key`.execute(database.db);
    forgotten += Number(gone.numAffectedRows ?? 0);
    if (Number(gone.numAffectedRows ?? 0) < AT_ONCE) return forgotten;
  }
}
