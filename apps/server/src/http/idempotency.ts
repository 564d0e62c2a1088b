import { createHash } from 'node:crypto';
import type { Tx } from '../db/connect.ts';
import { type KeptRequest, keepAnswer, takeRequestKey } from '../db/kept-requests.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';

type Asked = { personId: string; endpoint: string; input: unknown };

/** The request as its `Idempotency-Key` names it; null when it carries none. */
export function keptRequest(
  header: string | string[] | undefined,
  { personId, endpoint, input }: Asked,
): KeptRequest | Refusal | null {
  if (header === undefined) return null;
  if (typeof header !== 'string' || !/^[\w.:-]{8,80}$/.test(header)) {
    return refuse('invalid', 'bad_idempotency_key', {
      zh: 'Idempotency-Key 应为 8 至 80 位的字母、数字或 . : - _。',
      en: 'The Idempotency-Key must be 8 to 80 letters, digits or . : - _.',
    });
  }
  const requestHash = createHash('sha256')
    .update(JSON.stringify(input ?? null))
    .digest();
  return { personId, key: header, endpoint, requestHash };
}

/** The header by which an answer says that it is the kept one of an earlier request. */
export const REPEATED = 'idempotent-replayed';

type Once = { kept: KeptRequest | null; now: Date; secret: boolean; onRepeat: () => void };

/**
 * Acts, or answers what the same request was answered before. A second copy of a request that is still running waits
 * for the first one's end; a refused request gives its key back with its transaction. An answer that holds a secret is
 * not kept, so its repeat is refused.
 */
export async function actOnce<T>(
  tx: Tx,
  { kept, now, secret, onRepeat }: Once,
  act: () => Promise<T | Refusal>,
): Promise<T | Refusal> {
  if (!kept) return act();
  const earlier = await takeRequestKey(tx, kept, now);
  if (earlier) {
    if (earlier.endpoint !== kept.endpoint || !earlier.requestHash.equals(kept.requestHash)) return reused();
    if (secret) return shownOnce();
    onRepeat();
    return earlier.response as T;
  }
  const result = await act();
  if (!isRefusal(result)) await keepAnswer(tx, kept, secret ? null : result);
  return result;
}

function reused(): Refusal {
  return refuse('key_reused', 'key_reused', {
    zh: '这个 Idempotency-Key 已用于另一项请求。请为新的请求换一个新的值。',
    en: 'This Idempotency-Key was used for a different request. Use a new one.',
  });
}

function shownOnce(): Refusal {
  return refuse('key_reused', 'secret_shown_once', {
    zh: '这项请求已经办理，其中的密码或令牌只显示一次，系统没有留存。若没有记下，请重置密码或另建令牌。',
    en: 'This request has been carried out. Its password or token is shown once and kept nowhere; if you did not note it, reset the password or make another token.',
  });
}
