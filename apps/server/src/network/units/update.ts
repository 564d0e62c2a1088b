import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identity.ts';
import { firstOf, notFound, stale } from '../../http/refusal.ts';
import { whyNotNamed, whyNotOpenedOn } from '../unit.ts';
import { findUnit, firstAppointmentDay, groupExists, isNameTaken, updateUnit } from './queries.ts';
import { showUnit } from './views.ts';

export function changeUnit({ identity }: { identity: Identity }) {
  return acts(contract.network.units.update, async call => {
    const { input, tx, now, may, record, afterwards } = call;
    const unit = await findUnit(tx, input.id);
    if (!unit) return notFound('单位', 'unit');
    const out = may({ unitPath: unit.path });
    if (out) return out;
    if (unit.version !== input.version) return stale();
    const taken =
      unit.closed_on === null &&
      (await isNameTaken(tx, { name: input.name, parentId: unit.parent_id, except: unit.id }));
    const firstUse = await firstAppointmentDay(tx, unit.id);
    const why = firstOf(
      whyNotNamed(input.name, taken),
      whyNotOpenedOn(input.openedOn, { closed_on: unit.closed_on, firstUse }),
    );
    if (why) return why;
    if (input.groupId && !(await groupExists(tx, input.groupId)))
      return notFound('考核组', 'assessment group');
    const change = {
      name: input.name,
      short_name: input.shortName,
      aliases: input.aliases,
      kind: input.kind,
      group_id: input.groupId,
      desk_name: input.deskName || null,
      opened_on: input.openedOn,
    };
    if (!(await updateUnit(tx, { ...input, now }, change))) return stale();
    record(unit.id, unit, { ...unit, ...change });
    afterwards(() => identity.forget());
    return showUnit(call, unit.id);
  });
}
