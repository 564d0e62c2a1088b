import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import { answers } from '../../http/endpoint.ts';
import { whyNotAct } from '../../http/rights.ts';
import { NOTHING_OPEN } from '../unit.ts';
import { closingFacts, findUnits } from './queries.ts';
import { unitView } from './views.ts';

export const listUnits = answers(contract.network.units.list, async call => {
  const { input, reader, now, actor } = call;
  const asOf = input.asOf ?? dayOf(now);
  const lines = await findUnits(reader, { day: asOf, all: input.closed });
  // What stands in the way of a closing is only worth counting for somebody who could close.
  const facts = whyNotAct(actor, 'network.manage') ? new Map() : await closingFacts(reader);
  return { units: lines.map(line => unitView(line, call, facts.get(line.id) ?? NOTHING_OPEN)), asOf };
});
