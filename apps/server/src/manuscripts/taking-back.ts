import type { Actor } from '../http/actor.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import {
  currentSteps,
  type Manuscript,
  pendingSteps,
  type Step,
  titleOf,
  whyNotUnopened,
} from './manuscript.ts';

/** The decision that can still be taken back: the latest of its round or, after a return to an earlier step, of the one before. */
export function lastDecision(manuscript: Manuscript): Step | null {
  const here = currentSteps(manuscript);
  const before = manuscript.steps.filter(step => step.round === manuscript.round - 1);
  return latest(here.filter(isFresh)) ?? (sentBack(manuscript) ? latest(before.filter(isFresh)) : null);
}

/** A signature that was brought along was not given in this round. */
export function isFresh(step: Step): boolean {
  if (step.decidedAt === null) return false;
  return step.carried === null || Date.parse(step.carried.at) !== Date.parse(step.decidedAt);
}

function latest(steps: Step[]): Step | null {
  const at = (step: Step): number => Date.parse(step.decidedAt ?? '');
  return steps.reduce<Step | null>((last, step) => (last && at(last) > at(step) ? last : step), null);
}

/** Nothing has happened since it was sent back to an earlier step. */
function sentBack(manuscript: Manuscript): boolean {
  return manuscript.state === 'in_review' && manuscript.lastEvent === 'returned';
}

const GONE_ON = new Set(['approved', 'received', 'returned']);

/** D10, F45: one's own last decision, until whoever has it now has opened it. */
export function whyNotTakeBack(manuscript: Manuscript, actor: Actor): Refusal | null {
  const last = lastDecision(manuscript);
  const nothing = !last || !GONE_ON.has(manuscript.lastEvent ?? '') || manuscript.discarded_at;
  if (nothing || !STATES.has(manuscript.state) || writtenAnew(manuscript))
    return nothingToTakeBack(manuscript);
  if (last.decidedBy?.id !== actor.personId) return notYours(last);
  return stillAtStep(manuscript, last) ? null : whyNotUnopened(manuscript);
}

const STATES = new Set(['in_review', 'at_desk', 'returned']);

function writtenAnew(manuscript: Manuscript): boolean {
  return manuscript.state === 'returned' && manuscript.revision.kind === 'draft';
}

/** Others of the same step have yet to sign: it has not gone on at all. */
export function stillAtStep(manuscript: Manuscript, last: Step): boolean {
  return pendingSteps(manuscript).some(step => step.round === last.round && step.step === last.step);
}

function nothingToTakeBack(manuscript: Manuscript): Refusal {
  return refuse('wrong_state', 'nothing_to_take_back', {
    zh: `《${titleOf(manuscript)}》没有可以收回的审签。审签后、下一位打开之前，才能收回。`,
    en: `There is no signature on “${titleOf(manuscript)}” to take back. That is possible after signing, until the next person has opened it.`,
  });
}

function notYours(last: Step): Refusal {
  return refuse('forbidden', 'not_your_decision', {
    zh: `最近一次审签由${last.decidedBy?.name}作出，只能由本人收回。`,
    en: `The last decision was made by ${last.decidedBy?.name}, who alone can take it back.`,
  });
}
