import type { Tx } from '../db/connect.ts';
import { lend } from '../db/lend.ts';
import { actOnDue } from '../duties/round.ts';
import { nextDue } from './queries.ts';

/** Lets reminders, escalations and closings of the body's duties happen one after the other, each at its own minute. */
export async function liveUntil(tx: Tx, until: Date): Promise<void> {
  const database = lend(tx);
  for (let at = await nextDue(tx, until); at; at = await nextDue(tx, until)) {
    const moment = at;
    await actOnDue(database, () => moment);
  }
}
