import { dayOf } from '../clock.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { handReviewDuty } from '../manuscripts/review-duty.ts';
import { pendingOf } from './queries.ts';

/** A delegation has begun or ended: what already waits is now the duty of whoever signs it today. */
export async function handOver(
  { tx, actor, now }: Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now'>,
  reason: string,
): Promise<void> {
  const waiting = await pendingOf(tx, { reviewerId: actor.personId, day: dayOf(now) });
  for (const step of waiting) await handReviewDuty(tx, step, { by: actor.personId, reason, now });
}
