import type { Outcome } from '../outbox/delivery.ts';

export type Post = { url: string; body: string; headers?: Record<string, string>; signal: AbortSignal };
export type Answered = { status: number; text: string; retryAfterMs: number | undefined };

const MOST_READ = 20_000;

/**
 * Posts JSON to an address that an administrator entered. A redirection is not followed: it would carry the signature to
 * somebody else.
 * @throws never with the address in it, which may hold a key
 */
export async function post({ url, body, headers = {}, signal }: Post): Promise<Answered> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body,
      redirect: 'error',
      signal,
    });
  } catch (error) {
    throw new Error(`连接失败 cannot be reached: ${whyNot(error)}`);
  }
  const text = (await response.text()).slice(0, MOST_READ);
  const after = Number(response.headers.get('retry-after'));
  return {
    status: response.status,
    text,
    retryAfterMs: Number.isFinite(after) && after > 0 ? after * 1000 : undefined,
  };
}

function whyNot(error: unknown): string {
  const { cause, name } = error as { cause?: { code?: string; message?: string }; name?: string };
  return cause?.code ?? (cause?.message?.includes('redirect') ? 'redirected' : (name ?? 'failed'));
}

/** For receivers that answer by the status alone. */
export function outcomeOf({ status, retryAfterMs }: Answered): Outcome {
  if (status >= 200 && status < 300) return { sent: true };
  return { sent: false, failed: `HTTP ${status}`, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
