import type { Unit } from '@xinxuan/contract';

export type UnitNode = Unit & { children?: UnitNode[] };

/**
 * Units as a tree. With `find`, only units whose names contain it, and the units above them, so that every hit is seen
 * in its place. Units whose parent is not listed stand at the top.
 */
export function treeOf(units: readonly Unit[], find = ''): UnitNode[] {
  const shown = find.trim() === '' ? new Set(units.map(unit => unit.id)) : hits(units, find.trim());
  const nodes = new Map<string, UnitNode>(
    units.filter(unit => shown.has(unit.id)).map(unit => [unit.id, { ...unit }]),
  );
  const roots: UnitNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.parentId ? nodes.get(node.parentId) : undefined;
    if (parent) parent.children = [...(parent.children ?? []), node];
    else roots.push(node);
  }
  return roots;
}

function hits(units: readonly Unit[], find: string): Set<string> {
  const byId = new Map(units.map(unit => [unit.id, unit]));
  const shown = new Set<string>();
  for (const unit of units) {
    if (![unit.name, unit.shortName, ...unit.aliases].some(name => name.includes(find))) continue;
    for (let at: Unit | undefined = unit; at && !shown.has(at.id); at = byId.get(at.parentId ?? '')) {
      shown.add(at.id);
    }
  }
  return shown;
}
