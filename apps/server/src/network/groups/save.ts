import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import { notFound, type Refusal, refuse, stale } from '../../http/refusal.ts';
import { newId } from '../../ids.ts';
import { findGroups, insertGroup, updateGroup } from './queries.ts';

export const saveGroup = acts(contract.network.groups.save, async ({ input, tx, now, record }) => {
  const groups = await findGroups(tx);
  const before = groups.find(group => group.id === input.id);
  if (input.id && !before) return notFound('考核组', 'assessment group');
  if (before && before.version !== input.version) return stale();
  if (groups.some(group => group.name === input.name && group.id !== input.id)) return nameTaken(input.name);
  const group = { id: before?.id ?? newId('group', now), name: input.name, sort: input.sort };
  if (before) {
    if (!(await updateGroup(tx, { id: before.id, version: before.version, now }, group))) return stale();
  } else {
    await insertGroup(tx, group);
  }
  record(group.id, before ? { name: before.name, sort: before.sort } : null, group);
  return { id: group.id, name: group.name };
});

function nameTaken(name: string): Refusal {
  const words = {
    zh: `已有名为“${name}”的考核组，没有重复保存。请换一个名称。`,
    en: `There is already an assessment group named “${name}”; it was not saved twice. Choose another name.`,
  };
  return refuse('conflict', 'same_name', { ...words, fields: { name: words } });
}
