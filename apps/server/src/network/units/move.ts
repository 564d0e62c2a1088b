import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import type { Identity } from '../../http/identity.ts';
import { firstOf, notFound, stale } from '../../http/refusal.ts';
import { whyNotMove, whyNotNamed } from '../unit.ts';
import { findUnit, isNameTaken, lockTree, moveBranch, updateUnit } from './queries.ts';
import { showUnit } from './views.ts';

export function moveUnit({ identity }: { identity: Identity }) {
  return acts(contract.network.units.move, async call => {
    const { input, tx, now, may, record, afterwards } = call;
    await lockTree(tx);
    const unit = await findUnit(tx, input.id);
    const target = await findUnit(tx, input.parentId);
    if (!unit) return notFound('单位', 'unit');
    if (!target) return notFound('上级单位', 'unit above');
    const out = firstOf(may({ unitPath: unit.path }), may({ unitPath: target.path }));
    if (out) return out;
    if (unit.version !== input.version) return stale();
    const taken =
      unit.closed_on === null &&
      (await isNameTaken(tx, { name: unit.name, parentId: target.id, except: unit.id }));
    const why = firstOf(whyNotMove(unit, target), whyNotNamed(unit.name, taken));
    if (why) return why;
    if (!(await updateUnit(tx, { ...input, now }, { parent_id: target.id }))) return stale();
    const path = `${target.path}${unit.id}/`;
    await moveBranch(tx, { from: unit.path, to: path, deeper: target.depth + 1 - unit.depth });
    record(unit.id, { parentId: unit.parent_id, path: unit.path }, { parentId: target.id, path });
    afterwards(() => identity.forget());
    return showUnit(call, unit.id);
  });
}
