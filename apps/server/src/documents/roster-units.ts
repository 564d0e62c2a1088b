import type { Finding } from '../files/finding.ts';
import type { RosterColumn, RosterRow, RosterUnit } from './roster.ts';
import { ROSTER_COLUMNS } from './roster.ts';
import { rosterProblem } from './roster-problems.ts';

interface Surroundings {
  /** Names of units that the system already has. */
  known: readonly string[];
  at(row: number, column: RosterColumn): string;
}

/** Checks that the units of a roster make one tree: no twins, no contradictions, no unknown parents, no circles. */
export function checkUnits(rows: RosterRow[], surroundings: Surroundings): Finding[] {
  const first = new Map<string, RosterRow>();
  const problems: Finding[] = [];
  const parents = parentsByName(rows);
  for (const row of rows) {
    const { unit } = row;
    if (unit.parent === null && (parents.get(unit.name)?.size ?? 0) > 1) {
      problems.push(rosterProblem('unit_ambiguous', { name: unit.name }, surroundings.at(row.row, 'parent')));
      continue;
    }
    const parent = unit.parent ?? [...(parents.get(unit.name) ?? [])][0] ?? '';
    const key = `${parent}\n${unit.name}`;
    const other = first.get(key);
    if (!other) first.set(key, row);
    else problems.push(...compare(row, other, surroundings));
  }
  return [...problems, ...checkParents([...first.values()], surroundings)];
}

/** Under which units a name stands in the file; rows may leave the unit above out once it has been said. */
function parentsByName(rows: RosterRow[]): Map<string, Set<string>> {
  const parents = new Map<string, Set<string>>();
  for (const { unit } of rows) {
    if (unit.parent === null) continue;
    parents.set(unit.name, (parents.get(unit.name) ?? new Set()).add(unit.parent));
  }
  return parents;
}

/** Two rows of one name under one parent are the same unit when each adds a person; otherwise they are twins. */
function compare(row: RosterRow, other: RosterRow, { at }: Surroundings): Finding[] {
  const facts = {
    name: row.unit.name,
    parent: row.unit.parent ?? other.unit.parent ?? '—',
    other: at(other.row, 'unit'),
  };
  const codesDiffer = row.unit.code !== null && other.unit.code !== null && row.unit.code !== other.unit.code;
  if (codesDiffer || (row.person === null && other.person === null)) {
    return [rosterProblem('unit_repeated', facts, at(row.row, 'unit'))];
  }
  const differs = (column: 'group' | 'openedOn') => differ(row.unit, other.unit, column);
  return (['group', 'openedOn'] as const)
    .filter(differs)
    .map(column =>
      rosterProblem(
        'unit_conflicts',
        { ...facts, what: ROSTER_COLUMNS[column].title, other: at(other.row, column) },
        at(row.row, column),
      ),
    );
}

function differ(a: RosterUnit, b: RosterUnit, column: 'group' | 'openedOn'): boolean {
  return a[column] !== null && b[column] !== null && a[column] !== b[column];
}

function checkParents(units: RosterRow[], { known, at }: Surroundings): Finding[] {
  const names = new Set([...known, ...units.map(row => row.unit.name)]);
  const above = new Map(units.map(row => [row.unit.name, row.unit.parent]));
  return units.flatMap(row => {
    const { name, parent } = row.unit;
    if (parent === null) return [];
    if (!names.has(parent)) return [rosterProblem('parent_unknown', { name: parent }, at(row.row, 'parent'))];
    const seen = new Set<string>();
    for (let each: string | null | undefined = parent; each && !seen.has(each); each = above.get(each)) {
      if (each === name) return [rosterProblem('parent_cycle', { name }, at(row.row, 'parent'))];
      seen.add(each);
    }
    return [];
  });
}
