import type { Unit } from '@xinxuan/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { treeOf, type UnitNode } from './tree.ts';

const unit = (id: string, parentId: string | null, name = id): Unit => ({
  id,
  parentId,
  name,
  shortName: name,
  aliases: [],
  kind: 'section',
  group: null,
  deskName: null,
  openedOn: '2020-01-01',
  closedOn: null,
  depth: 0,
  version: 1,
  correspondents: 0,
  can: { change: null, close: null, addBelow: null },
});
const ids = (nodes: readonly UnitNode[]): string[] =>
  nodes.flatMap(node => [node.id, ...ids(node.children ?? [])]);

test('a hit is shown with the units above it, not with those beside it', () => {
  const units = [unit('局', null), unit('大队', '局'), unit('城东中队', '大队'), unit('城西中队', '大队')];
  expect(ids(treeOf(units, '城东'))).toEqual(['局', '大队', '城东中队']);
  expect(treeOf(units, '没有')).toEqual([]);
});

test('other names count', () => {
  const renamed = { ...unit('城东执法中队', null), aliases: ['东队'] };
  expect(ids(treeOf([renamed], '东队'))).toEqual(['城东执法中队']);
});

test('every unit stands in the tree once, below its parent where that is listed', () => {
  const forest = fc
    .array(fc.nat(), { maxLength: 30 })
    .map(parents =>
      parents.map((parent, index) => unit(`u${index}`, index === 0 ? null : `u${parent % (index + 2)}`)),
    );
  fc.assert(
    fc.property(
      forest.filter(units => units.every(one => one.parentId !== one.id)),
      units => {
        fc.pre(withoutCycles(units));
        expect(ids(treeOf(units)).toSorted()).toEqual(units.map(one => one.id).toSorted());
      },
    ),
  );
});

function withoutCycles(units: readonly Unit[]): boolean {
  const parentOf = new Map(units.map(one => [one.id, one.parentId]));
  return units.every(one => {
    let steps = 0;
    for (let at = one.parentId; at; at = parentOf.get(at) ?? null) if (steps++ > units.length) return false;
    return true;
  });
}
