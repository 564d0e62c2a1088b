import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { notFound, stale } from '../http/refusal.ts';
import { nameTaken, viewOf, whyNotOutlet } from './outlet.ts';
import { findOutlet, findOutletNamed, updateOutlet } from './queries.ts';

export const update = acts(contract.outlets.update, async ({ input, actor, tx, record }) => {
  const before = await findOutlet(tx, input.id);
  if (!before) return notFound('载体', 'outlet');
  const outlet = {
    ...before,
    name: input.name,
    level: input.level,
    kind: input.kind,
    internal: input.internal,
    opened_on: input.openedOn,
    closed_on: input.closedOn,
  };
  const namesake = await findOutletNamed(tx, input.name);
  if (namesake && namesake.id !== input.id) return nameTaken(input.name);
  const why = whyNotOutlet(outlet);
  if (why) return why;
  if (!(await updateOutlet(tx, outlet, input.version))) return stale({ version: before.version });
  record(outlet.id, before, outlet);
  return viewOf({ ...outlet, version: input.version + 1 }, actor);
});
