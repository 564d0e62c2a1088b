import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { recordFact } from '../facts/record.ts';
import { acts } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { findUnit } from '../network/place-queries.ts';
import { whyNotFaultOn, whyNotWithout } from './fault.ts';
import { findFault } from './queries.ts';
import { tellRecorded } from './tell-unit.ts';
import { viewOf } from './views.ts';

/** Late or missed major events and vetoes are a person's finding, with the reason written down (S5). */
export const recordFault = acts(contract.faults.record, async call => {
  const { input, actor, tx, now } = call;
  const unit = await findUnit(tx, input.unitId);
  if (!unit) return notFound('单位', 'unit');
  const why =
    call.may({ unitPath: unit.path }) ??
    whyNotFaultOn(unit, input.on, dayOf(now)) ??
    whyNotWithout(input.basis, input.kind);
  if (why) return why;
  const id = await recordFact(tx, {
    // A veto is a kind of its own: schemes that know none do not see it, awards look for it themselves.
    kind: input.kind === 'veto' ? 'veto' : 'fault',
    onDay: input.on,
    unitId: input.unitId,
    personIds: [],
    attrs: { fault: input.kind, ...(input.basis && { basis: input.basis }) },
    label: input.note,
    note: input.note,
    recordedBy: actor.personId,
    now,
  });
  await tellRecorded(call, { ...input, unit: { id: input.unitId, name: unit.name } });
  call.record(id, null, {
    kind: input.kind,
    unit: unit.name,
    on: input.on,
    note: input.note,
    basis: input.basis,
  });
  const fault = await findFault(tx, id);
  return fault ? viewOf(fault) : notFound('记录', 'record');
});
