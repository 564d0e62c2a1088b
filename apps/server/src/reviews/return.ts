import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal, type Refusal, refuse } from '../http/refusal.ts';
import { hint } from '../manuscripts/arrival.ts';
import {
  currentSteps,
  type Manuscript,
  pendingSteps,
  type Step,
  stepFor,
  titleOf,
  whyNotReview,
  writersOf,
} from '../manuscripts/manuscript.ts';
import { type OnManuscript, openManuscript } from '../manuscripts/open.ts';
import { changeManuscript } from '../manuscripts/queries.ts';
import { dropReviewDuties, endReviewDuty } from '../manuscripts/review-duty.ts';
import { ROLE_WORDS } from '../manuscripts/route.ts';
import { decideStep, voidSteps } from '../manuscripts/route-queries.ts';
import { trace } from '../manuscripts/trace.ts';
import { toWriter } from '../manuscripts/transitions.ts';
import { show } from '../manuscripts/views.ts';
import { tell } from '../notices/tell.ts';
import { startChapter } from './chapter.ts';
import { postOf, stepDetail } from './sign.ts';
import { type Opening, signersNow } from './signers.ts';

export const giveBack = acts(contract.reviews.return, async call => {
  const { input, actor, tx, now } = call;
  const manuscript = await openManuscript(call, open => whyNotReview(open, actor));
  if (isRefusal(manuscript)) return manuscript;
  const step = stepFor(manuscript, actor)!;
  const target = await targetOf(call, { manuscript, step, to: input.to });
  if (isRefusal(target)) return target;
  const hash = manuscript.revision.hash;
  const by = { by: actor.personId, now };
  await decideStep(tx, step.id, { state: 'returned', reason: input.reason, hash, ...by });
  await endReviewDuty(tx, step, { ...by, act: 'reviews.return' });
  const others = pendingSteps(manuscript).filter(each => each.id !== step.id);
  await dropReviewDuties(tx, others, { ...by, reason: '稿件已退回' });
  await voidSteps(tx, { manuscriptId: manuscript.id, round: manuscript.round });
  const detail = { ...stepDetail(manuscript, step), reason: input.reason, to: input.to };
  await trace(tx, { manuscriptId: manuscript.id, kind: 'returned', actor, post: postOf(step), now, detail });
  if (target.length > 0)
    await startChapter(call, {
      manuscript,
      steps: currentSteps(manuscript),
      to: input.to,
      openings: target,
    });
  else await changeManuscript(tx, manuscript.id, { ...toWriter(manuscript, 'returned', { now }), now });
  await tellBelow(call, { manuscript, target, reason: input.reason });
  hint(call);
  call.record(
    manuscript.id,
    { step: step.step, state: 'pending' },
    { state: 'returned', to: input.to, reason: input.reason, post: postOf(step) },
  );
  return show(call, manuscript.id);
});

/** Who signs again; nobody when it goes back to the writer. */
async function targetOf(
  call: OnManuscript,
  { manuscript, step, to }: { manuscript: Manuscript; step: Step; to: number },
): Promise<Opening[] | Refusal> {
  if (to === 0) return [];
  const steps = currentSteps(manuscript).filter(each => each.step === to);
  if (to >= step.step || steps.length === 0) return noSuchStep(manuscript, step);
  return signersNow(call, { manuscript, steps, barred: [call.actor.personId] });
}

function noSuchStep(manuscript: Manuscript, step: Step): Refusal {
  const below = currentSteps(manuscript).filter(each => each.step < step.step);
  const names = below.map(each => `${each.step} ${ROLE_WORDS[each.role].zh}`);
  return refuse('invalid', 'no_such_step', {
    zh: names.length
      ? `只能退回作者，或退回您之前的步骤（${names.join('、')}）。请重新选择。`
      : '您审签的是第一步，只能退回作者。请重新选择。',
    en: names.length
      ? `It can go back to the writer or to a step before yours (${below.map(each => `${each.step} ${ROLE_WORDS[each.role].en}`).join(', ')}). Choose again.`
      : 'Yours is the first step, so it can only go back to the writer. Choose again.',
    fields: { to: { zh: '请选择您之前的步骤', en: 'choose a step before yours' } },
  });
}

/** D4: everybody below hears of it with the reason, from whoever signed before down to the writers. */
async function tellBelow(
  { tx, actor, now }: OnManuscript,
  { manuscript, target, reason }: { manuscript: Manuscript; target: Opening[]; reason: string },
): Promise<void> {
  const signed = currentSteps(manuscript).flatMap(each => (each.decidedBy ? [each.decidedBy.id] : []));
  const asked = target.map(each => each.reviewerId);
  const [first] = target;
  const where = first
    ? {
        zh: `退回${ROLE_WORDS[first.step.role].zh}重审`,
        en: ` to the ${ROLE_WORDS[first.step.role].en} to be reviewed again`,
      }
    : { zh: '退回', en: '' };
  await tell(tx, {
    personIds: [...new Set([...writersOf(manuscript), ...signed, ...asked])],
    kind: 'returned',
    zh: `《${titleOf(manuscript)}》被${actor.personName}${where.zh}：${reason}`,
    en: `${actor.personName} returned “${titleOf(manuscript)}”${where.en}: ${reason}`,
    manuscriptId: manuscript.id,
    now,
  });
}
