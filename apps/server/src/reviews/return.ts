import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { firstOf, notFound } from '../http/refusal.ts';
import { hint } from '../manuscripts/arrival.ts';
import {
  currentSteps,
  pendingStep,
  placeOf,
  titleOf,
  whyNotReview,
  writersOf,
} from '../manuscripts/manuscript.ts';
import { changeManuscript, lockManuscript } from '../manuscripts/queries.ts';
import { decideStep, voidSteps } from '../manuscripts/route-queries.ts';
import { whyNotVersion } from '../manuscripts/stale.ts';
import { trace } from '../manuscripts/trace.ts';
import { toWriter } from '../manuscripts/transitions.ts';
import { show } from '../manuscripts/views.ts';
import { tell } from '../notices/tell.ts';
import { stepDetail } from './approve.ts';

export const giveBack = acts(contract.reviews.return, async call => {
  const { input, actor, tx, now } = call;
  const manuscript = await lockManuscript(tx, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const why = firstOf(
    call.may(placeOf(manuscript)),
    whyNotVersion(manuscript, input.version),
    whyNotReview(manuscript, actor),
  );
  if (why) return why;
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
