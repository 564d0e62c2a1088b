import type { Database, Tx } from '../db/connect.ts';
import { type Channel, type Delivery, MOST_ATTEMPTS, type Outcome, waitAfter } from './delivery.ts';
import { claimDue, deleteEnded, markDead, markFailed, markSent } from './queries.ts';

/** A send has to end within two thirds of its lease, so that two workers hold one delivery only when the first has died. */
const LEASE_MS = 60_000;
const AT_ONCE = 16;

export type Sending = {
  channels: readonly Channel[];
  clock: () => Date;
  /** How long a worker may hold what it took. */
  leaseMs?: number;
  /**
   * Told in the transaction in which a delivery is given up, so that an alarm is raised once and never lost: tell people
   * through another channel, here.
   */
  alarm: (tx: Tx, dead: Delivery & { error: string }) => Promise<void>;
};

/**
 * Sends what is due, on any number of nodes at once, until nothing is. Safe to be killed anywhere: what was claimed is
 * free again when its lease ends.
 * @returns how many deliveries were tried
 */
export async function sendDue(database: Database, sending: Sending): Promise<number> {
  const tried = await Promise.all(sending.channels.map(channel => sendAll(database, channel, sending)));
  return tried.reduce((sum, each) => sum + each, 0);
}

/**
 * Each channel at its own pace: one that never answers holds up nobody but itself. A place that gets free is filled at
 * once, so that what is urgent waits for the quickest under way and not for the slowest.
 */
async function sendAll(database: Database, channel: Channel, sending: Sending): Promise<number> {
  const underWay = new Set<Promise<void>>();
  const leaseMs = sending.leaseMs ?? LEASE_MS;
  let tried = 0;
  let freed: boolean;
  try {
    for (;;) {
      freed = false;
      const claim = { channel: channel.name, now: sending.clock(), leaseMs, limit: AT_ONCE - underWay.size };
      const claimed = await claimDue(database, claim);
      tried += claimed.length;
      for (const each of claimed) {
        const sent = sendOne(database, each, { ...sending, channel }).finally(() => {
          underWay.delete(sent);
          freed = true;
        });
        underWay.add(sent);
      }
      // What ended while we asked has freed a place, or what came after it in its matter: ask again.
      if (freed) continue;
      if (underWay.size === 0) return tried;
      await Promise.race(underWay);
    }
  } finally {
    await Promise.allSettled(underWay);
  }
}

type With = Omit<Sending, 'channels'> & { channel: Channel };

async function sendOne(database: Database, delivery: Delivery, at: With): Promise<void> {
  const outcome = await attempt(database, delivery, at);
  const now = at.clock();
  if (outcome.sent) return markSent(database, delivery, now);
  const error = storable('refused' in outcome ? outcome.refused : outcome.failed);
  if (!('refused' in outcome) && delivery.attempt < MOST_ATTEMPTS) {
    const nextAt = new Date(now.getTime() + waitAfter(delivery.attempt, outcome.retryAfterMs));
    return markFailed(database, delivery, { error, nextAt });
  }
  const work = async (tx: Tx): Promise<void> => {
    if (await markDead(tx, delivery, { error, now })) await at.alarm(tx, { ...delivery, error });
  };
  await database.write(delivery.body, work, () => false);
}

async function attempt(database: Database, delivery: Delivery, at: With): Promise<Outcome> {
  const within = Math.floor(((at.leaseMs ?? LEASE_MS) * 2) / 3);
  const signal = AbortSignal.timeout(within);
  const late = new Promise<Outcome>(resolve => {
    const message = `no answer within ${within / 1000} s`;
    signal.addEventListener('abort', () => resolve({ sent: false, failed: message }), { once: true });
  });
  try {
    const call = { reader: database.reader(delivery.body), now: at.clock(), signal };
    return await Promise.race([at.channel.send(delivery, call), late]);
  } catch (error) {
    return { sent: false, failed: error instanceof Error ? error.message : String(error) };
  }
}

const MOST_SAID = 500;

/** Words of the other side as the database can keep them: NUL or half a character would make them impossible to record. */
export function storable(said: string): string {
  return said
    .slice(0, MOST_SAID)
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ');
}

const KEPT_MS = 90 * 86_400_000;

/** Forgets what left or was withdrawn a quarter of a year ago; what was given up stays until somebody decides. */
export function sweepOutbox(database: Database, now: Date): Promise<number> {
  return deleteEnded(database, new Date(now.getTime() - KEPT_MS));
}
