import type { Reader, Tx } from '../db/connect.ts';
import { newId } from '../ids.ts';
import type { Payload } from './delivery.ts';
import {
  countDead,
  hastenEarlier,
  insertDeliveries,
  reviveDead,
  withdrawAbout,
  withdrawTo,
} from './queries.ts';

export type Queued = {
  /** The name of a registered `Channel`. */
  channel: string;
  /** What the channel turns into an address when it sends: an id of ours, not the address itself. */
  receiver: string;
  payload: Payload;
  /** The same key is queued once, however often the act is repeated: `${duty.id}/${step}/${personId}`. */
  dedupeKey: string;
  /** The matter whose deliveries go out in order and are withdrawn together: the id of the duty, the manuscript. */
  about?: string | null;
  /** Quiet hours: not before this moment. */
  notBefore?: Date;
  now: Date;
};

/**
 * Queues one delivery in the transaction of the act: no act without its message, no message without its act.
 * @returns false when the key was queued before; nothing is written then
 */
export async function queueDelivery(tx: Tx, queued: Queued): Promise<boolean> {
  return (await queueDeliveries(tx, [queued])) === 1;
}

/**
 * Queues many in as few statements as they need: a message to everybody is one act.
 * @returns how many had not been queued before
 */
export async function queueDeliveries(tx: Tx, queued: readonly Queued[]): Promise<number> {
  const fresh = queued.map(({ now, notBefore, about, ...rest }) => ({
    ...rest,
    ...{ id: newId('delivery', now), about: about ?? null, now },
    nextAt: notBefore && notBefore > now ? notBefore : now,
  }));
  await hastenEarlier(
    tx,
    fresh.filter(each => each.payload.urgent),
  );
  return insertDeliveries(tx, fresh);
}

/**
 * Withdraws what has not left yet about a matter that ended: no reminder after the duty is done. What a worker holds at
 * this very moment may still leave.
 * @returns how many were withdrawn
 */
export function withdrawDeliveries(tx: Tx, about: string, now: Date): Promise<number> {
  return withdrawAbout(tx, about, now);
}

/** Withdraws what waits for a receiver that has been removed. */
export function withdrawDeliveriesTo(
  tx: Tx,
  to: { channel: string; receiver: string; now: Date },
): Promise<number> {
  return withdrawTo(tx, to);
}

/**
 * Lets a channel that was repaired try at once what had failed, and again what it had given up: nothing is lost by an
 * outage that was longer than all tries.
 */
export function reviveDeliveries(tx: Tx, channel: string, now: Date): Promise<number> {
  return reviveDead(tx, channel, now);
}

/** How many deliveries each channel of the body has given up. */
export function deadDeliveries(
  reader: Reader,
): Promise<{ channel: string; count: number; lastError: string }[]> {
  return countDead(reader);
}
