import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { newId } from '../ids.ts';
import { nameTaken, viewOf, whyNotOutlet } from './outlet.ts';
import { findOutletNamed, insertOutlet } from './queries.ts';

export const create = acts(contract.outlets.create, async ({ input, actor, tx, now, record }) => {
  const outlet = {
    body_id: tx.body,
    id: newId('outlet', now),
    name: input.name,
    level: input.level,
    kind: input.kind,
    internal: input.internal,
    opened_on: input.openedOn,
    closed_on: input.closedOn,
    version: 0,
  };
  if (await findOutletNamed(tx, input.name)) return nameTaken(input.name);
  const why = whyNotOutlet(outlet);
  if (why) return why;
  await insertOutlet(tx, outlet);
  record(outlet.id, null, outlet);
  return viewOf(outlet, actor);
});
