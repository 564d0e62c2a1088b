import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { hint } from '../manuscripts/arrival.ts';
import { currentSteps, pendingStep, titleOf, whyNotReview, writersOf } from '../manuscripts/manuscript.ts';
import { openManuscript } from '../manuscripts/open.ts';
import { changeManuscript } from '../manuscripts/queries.ts';
import { decideStep, voidSteps } from '../manuscripts/route-queries.ts';
import { trace } from '../manuscripts/trace.ts';
import { toWriter } from '../manuscripts/transitions.ts';
import { show } from '../manuscripts/views.ts';
import { tell } from '../notices/tell.ts';
import { stepDetail } from './approve.ts';

export const giveBack = acts(contract.reviews.return, async call => {
  const { input, actor, tx, now } = call;
  const manuscript = await openManuscript(call, open => whyNotReview(open, actor));
  if (isRefusal(manuscript)) return manuscript;
  const step = pendingStep(manuscript)!;
  await decideStep(tx, step.id, { state: 'returned', by: actor.personId, reason: input.reason, now });
  await voidSteps(tx, { manuscriptId: manuscript.id, round: manuscript.round });
  await changeManuscript(tx, manuscript.id, { ...toWriter(manuscript, 'returned', { now }), now });
  await trace(tx, {
    manuscriptId: manuscript.id,
    kind: 'returned',
    actor,
    now,
    detail: { ...stepDetail(manuscript, step), reason: input.reason },
  });
  const signed = currentSteps(manuscript).flatMap(each => (each.decidedBy ? [each.decidedBy.id] : []));
  await tell(tx, {
    personIds: [...writersOf(manuscript), ...signed],
    kind: 'returned',
    zh: `《${titleOf(manuscript)}》被${actor.personName}退回：${input.reason}`,
    en: `${actor.personName} returned “${titleOf(manuscript)}”: ${input.reason}`,
    manuscriptId: manuscript.id,
    now,
  });
  hint(call);
  call.record(
    manuscript.id,
    { step: step.step, state: 'pending' },
    { state: 'returned', reason: input.reason },
  );
  return show(call, manuscript.id);
});
