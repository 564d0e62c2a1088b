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

/** The answer already given under this key, or a refusal when the key was used for something else. */
export async function findKept(tx: Tx, kept: Kept): Promise<{ response: unknown } | Refusal | null> {
  const row = await tx.db
    .selectFrom('idempotency_keys')
    .select(['endpoint', 'request_hash', 'response'])
    .where('body_id', '=', tx.body)
    .where('person_id', '=', kept.personId)
    .where('key', '=', kept.key)
    .executeTakeFirst();
  if (!row) return null;
  if (row.endpoint === kept.endpoint && row.request_hash.equals(kept.requestHash))
    return { response: row.response };
  return refuse('key_reused', 'key_reused', {
    zh: '这个 Idempotency-Key 已用于另一项请求。请为新的请求换一个新的值。',
    en: 'This Idempotency-Key was used for a different request. Use a new one.',
  });
}

/** The repeat of a request whose answer held a secret: it was done, but its answer is not kept anywhere. */
export function shownOnce(): Refusal {
  return refuse('key_reused', 'secret_shown_once', {
    zh: '这项请求已经办理，其中的密码或令牌只显示一次，系统没有留存。若没有记下，请重置密码或另建令牌。',
    en: 'This request has been carried out. Its password or token is shown once and kept nowhere; if you did not note it, reset the password or make another token.',
  });
}

export async function keepResponse(
  tx: Tx,
  kept: Kept,
  given: { response: unknown; now: Date },
): Promise<void> {
  await tx.db
    .insertInto('idempotency_keys')
    .values({
      body_id: tx.body,
      person_id: kept.personId,
      key: kept.key,
      endpoint: kept.endpoint,
      request_hash: kept.requestHash,
      response: JSON.stringify(given.response),
      created_at: given.now.toISOString(),
    })
    .execute();
}
