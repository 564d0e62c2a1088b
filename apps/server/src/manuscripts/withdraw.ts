import { contract } from '@xinxuan/contract';
import { takeReportBack } from '../duties/report.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { tell } from '../notices/tell.ts';
import { hint } from './arrival.ts';
import { pendingSteps, titleOf, whyNotWithdraw } from './manuscript.ts';
import { openManuscript } from './open.ts';
import { changeManuscript } from './queries.ts';
import { dropReviewDuties } from './review-duty.ts';
import { voidSteps } from './route-queries.ts';
import { trace } from './trace.ts';
import { toWriter } from './transitions.ts';
import { show } from './views.ts';

export const withdraw = acts(contract.manuscripts.withdraw, async call => {
  const { actor, tx, now } = call;
  const sent = await openManuscript(call, open => whyNotWithdraw(open, actor));
  if (isRefusal(sent)) return sent;
  const asked = pendingSteps(sent);
  await voidSteps(tx, { manuscriptId: sent.id, round: sent.round });
  await dropReviewDuties(tx, asked, { by: actor.personId, reason: '稿件已撤回', now });
  await changeManuscript(tx, sent.id, { ...toWriter(sent, 'withdrawn', { now }), now });
  await trace(tx, { manuscriptId: sent.id, kind: 'withdrawn', actor, now, detail: { round: sent.round } });
  await tell(tx, {
    personIds: asked.map(step => (step.delegate ?? step.reviewer).id),
    kind: 'withdrawn',
    zh: `《${titleOf(sent)}》已由${actor.personName}撤回，不需要您再审签。`,
    en: `${actor.personName} took “${titleOf(sent)}” back; it no longer waits for your signature.`,
    manuscriptId: sent.id,
    now,
  });
  await takeReportBack(tx, { subjectId: sent.id, by: actor.personId, reason: '稿件已撤回', now });
  hint(call);
  call.record(sent.id, { state: sent.state }, { state: 'withdrawn' });
  return show(call, sent.id);
});
