import type { KnownNames, NamedAs } from './manuscript.ts';
import type { Acquainted } from './manuscript-credit.ts';

export function acquaintedWith(known: KnownNames): Acquainted {
  const units = new Set(known.units.flatMap(unit => [unit.name, ...unit.aliases]));
  const people = new Set(known.people.map(person => person.name));
  return { isUnit: name => units.has(name), isPerson: name => people.has(name) };
}

/** The one unit of this name or alias, or whose name ends the given one (东河区执法局城西中队 -> 城西中队); null when none or several. */
export function resolveUnit(name: string, { units }: KnownNames): string | null {
  const exact = units.filter(unit => unit.name === name || unit.aliases.includes(name));
  if (exact.length > 0) return exact.length === 1 ? exact[0]!.id : null;
  const within = units.filter(unit =>
    [unit.name, ...unit.aliases].some(
      each => each.length >= 3 && (name.endsWith(each) || each.endsWith(name)),
    ),
  );
  return within.length === 1 ? within[0]!.id : null;
}

/** People by name; of several with one name the one at `unitId`, when only one is. */
export function resolvePeople(names: string[], unitId: string | null, { people }: KnownNames): NamedAs[] {
  return names.map(name => {
    const same = people.filter(person => person.name === name);
    const here = same.filter(person => unitId !== null && person.unitIds.includes(unitId));
    const one = same.length === 1 ? same[0] : here.length === 1 ? here[0] : undefined;
    return { name, id: one?.id ?? null };
  });
}
