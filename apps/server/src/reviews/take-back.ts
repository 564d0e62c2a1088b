import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { hint } from '../manuscripts/arrival.ts';
import {
  currentSteps,
  type Manuscript,
  pendingSteps,
  type Step,
  titleOf,
  writersOf,
} from '../manuscripts/manuscript.ts';
import { type OnManuscript, openManuscript } from '../manuscripts/open.ts';
import { changeManuscript } from '../manuscripts/queries.ts';
import { dropReviewDuties, reopenReviewDuties } from '../manuscripts/review-duty.ts';
import { endSteps, unsign } from '../manuscripts/route-queries.ts';
import { lastDecision, whyNotTakeBack } from '../manuscripts/taking-back.ts';
import { trace } from '../manuscripts/trace.ts';
import { toStep } from '../manuscripts/transitions.ts';
import { show } from '../manuscripts/views.ts';
import { tell } from '../notices/tell.ts';
import { startChapter } from './chapter.ts';
import { voidSubmitted } from './credit.ts';
import { follow } from './follow.ts';
import { postOf } from './sign.ts';

/** One's own last decision is taken back; the decision and its taking back both stay in the life line. */
export const takeBack = acts(contract.reviews.takeBack, async call => {
  const { input, actor, tx, now } = call;
  const manuscript = await openManuscript(call, open => whyNotTakeBack(open, actor));
  if (isRefusal(manuscript)) return manuscript;
  const last = lastDecision(manuscript)!;
  const asked = pendingSteps(manuscript);
  await dropReviewDuties(
    tx,
    asked.filter(step => step.round !== last.round || step.step !== last.step),
    { by: actor.personId, reason: '前一步审签已收回', now },
  );
  const undid = last.state === 'returned' ? 'returned' : 'approved';
  await trace(tx, {
    manuscriptId: manuscript.id,
    kind: 'taken_back',
    actor,
    post: postOf(last),
    now,
    detail: {
      undid,
      ...{ step: last.step, role: last.role, for: last.reviewer.name, forId: last.reviewer.id },
      reason: input.reason,
    },
  });
  if (last.state === 'returned') await undoReturn(call, { manuscript, last });
  else await undoSignature(call, { manuscript, last });
  await tellAffected(call, { manuscript, last, asked });
  hint(call);
  call.record(manuscript.id, { step: last.step, state: last.state }, { step: last.step, state: 'pending' });
  return show(call, manuscript.id);
});

type Taken = { manuscript: Manuscript; last: Step };

/** The step waits again with the due time that it had; what opened after it waits its turn again. */
async function undoSignature(call: OnManuscript, { manuscript, last }: Taken): Promise<void> {
  const { tx, actor, now } = call;
  const by = { by: actor.personId, now };
  const seats = currentSteps(manuscript);
  const beside = seats.filter(
    seat => seat.step === last.step && seat.state === 'void' && seat.arrivedAt !== null,
  );
  const later = seats.filter(seat => seat.step > last.step);
  const again = [last, ...beside];
  await unsign(
    tx,
    again.map(seat => seat.id),
    'pending',
  );
  await unsign(
    tx,
    later.map(seat => seat.id),
    'waiting',
  );
  await reopenReviewDuties(tx, again, { ...by, reason: '审签已收回' });
  const reason = `${actor.personName}收回审签`;
  if (manuscript.state === 'at_desk') {
    await voidSubmitted(tx, manuscript.id, { reason, ...by });
  }
  await changeManuscript(tx, manuscript.id, {
    ...toStep({ role: last.role, reviewerId: last.reviewer.id, dueAt: last.dueAt }, { now }),
    at_desk_at: null,
    now,
  });
  if (manuscript.state === 'at_desk') await follow(tx, { manuscriptId: manuscript.id, ...by });
}

/** A new round begins at the step that had sent it back; the return stays where it was recorded. */
async function undoReturn(call: OnManuscript, { manuscript, last }: Taken): Promise<void> {
  const { tx } = call;
  const steps = manuscript.steps.filter(step => step.round === last.round);
  await endSteps(
    tx,
    manuscript.steps
      .filter(step => step.round > last.round && (step.state === 'pending' || step.state === 'waiting'))
      .map(step => step.id),
  );
  const asked = steps.filter(
    step => step.step === last.step && (step.id === last.id || (step.state === 'void' && step.arrivedAt)),
  );
  const openings = asked.map(step => ({
    step,
    reviewerId: step.reviewer.id,
    unitId: step.unit?.id ?? null,
  }));
  await startChapter(call, { manuscript, steps, to: last.step, openings });
}

async function tellAffected(
  { tx, actor, now }: OnManuscript,
  { manuscript, last, asked }: Taken & { asked: Step[] },
): Promise<void> {
  const had = asked.map(step => (step.delegate ?? step.reviewer).id);
  const title = titleOf(manuscript);
  const sent = last.state === 'returned' ? { zh: '退回', en: 'return' } : { zh: '审签', en: 'signature' };
  await tell(tx, {
    personIds: [...new Set([...writersOf(manuscript), ...had])],
    kind: 'taken_back',
    zh: `${actor.personName}收回了对《${title}》的${sent.zh}，稿件回到其手中重新审签。`,
    en: `${actor.personName} took back the ${sent.en} on “${title}”, which waits to be reviewed there again.`,
    manuscriptId: manuscript.id,
    now,
  });
}
