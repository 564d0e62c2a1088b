import { dayOf } from '../clock.ts';
import type { Database, Tx } from '../db/connect.ts';
import { USUAL_PLANS } from '../duties/duty.ts';
import type { NewDuty } from '../duties/open.ts';
import { ownPlans } from '../duties/queries.ts';
import { pendingSteps, type Step } from '../manuscripts/manuscript.ts';
import { lockManuscript, setHeldUntil } from '../manuscripts/queries.ts';
import { openReviewDuty, reviewDutyKey } from '../manuscripts/review-duty.ts';
import { bodiesWithoutDuty, dutiesKnown, reviewsWithoutDuty, setArrived } from './missing-queries.ts';

const AT_ONCE = 100;

/**
 * Opens the duty of every step that waits without one: steps that were asked before there were duties, and those that were
 * loaded from elsewhere. Safe to run twice and on two nodes; a step whose duty was waived has one.
 * @returns how many were opened
 */
export async function openMissingDuties(database: Database, clock: () => Date): Promise<number> {
  let opened = 0;
  for (const body of await bodiesWithoutDuty(database)) {
    for (;;) {
      const ids = await reviewsWithoutDuty(database.reader(body), AT_ONCE);
      let done = 0;
      for (const id of ids)
        done += await database.write(
          body,
          tx => openOf(tx, id, clock()),
          () => false,
        );
      opened += done;
      // Where another node was quicker with all of them, the next round looks again.
      if (done === 0 || ids.length < AT_ONCE) break;
    }
  }
  return opened;
}

/** The missing duties of one manuscript, looked at again under its lock. */
async function openOf(tx: Tx, manuscriptId: string, now: Date): Promise<number> {
  const manuscript = await lockManuscript(tx, manuscriptId, dayOf(now));
  if (manuscript?.state !== 'in_review' || manuscript.discarded_at !== null) return 0;
  const arrivedAt = manuscript.held_since ?? now.toISOString();
  const steps = pendingSteps(manuscript).map(step => ({ ...step, arrivedAt: step.arrivedAt ?? arrivedAt }));
  const known = await dutiesKnown(tx, steps.map(reviewDutyKey));
  const missing = steps.filter(step => !known.has(reviewDutyKey(step)));
  for (const step of missing) {
    await setArrived(tx, step.id, step.arrivedAt);
    await openReviewDuty(tx, { manuscript, step, by: null, now, instead: await asItRuns(tx, step, now) });
  }
  if (missing.length > 0) await setHeldUntil(tx, manuscript.id);
  return missing.length;
}

/** A due time that a step has already it keeps; when that is past, whoever is asked hears of it once, and so does the head. */
async function asItRuns(tx: Tx, step: Step, now: Date): Promise<Partial<Pick<NewDuty, 'due' | 'plan'>>> {
  if (step.dueAt === null) return {};
  const at = new Date(step.dueAt);
  const over = Math.ceil((now.getTime() - at.getTime()) / 60_000);
  if (over < 0) return { due: { at } };
  const plan = (await ownPlans(tx)).get('review')?.plan ?? USUAL_PLANS.review;
  return { due: { at }, plan: [...plan, { minutes: over, to: ['owner', 'substitute', 'unit_head'] }] };
}
