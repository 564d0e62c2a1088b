import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { listDelegations } from './queries.ts';

export const delegations = answers(contract.reviews.delegations.list, ({ reader, actor, now }) =>
  listDelegations(reader, actor.personId, dayOf(now)),
);
