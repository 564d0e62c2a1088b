import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { stale } from '../http/refusal.ts';
import { findRoutes } from '../manuscripts/route-queries.ts';
import { saveRoutes } from './queries.ts';
import { whyNotRules } from './review.ts';

export const changeRoutes = acts(contract.reviews.routes.save, async ({ input, tx, record }) => {
  const why = whyNotRules(input.rules);
  if (why) return why;
  const before = await findRoutes(tx);
  const version = await saveRoutes(tx, input);
  if (version === null) return stale({ version: before.version });
  record('review_routes', { rules: before.rules }, { rules: input.rules });
  return { version, rules: input.rules, can: { change: null } };
});
