import type { Database, Tx } from '../db/connect.ts';
import { queueDelivery } from '../outbox/queue.ts';
import { gatheredWords } from './kinds.ts';
import { GATHER_MS } from './let-out.ts';
import { bodiesWithSends, type Taken, takeSends } from './way-queries.ts';

/**
 * Makes one message of what has gathered for each receiver and queues it, on any number of nodes at once. What was read in
 * the application meanwhile, and what is about a duty that has ended, is left out.
 * @returns how many messages were queued
 */
export async function gatherDue(database: Database, clock: () => Date): Promise<number> {
  let queued = 0;
  for (const body of await bodiesWithSends(database, clock()))
    queued += await database.write(
      body,
      tx => gatherSome(tx, clock()),
      () => false,
    );
  return queued;
}

async function gatherSome(tx: Tx, now: Date): Promise<number> {
  const bundles = new Map<string, Taken[]>();
  for (const taken of await takeSends(tx, { now, aheadMs: GATHER_MS })) {
    if (taken.pointless) continue;
    const key = `${taken.way} ${taken.receiver}`;
    bundles.set(key, [...(bundles.get(key) ?? []), taken]);
  }
  for (const bundle of bundles.values()) await queueBundle(tx, bundle, now);
  return bundles.size;
}

async function queueBundle(tx: Tx, bundle: readonly Taken[], now: Date): Promise<void> {
  const [first] = bundle;
  if (!first) return;
  const same = <K extends 'link' | 'about'>(what: K): boolean =>
    bundle.every(each => each[what] === first[what]);
  await queueDelivery(tx, {
    channel: first.way,
    receiver: first.receiver,
    about: same('about') ? first.about : null,
    payload: {
      title: gatheredWords(bundle.map(each => each.kind)),
      link: same('link') ? first.link : '/notices',
    },
    dedupeKey: `gathered/${first.way}/${first.receiver}/${first.seq}`,
    now,
  });
}
