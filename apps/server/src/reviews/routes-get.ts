import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { can } from '../http/refusal.ts';
import { whyNotAct } from '../http/rights.ts';
import { findRoutes } from '../manuscripts/route-queries.ts';

export const getRoutes = answers(contract.reviews.routes.get, async ({ reader, actor }) => ({
  ...(await findRoutes(reader)),
  can: { change: can(whyNotAct(actor, 'route.manage')) },
}));
