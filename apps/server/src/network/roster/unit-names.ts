import type { KnownUnit } from './state.ts';

/** Names that are not unique are told apart by the units above them: 城东中队/夜市班. */
const MARK = '/';

/** How the unit above is written in a roster: by its name, or with as many names above it as it needs. */
export function labelOf(unit: KnownUnit, units: readonly KnownUnit[]): string {
  const byId = new Map(units.map(each => [each.id, each]));
  let label = unit.name;
  let above = unit.parentId ? byId.get(unit.parentId) : undefined;
  while (above && unitsCalled(label, units).length > 1) {
    label = `${above.name}${MARK}${label}`;
    above = above.parentId ? byId.get(above.parentId) : undefined;
  }
  return label;
}

/** The units that a written name can mean; a root that bears it alone is meant before any other. */
export function unitsCalled(label: string, units: readonly KnownUnit[]): KnownUnit[] {
  const byId = new Map(units.map(each => [each.id, each]));
  const names = label.split(MARK).reverse();
  return units.filter(unit => {
    let each: KnownUnit | undefined = unit;
    for (const name of names) {
      if (each?.name !== name) return false;
      each = each.parentId ? byId.get(each.parentId) : undefined;
    }
    return true;
  });
}
