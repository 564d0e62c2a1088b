import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import { firstOf, notFound } from '../../http/refusal.ts';
import { newId } from '../../ids.ts';
import { whyNotAddBelow, whyNotNamed } from '../unit.ts';
import { findUnit, groupExists, insertUnits, isNameTaken, lockTree, nextSort } from './queries.ts';
import { showUnit } from './views.ts';

export const createUnit = acts(contract.network.units.create, async call => {
  const { input, tx, now, may, record } = call;
  await lockTree(tx);
  const parent = await findUnit(tx, input.parentId);
  if (!parent) return notFound('上级单位', 'unit above');
  const taken = await isNameTaken(tx, { name: input.name, parentId: parent.id });
  const why = firstOf(may({ unitPath: parent.path }), whyNotAddBelow(parent), whyNotNamed(input.name, taken));
  if (why) return why;
  if (input.groupId && !(await groupExists(tx, input.groupId))) return notFound('考核组', 'assessment group');
  const id = newId('unit', now);
  await insertUnits(
    tx,
    [
      {
        id,
        parent_id: parent.id,
        name: input.name,
        short_name: input.shortName,
        aliases: input.aliases,
        kind: input.kind,
        group_id: input.groupId,
        desk_name: input.deskName || null,
        path: `${parent.path}${id}/`,
        depth: parent.depth + 1,
        sort: await nextSort(tx, parent.id),
        opened_on: input.openedOn,
        closed_on: null,
      },
    ],
    now,
  );
  record(id, null, input);
  return showUnit(call, id);
});
