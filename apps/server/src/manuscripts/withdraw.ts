import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { firstOf, notFound } from '../http/refusal.ts';
import { tell } from '../notices/tell.ts';
import { hint } from './arrival.ts';
import { pendingStep, placeOf, titleOf, whyNotWithdraw } from './manuscript.ts';
import { changeManuscript, lockManuscript } from './queries.ts';
import { voidSteps } from './route-queries.ts';
import { whyNotVersion } from './stale.ts';
import { trace } from './trace.ts';
import { toWriter } from './transitions.ts';
import { show } from './views.ts';

export const withdraw = acts(contract.manuscripts.withdraw, async call => {
  const { input, actor, tx, now } = call;
  const sent = await lockManuscript(tx, input.id, dayOf(now));
  if (!sent) return notFound('稿件', 'manuscript');
  const why = firstOf(
    call.may(placeOf(sent)),
    whyNotVersion(sent, input.version),
    whyNotWithdraw(sent, actor),
  );
  if (why) return why;
  const step = pendingStep(sent);
  await voidSteps(tx, { manuscriptId: sent.id, round: sent.round });
  await changeManuscript(tx, sent.id, { ...toWriter(sent, 'withdrawn', { now }), now });
  await trace(tx, { manuscriptId: sent.id, kind: 'withdrawn', actor, now, detail: { round: sent.round } });
  await tell(tx, {
    personIds: step ? [(step.delegate ?? step.reviewer).id] : [],
    kind: 'withdrawn',
    zh: `《${titleOf(sent)}》已由${actor.personName}撤回，不需要您再审签。`,
    en: `${actor.personName} took “${titleOf(sent)}” back; it no longer waits for your signature.`,
    manuscriptId: sent.id,
    now,
  });
  hint(call);
  call.record(sent.id, { state: sent.state }, { state: 'withdrawn' });
  return show(call, sent.id);
});
