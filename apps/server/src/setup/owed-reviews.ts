import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import { pendingSteps } from '../manuscripts/manuscript.ts';
import { findManuscript, setHeldUntil } from '../manuscripts/queries.ts';
import { openReviewDuty } from '../manuscripts/review-duty.ts';
import { liveUntil } from './live-until.ts';
import { unsigned } from './queries.ts';

/**
 * Whoever still has something to sign when the records end owes it since it arrived, as if it had been sent here: due in
 * working hours, with the reminders that have gone out until then.
 */
export async function oweReviews(tx: Tx, until: Date): Promise<void> {
  for (const id of await unsigned(tx)) {
    const manuscript = await findManuscript(tx, id, dayOf(until));
    if (!manuscript) throw new Error(`manuscript ${id} vanished`);
    for (const step of pendingSteps(manuscript)) {
      const now = new Date(step.arrivedAt ?? until);
      await openReviewDuty(tx, { manuscript, step, by: step.reviewer.id, now });
    }
    await setHeldUntil(tx, id);
  }
  await liveUntil(tx, until);
}
