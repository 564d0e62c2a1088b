import type { Database, Tx } from '../db/connect.ts';
import { type Queued, queueDeliveries } from '../outbox/queue.ts';
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
  for (const body of await bodiesWithSends(database, clock())) {
    for (;;) {
      const slice = await database.write(
        body,
        tx => gatherSlice(tx, clock()),
        () => false,
      );
      queued += slice.queued;
      if (slice.taken === 0) break;
    }
  }
  return queued;
}

async function gatherSlice(tx: Tx, now: Date): Promise<{ taken: number; queued: number }> {
  const all = await takeSends(tx, { now, aheadMs: GATHER_MS });
  const bundles = new Map<string, Taken[]>();
  for (const taken of all) {
    if (taken.pointless) continue;
    const key = `${taken.way} ${taken.receiver}`;
    const bundle = bundles.get(key);
    if (bundle) bundle.push(taken);
    else bundles.set(key, [taken]);
  }
  const queued = [...bundles.values()].flatMap(bundle => asOne(bundle, now));
  await queueDeliveries(tx, queued);
  return { taken: all.length, queued: queued.length };
}

function asOne(bundle: readonly Taken[], now: Date): Queued[] {
  const [first] = bundle;
  if (!first) return [];
  const same = <K extends 'link' | 'about'>(what: K): boolean =>
    bundle.every(each => each[what] === first[what]);
  const payload = {
    title: gatheredWords(bundle.map(each => each.kind)),
    link: same('link') ? first.link : '/notices',
  };
  const dedupeKey = `gathered/${first.way}/${first.receiver}/${first.seq}`;
  const about = same('about') ? first.about : null;
  return [{ channel: first.way, receiver: first.receiver, about, payload, dedupeKey, now }];
}
