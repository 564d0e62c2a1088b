import { connectionIs } from './connection.ts';

/** Waits between tries, in ms: about ten seconds in all, the time a database takes to come back. */
export const RETRY_WAITS = [300, 900, 2500, 6000] as const;

type Fetch = (request: Request) => Promise<Response>;
export type SendOptions = { fetch: Fetch; wait: (ms: number, signal: AbortSignal) => Promise<void> };

/**
 * Sends one request, again when nobody answered or the server said 503. Safe for writes too, because
 * every try carries the same idempotency key: the server does the act once and repeats its answer.
 */
export async function send(request: Request, options: SendOptions = browser): Promise<Response> {
  for (const pause of RETRY_WAITS) {
    const answer = await attempt(request, options.fetch);
    if (answer && answer.status !== 503) return online(answer);
    connectionIs(answer ? 'unavailable' : 'offline');
    await options.wait(pause, request.signal);
  }
  const last = await options.fetch(request.clone());
  return last.status === 503 ? last : online(last);
}

function online(answer: Response): Response {
  connectionIs('online');
  return answer;
}

/** Null when nothing answered; an abort is the caller's own wish and goes through. */
async function attempt(request: Request, fetch: Fetch): Promise<Response | null> {
  try {
    return await fetch(request.clone());
  } catch (error) {
    if (request.signal.aborted) throw error;
    return null;
  }
}

const browser: SendOptions = {
  fetch: request => globalThis.fetch(request, { credentials: 'same-origin' }),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};
