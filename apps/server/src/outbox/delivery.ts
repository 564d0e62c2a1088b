import type { Reader } from '../db/connect.ts';

/**
 * Waiting for its moment; being sent under a lease; failed and to be tried again; sent; given up after the last try;
 * withdrawn because its matter ended first.
 */
export const DELIVERY_STATES = ['waiting', 'sending', 'failed', 'sent', 'dead', 'withdrawn'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** All that ever leaves the system: a title in general words and a link behind the sign-in. Never body, never secrets. */
export type Payload = {
  title: { zh: string; en: string };
  /** A path of this site, `/manuscripts/man_…`; the channel puts the public address before it. */
  link: string;
  /** Quiet hours and bundling do not hold it back. */
  urgent?: boolean;
  /** What happened, for programs: `to_review`. */
  kind?: string;
};

export type Delivery = {
  /** Stays the same through every try, so that a receiver can tell a repetition: give it on as Message-ID, webhook-id … */
  id: string;
  body: string;
  channel: string;
  receiver: string;
  about: string | null;
  payload: Payload;
  /** 1 on the first try. */
  attempt: number;
  createdAt: Date;
};

/** `refused`: no further try can succeed (no such address). `failed`: tried again later, not before `retryAfterMs`. */
export type Outcome =
  | { sent: true }
  | { sent: false; refused: string }
  | { sent: false; failed: string; retryAfterMs?: number };

export type SendCall = {
  reader: Reader;
  now: Date;
  /** Aborted when the lease nears its end: a send that goes on is a send that somebody else begins too. */
  signal: AbortSignal;
};

/**
 * A way out of the system. `send` may be called twice for one delivery (a worker died between sending and saying so):
 * at least once is what can be promised to the outside, and `delivery.id` is how the outside tells. A throw is a failure
 * that is tried again.
 */
export type Channel = { name: string; send(delivery: Delivery, call: SendCall): Promise<Outcome> };

/** Tries over about a day and a half; then a person has to look. */
export const MOST_ATTEMPTS = 14;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;

/** How long to wait after a failed try: twice as long each time, up to six hours. */
export function waitAfter(attempt: number, retryAfterMs = 0): number {
  const doubled = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
  return Math.max(doubled, Math.min(retryAfterMs, LONGEST_WAIT_MS));
}
