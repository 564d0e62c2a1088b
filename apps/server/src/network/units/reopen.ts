import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identity.ts';
import { firstOf, notFound, stale } from '../../http/refusal.ts';
import { restoreAppointmentsOf } from '../appointments/queries.ts';
import { whyNotNamed, whyNotReopen } from '../unit.ts';
import { findUnit, isNameTaken, lockTree, updateUnit } from './queries.ts';
import { showUnit } from './views.ts';

/** Takes a closing back: the unit lives on, and the posts that the closing ended have their old terms again. */
export function reopenUnit({ identity }: { identity: Identity }) {
  return acts(contract.network.units.reopen, async call => {
    const { input, tx, now, may, record, afterwards } = call;
    await lockTree(tx);
    const unit = await findUnit(tx, input.id);
    if (!unit) return notFound('单位', 'unit');
    const out = may({ unitPath: unit.path });
    if (out) return out;
    if (unit.version !== input.version) return stale();
    const parent = unit.parent_id ? await findUnit(tx, unit.parent_id) : null;
    const taken = await isNameTaken(tx, { name: unit.name, parentId: unit.parent_id, except: unit.id });
    const why = firstOf(whyNotReopen(unit, parent), whyNotNamed(unit.name, taken));
    if (why) return why;
    if (!(await updateUnit(tx, { ...input, now }, { closed_on: null }))) return stale();
    const restored = await restoreAppointmentsOf(tx, unit.id);
    record(unit.id, { closedOn: unit.closed_on }, { closedOn: null, appointmentsRestored: restored });
    afterwards(() => identity.forget());
    return showUnit(call, unit.id);
  });
}
