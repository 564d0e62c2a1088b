import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { answers } from '../http/endpoint.ts';
import { can, firstOf, notFound } from '../http/refusal.ts';
import { whyNotOpen } from './manuscript.ts';
import { findUnit } from './queries.ts';
import { assignSigners, noDesk, rolesOf, routeFor, standIns, whyNotAssigned } from './route.ts';
import { delegatesOf, findDesk, findRoutes, holdersUpward } from './route-queries.ts';

export const previewRoute = answers(contract.manuscripts.previewRoute, async call => {
  const { input, reader, actor, now } = call;
  const day = dayOf(now);
  const unit = await findUnit(reader, input.unitId);
  if (!unit) return notFound('所选单位', 'chosen unit');
  const route = routeFor((await findRoutes(reader)).rules, { ...input, type: input.type ?? null });
  const holders = await holdersUpward(reader, { unitPath: unit.path, roles: rolesOf(route.steps), day });
  const assigned = assignSigners(route.steps, holders, [actor.personId]);
  const reviewers = assigned.flatMap(step => (step.reviewer ? [step.reviewer.id] : []));
  const delegates = await delegatesOf(reader, reviewers, day);
  return {
    steps: standIns(assigned, delegates, [actor.personId]),
    dueHours: route.dueHours,
    blocked: can(
      firstOf(
        whyNotOpen(unit, day),
        whyNotAssigned(assigned, { unit: unit.name, holders }),
        (await findDesk(reader, unit.path)) ? null : noDesk(unit.name),
      ),
    ),
  };
});
