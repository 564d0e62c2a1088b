import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { listDelegations, pendingOf } from './queries.ts';

/** With what waits for oneself all the same: whom one names may have written it, or signs another step of it. */
export const delegations = answers(contract.reviews.delegations.list, async ({ reader, actor, now }) => {
  const day = dayOf(now);
  const own = await listDelegations(reader, actor.personId, day);
  const runs = (each: (typeof own)[number]) => !each.ended && each.fromOn <= day;
  const pending = own.some(runs) ? await pendingOf(reader, { reviewerId: actor.personId, day }) : [];
  const stays = pending.filter(step => step.personId === actor.personId).map(step => step.manuscript);
  return own.map(each => ({ ...each, stays: runs(each) ? stays : [] }));
});
