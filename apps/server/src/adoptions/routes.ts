import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { adopt } from './adopt.ts';
import { claim } from './claim.ts';
import { list } from './list.ts';
import { findAdoption } from './queries.ts';
import { refuseClaim } from './refuse.ts';
import { verify } from './verify.ts';
import { placeOf, viewOf } from './views.ts';
import { withdraw } from './withdraw.ts';

export const adoptionRoutes = {
  list,
  get: answers(contract.adoptions.get, async ({ input, reader, actor, may }) => {
    const adoption = await findAdoption(reader, input.id);
    if (!adoption) return notFound('刊播记录', 'adoption');
    return may(placeOf(adoption)) ?? viewOf(adoption, actor);
  }),
  adopt,
  claim,
  verify,
  refuse: refuseClaim,
  withdraw,
};
