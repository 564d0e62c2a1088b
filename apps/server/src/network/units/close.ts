import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identity.ts';
import { notFound, stale } from '../../http/refusal.ts';
import { endAppointmentsOf } from '../appointments/queries.ts';
import { NOTHING_OPEN, whyNotClose } from '../unit.ts';
import { closingFacts, findUnit, lockTree, updateUnit } from './queries.ts';
import { showUnit } from './views.ts';

export function closeUnit({ identity }: { identity: Identity }) {
  return acts(contract.network.units.close, async call => {
    const { input, tx, now, may, record, afterwards } = call;
    await lockTree(tx);
    const unit = await findUnit(tx, input.id);
    if (!unit) return notFound('单位', 'unit');
    const out = may({ unitPath: unit.path });
    if (out) return out;
    if (unit.version !== input.version) return stale();
    const facts = await closingFacts(tx, unit.id);
    const why = whyNotClose(unit, input.closedOn, facts.get(unit.id) ?? NOTHING_OPEN);
    if (why) return why;
    if (!(await updateUnit(tx, { ...input, now }, { closed_on: input.closedOn }))) return stale();
    const ended = await endAppointmentsOf(tx, unit.id, input.closedOn);
    record(unit.id, { closedOn: null }, { closedOn: input.closedOn, appointmentsEnded: ended });
    afterwards(() => identity.forget());
    return showUnit(call, unit.id);
  });
}
