/** The roster, indexed: owners by number, their days and figures ready for use. */
import { type Dec, fromNumber, parseDecimal } from './decimal.ts';
import type { OwnerKind, Roster, RosterPerson, RosterUnit } from './facts.ts';
import { parseDay } from './periods.ts';
import type { Scheme } from './scheme.ts';

export type OwnerEntry = {
  kind: OwnerKind;
  id: string;
  index: number;
  name: string;
  group: string;
  /** Id of the unit that this one is a part of; empty for none. */
  parent: string;
  classes: readonly string[];
  role: string;
  /** First and last day in the roster, as day numbers. */
  from: number;
  to: number;
  numbers: Readonly<Record<string, Dec>>;
  /** The unit itself, or the unit that the person belongs to (null when it is not in the roster). */
  unit: OwnerEntry | null;
};

export type RosterIndex = {
  units: readonly OwnerEntry[];
  persons: readonly OwnerEntry[];
  unitOf(id: string): OwnerEntry | undefined;
  personOf(id: string): OwnerEntry | undefined;
};

/** Someone who is listed twice, with two stints, keeps one account over both; the later stint says which unit. */
export function indexRoster(scheme: Scheme, roster: Roster): RosterIndex {
  const units = new Map<string, OwnerEntry>();
  const persons = new Map<string, OwnerEntry>();
  for (const unit of roster.units) {
    const known = units.get(unit.id);
    const entry = joined(entryOf(scheme, unit, { kind: 'unit', index: known?.index ?? units.size }), known);
    entry.unit = entry;
    units.set(unit.id, entry);
  }
  for (const person of roster.persons ?? []) {
    const known = persons.get(person.id);
    const entry = entryOf(scheme, person, { kind: 'person', index: known?.index ?? persons.size });
    entry.unit = units.get(person.unit) ?? null;
    entry.group = entry.unit?.group ?? '';
    entry.role = person.role ?? '';
    persons.set(person.id, joined(entry, known));
  }
  return {
    units: [...units.values()],
    persons: [...persons.values()],
    unitOf: id => units.get(id),
    personOf: id => persons.get(id),
  };
}

function joined(entry: OwnerEntry, known: OwnerEntry | undefined): OwnerEntry {
  if (!known) return entry;
  const latest = entry.from >= known.from ? entry : known;
  return { ...latest, from: Math.min(entry.from, known.from), to: Math.max(entry.to, known.to) };
}

function entryOf(
  scheme: Scheme,
  row: RosterUnit | RosterPerson,
  { kind, index }: { kind: OwnerKind; index: number },
): OwnerEntry {
  const numbers: Record<string, Dec> = {};
  for (const [name, { default: fallback }] of Object.entries(scheme.numbers)) {
    const given = row.numbers?.[name];
    const read =
      typeof given === 'number' ? fromNumber(given) : given === undefined ? null : parseDecimal(given);
    numbers[name] = read ?? parseDecimal(fallback) ?? 0;
  }
  return {
    kind,
    id: row.id,
    index,
    name: row.name,
    group: 'group' in row ? (row.group ?? '') : '',
    parent: 'parent' in row ? (row.parent ?? '') : '',
    classes: row.classes ?? [],
    role: '',
    from: (row.from && parseDay(row.from)) || Number.NEGATIVE_INFINITY,
    to: row.to ? (parseDay(row.to) ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY,
    numbers,
    unit: null,
  };
}
