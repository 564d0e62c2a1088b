import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { hint } from '../manuscripts/arrival.ts';
import { tell } from '../notices/tell.ts';
import { handOver } from './hand-over.ts';
import { findDelegate, findOverlap, insertDelegation, lockPerson } from './queries.ts';
import { overlapping, whyNotDelegate } from './review.ts';

export const delegate = acts(contract.reviews.delegations.create, async call => {
  const { input, actor, tx, now } = call;
  await lockPerson(tx, actor.personId);
  const colleague = await findDelegate(tx, { personId: input.toPersonId, ...input });
  if (!colleague) return notFound('所选同事', 'chosen colleague');
  const why = whyNotDelegate(input, { from: actor.personId, today: dayOf(now), delegate: colleague });
  if (why) return why;
  const existing = await findOverlap(tx, { from: actor.personId, ...input });
  if (existing) return overlapping(existing);
  const id = newId('delegation', now);
  await insertDelegation(tx, { id, from: actor.personId, to: input.toPersonId, ...input, now });
  await tell(tx, {
    personIds: [input.toPersonId],
    kind: 'delegated',
    zh: `${actor.personName}委托您在 ${input.fromOn} 至 ${input.toOn} 代为审签。`,
    en: `${actor.personName} asked you to sign in their place from ${input.fromOn} to ${input.toOn}.`,
    link: '/reviews',
    now,
  });
  await handOver(call, '委托代审');
  hint(call);
  call.record(id, null, { to: input.toPersonId, fromOn: input.fromOn, toOn: input.toOn });
  return { id };
});
