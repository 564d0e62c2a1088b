import type { RosterRow } from '../../documents/roster.ts';
import { registerProblem } from './problems.ts';
import type { Complaints, KnownUnit, MakeId, RegisterPlan, RegisterState } from './state.ts';
import { unitsCalled } from './unit-names.ts';

type Planned = RegisterPlan['units'][number];
export type UnitsPlan = Pick<RegisterPlan, 'groups' | 'units'> & {
  /** The unit that a row means; null where that could not be told, which is then a problem. */
  ofRow(row: RosterRow): Planned | null;
};
type With = { complaints: Complaints; makeId: MakeId };

/** Finds every unit of the roster in the system, or plans it below the unit named above it. */
export function planUnits(rows: readonly RosterRow[], state: RegisterState, parts: With): UnitsPlan {
  const planner = new UnitPlanner(rows, state, parts);
  const groups: RegisterPlan['groups'] = [];
  const names = new Set(state.groups.map(group => group.name));
  const used = new Set<Planned>();
  for (const row of rows) {
    const unit = planner.ofRow(row);
    if (!unit) continue;
    used.add(unit);
    holdAgainst(row, unit, parts.complaints);
    const { group } = row.unit;
    if (!group || names.has(group)) continue;
    names.add(group);
    groups.push({ id: parts.makeId('group'), name: group });
  }
  return { groups, units: [...used], ofRow: row => planner.ofRow(row) };
}

class UnitPlanner {
  readonly #state: RegisterState;
  readonly #complaints: Complaints;
  readonly #makeId: MakeId;
  readonly #units: Planned[];
  readonly #parents: Map<string, string>;
  readonly #rows: Map<string, RosterRow[]>;
  readonly #found = new Map<string, Planned | null>();

  constructor(rows: readonly RosterRow[], state: RegisterState, { complaints, makeId }: With) {
    this.#state = state;
    this.#complaints = complaints;
    this.#makeId = makeId;
    this.#units = state.units.map(unit => ({ ...unit, added: false }));
    this.#parents = parentsInFile(rows);
    this.#rows = Map.groupBy(rows, row => this.#key(row));
  }

  ofRow(row: RosterRow): Planned | null {
    const key = this.#key(row);
    const found = this.#found.get(key);
    if (found !== undefined) return found;
    // Reading refuses circles; should one come this far, it ends here.
    this.#found.set(key, null);
    const unit = this.#find(row);
    this.#found.set(key, unit);
    return unit;
  }

  #find(row: RosterRow): Planned | null {
    const { name } = row.unit;
    const label = this.#parentOf(row);
    const parent = label === null ? null : this.#above(row, label);
    if (label !== null && !parent) return null;
    const called = this.#units.filter(unit => unit.name === name);
    const root = called.find(unit => unit.parentId === null);
    const meant = parent ? called.filter(unit => unit.parentId === parent.id) : root ? [root] : called;
    if (meant.length > 1) return this.#ambiguous(row, name, parent ? 'unit' : 'parent');
    return meant[0] ?? this.#add(row, parent ?? this.#units.find(unit => unit.parentId === null) ?? null);
  }

  /** The unit above may itself stand in this file, before or after. */
  #above(row: RosterRow, label: string): Planned | null {
    for (const [each] of this.#rows.values()) if (each?.unit.name === label) this.ofRow(each);
    const called = unitsCalled(label, this.#units) as Planned[];
    return called.length === 1 ? called[0]! : this.#ambiguous(row, label, 'parent');
  }

  #ambiguous(row: RosterRow, name: string, column: 'unit' | 'parent'): null {
    const cell = this.#complaints.at(row.row, column);
    this.#complaints.problems.push(registerProblem('unit_ambiguous', { name }, cell));
    return null;
  }

  #add(row: RosterRow, parent: KnownUnit | null): Planned {
    const { name } = row.unit;
    if ([...name].length < 2) {
      const cell = this.#complaints.at(row.row, 'unit');
      this.#complaints.problems.push(registerProblem('unit_short', { name }, cell));
    }
    const same = this.#rows.get(this.#key(row)) ?? [row];
    const begun = same.flatMap(each => each.person?.fromOn ?? []).sort()[0];
    const id = this.#makeId('unit');
    const unit: Planned = {
      id,
      parentId: parent?.id ?? null,
      name,
      path: `${parent?.path ?? ''}${id}/`,
      depth: parent ? parent.depth + 1 : 0,
      group: same.find(each => each.unit.group)?.unit.group ?? null,
      openedOn: same.find(each => each.unit.openedOn)?.unit.openedOn ?? begun ?? this.#state.today,
      closedOn: null,
      added: true,
    };
    this.#units.push(unit);
    return unit;
  }

  #key(row: RosterRow): string {
    return `${this.#parentOf(row) ?? ''}\n${row.unit.name}`;
  }

  #parentOf({ unit }: RosterRow): string | null {
    return unit.parent ?? this.#parents.get(unit.name) ?? null;
  }
}

/** The unit above, once a row has said it, holds for all rows of that name. */
function parentsInFile(rows: readonly RosterRow[]): Map<string, string> {
  const said = new Map<string, Set<string>>();
  for (const { unit } of rows) {
    if (unit.parent !== null) said.set(unit.name, (said.get(unit.name) ?? new Set()).add(unit.parent));
  }
  return new Map([...said].flatMap(([name, of]) => (of.size === 1 ? [[name, [...of][0]!] as const] : [])));
}

function holdAgainst(row: RosterRow, unit: Planned, { problems, at }: Complaints): void {
  const columns = [
    ['group', '考核分组', 'assessment group', unit.group, row.unit.group],
    ['openedOn', '成立日期', 'opening day', unit.openedOn, row.unit.openedOn],
  ] as const;
  for (const [column, zh, en, kept, given] of columns) {
    if (given === null || given === kept || unit.added) continue;
    const facts = { name: unit.name, kept: kept ?? '—', given };
    const inChinese = registerProblem('unit_differs', { ...facts, what: zh }, at(row.row, column));
    problems.push({ ...inChinese, en: registerProblem('unit_differs', { ...facts, what: en }).en });
  }
}
