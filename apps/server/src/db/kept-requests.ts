import type { Tx } from './connect.ts';

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
