import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { hint } from '../manuscripts/arrival.ts';
import { tell } from '../notices/tell.ts';
import { handOver } from './hand-over.ts';
import { endDelegation } from './queries.ts';

export const endOne = acts(contract.reviews.delegations.end, async call => {
  const { input, actor, tx, now } = call;
  const ended = await endDelegation(tx, { id: input.id, from: actor.personId, now });
  if (!ended) return notFound('您的这项委托', 'delegation of yours');
  await tell(tx, {
    personIds: [ended.to],
    kind: 'delegation_ended',
    zh: `${actor.personName}已结束对您的审签委托。`,
    en: `${actor.personName} ended the delegation to you.`,
    link: '/reviews',
    now,
  });
  await handOver(call, '委托结束');
  hint(call);
  call.record(input.id, { ended: false }, { ended: true });
  return { id: input.id };
});
