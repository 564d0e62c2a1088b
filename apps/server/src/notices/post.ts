import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { isIP } from 'node:net';
import type { Outcome } from '../outbox/delivery.ts';
import { INSIDE_CODE, type Outside } from './outside.ts';

export type Post = {
  url: string;
  body: string;
  headers?: Record<string, string>;
  signal: AbortSignal;
  outside: Outside;
};
export type Answered = { status: number; text: string; retryAfterMs: number | undefined };

const MOST_READ = 20_000;
const NOT_ALLOWED =
  '地址在内网或本机，未获准：请运维人员在 INSIDE_NETS 中写明 the address lies inside and INSIDE_NETS does not allow it';

/**
 * Posts JSON to an address that an administrator entered. A redirection is not followed: it would carry the signature to
 * somebody else. Of the answer only the beginning is read, however much comes.
 * @throws never with the address in it, which may hold a key
 */
export async function post(wanted: Post): Promise<Answered> {
  const { hostname } = new URL(wanted.url);
  const literal = hostname.replace(/^\[|\]$/gu, '');
  // A literal address is never looked up, so the look-up cannot refuse it.
  if (isIP(literal) && !wanted.outside.mayReach(literal)) throw new Error(NOT_ALLOWED);
  try {
    return await exchange(wanted);
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string };
    throw new Error(
      code === INSIDE_CODE ? NOT_ALLOWED : `连接失败 cannot be reached: ${code ?? name ?? 'failed'}`,
    );
  }
}

function exchange({ url, body, headers = {}, signal, outside }: Post): Promise<Answered> {
  const request = url.startsWith('https:') ? requestTls : requestPlain;
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        ...headers,
      },
      // A connection of its own: one kept open was looked up for somebody else.
      agent: false,
      lookup: outside.lookup,
      signal,
    });
    asked.on('error', reject);
    asked.on('response', async response => {
      try {
        const parts: Buffer[] = [];
        let size = 0;
        // Leaving the loop ends the connection.
        for await (const part of response as AsyncIterable<Buffer>) {
          parts.push(part);
          size += part.length;
          if (size >= MOST_READ) break;
        }
        const text = Buffer.concat(parts).subarray(0, MOST_READ).toString('utf8');
        const after = Number(response.headers['retry-after']);
        const retryAfterMs = Number.isFinite(after) && after > 0 ? after * 1000 : undefined;
        resolve({ status: response.statusCode ?? 0, text, retryAfterMs });
      } catch (error) {
        reject(error);
      }
    });
    asked.end(body);
  });
}

/** For receivers that answer by the status alone. */
export function outcomeOf({ status, retryAfterMs }: Answered): Outcome {
  if (status >= 200 && status < 300) return { sent: true };
  return { sent: false, failed: `HTTP ${status}`, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
