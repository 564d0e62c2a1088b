import type { Tx } from '../db/connect.ts';
import { type Refusal, refuse } from './refusal.ts';

declare module '../db/connect.ts' {
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

export type Kept = { personId: string; key: string; endpoint: string; requestHash: Buffer };

/**
 * Takes a key for this request, or tells what became of the request that had it. A second copy of a request that is still
 * running waits here for the first one's end; a refused request gives its key back with its transaction.
 */
export async function takeKey(
  tx: Tx,
  kept: Kept,
  now: Date,
): Promise<{ response: unknown } | Refusal | null> {
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
  const row = await keyed(tx, kept).selectAll().executeTakeFirstOrThrow();
  if (row.endpoint === kept.endpoint && row.request_hash.equals(kept.requestHash))
    return { response: row.response };
  return refuse('key_reused', 'key_reused', {
    zh: '这个 Idempotency-Key 已用于另一项请求。请为新的请求换一个新的值。',
    en: 'This Idempotency-Key was used for a different request. Use a new one.',
  });
}

function keyed(tx: Tx, { personId, key }: Kept) {
  return tx.db
    .selectFrom('idempotency_keys')
    .where('body_id', '=', tx.body)
    .where('person_id', '=', personId)
    .where('key', '=', key);
}

/** The repeat of a request whose answer held a secret: it was done, but its answer is not kept anywhere. */
export function shownOnce(): Refusal {
  return refuse('key_reused', 'secret_shown_once', {
    zh: '这项请求已经办理，其中的密码或令牌只显示一次，系统没有留存。若没有记下，请重置密码或另建令牌。',
    en: 'This request has been carried out. Its password or token is shown once and kept nowhere; if you did not note it, reset the password or make another token.',
  });
}

export async function keepResponse(tx: Tx, { personId, key }: Kept, response: unknown): Promise<void> {
  await tx.db
    .updateTable('idempotency_keys')
    .set({ response: JSON.stringify(response) })
    .where('body_id', '=', tx.body)
    .where('person_id', '=', personId)
    .where('key', '=', key)
    .execute();
}
