import { arrived } from '../manuscripts/arrival.ts';
import { inNextRound } from '../manuscripts/ladder.ts';
import type { Carried, Manuscript, Step } from '../manuscripts/manuscript.ts';
import type { OnManuscript } from '../manuscripts/open.ts';
import { changeManuscript } from '../manuscripts/queries.ts';
import { insertSteps } from '../manuscripts/route-queries.ts';
import { toStep } from '../manuscripts/transitions.ts';
import type { Opening } from './signers.ts';

type Chapter = { manuscript: Manuscript; steps: Step[]; to: number; openings: Opening[] };

/**
 * Starts a round in which step `to` signs again. Signatures below it stand; those above are brought along and hold as
 * long as the text stays the one that was signed.
 */
export async function startChapter(call: OnManuscript, chapter: Chapter): Promise<void> {
  const { tx, now } = call;
  const { manuscript, steps, to, openings } = chapter;
  const round = manuscript.round + 1;
  const asked = new Map(openings.map(each => [each.step.id, each]));
  const of = { manuscriptId: manuscript.id, round, revisionId: manuscript.revision_id, now };
  const rows = steps.map(step => {
    const opening = asked.get(step.id);
    const state = inNextRound(step, { to, asked: opening !== undefined });
    return {
      step: step.step,
      seat: step.seat,
      mode: step.mode,
      role: step.role,
      reviewerId: opening?.reviewerId ?? step.decidedBy?.id ?? step.reviewer.id,
      unitId: opening ? opening.unitId : (step.unit?.id ?? null),
      state,
      dueHours: step.dueHours,
      from: state === 'approved' || state === 'waiting' ? signatureOf(step) : null,
    };
  });
  await insertSteps(tx, of, rows);
  const [first] = openings;
  await changeManuscript(tx, manuscript.id, {
    ...toStep({ role: first!.step.role, reviewerId: first!.reviewerId, dueAt: null }, { now }),
    round,
    now,
  });
  await arrived(call, manuscript.id);
}

/** The signature of a seat, or the one that it has brought along and that has not been asked for since. */
function signatureOf(step: Step): Carried | null {
  if (step.state !== 'approved') return step.decidedBy ? null : step.carried;
  return {
    id: step.id,
    by: step.decidedBy!.id,
    at: step.decidedAt!,
    hash: step.signedHash,
    note: step.reason,
  };
}
