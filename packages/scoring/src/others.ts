/** What a rule may know of other owners: the account of a unit, of its persons or its parts, and places in a ranking. */

import type { Dec } from './decimal.ts';
import * as decimal from './decimal.ts';
import { parseDecimal } from './decimal.ts';
import type { OwnerKind } from './facts.ts';
import type { OwnerEntry } from './roster.ts';
import { COUNTED, type OwnerRun } from './rows.ts';
import { type OtherFigures, runOwner, type Setting, type SettingInput, settingOf } from './run-owner.ts';
import type { OtherRead } from './scheme.ts';
import { groupOf, placesOf, type Standing } from './standings.ts';

type Days = { from: number; to: number };
/** Sums by day, of one account. */
type Account = Map<number, Dec>;
type Accounts = Map<string, Account>;

/** The owners of a setting and the facts of each. */
export type Owners = {
  ownersOf(setting: Setting, kind: OwnerKind): readonly OwnerEntry[];
  indexOwners(setting: Setting, kind: OwnerKind): (owner: number) => readonly number[];
};

/** A setting in which rules about others can be answered; costs nothing for a scheme that has none. */
export function openSetting(input: SettingInput, owners: Owners): Setting {
  const setting = settingOf(input);
  const accounts: Accounts = new Map();
  for (const { tasks, ids } of setting.plan.early) {
    // a stage answers what the next one asks
    setting.others = figuresFrom(setting, owners, accounts);
    for (const kind of ['unit', 'person'] as const) {
      if (ids[kind].length === 0) continue;
      const factsBy = owners.indexOwners(setting, kind);
      for (const owner of owners.ownersOf(setting, kind)) {
        const run = runOwner(setting, owner, {
          facts: factsBy(owner.index),
          log: false,
          tasks: tasks[kind],
        });
        for (const id of ids[kind]) accounts.set(keyOf(owner, id), accountOf(run, id));
      }
    }
  }
  if (setting.plan.early.length > 0) setting.others = figuresFrom(setting, owners, accounts);
  return setting;
}

function keyOf({ kind, index }: OwnerEntry, id: string): string {
  return `${kind} ${index} ${id}`;
}

function accountOf(run: OwnerRun, id: string): Account {
  const account: Account = new Map();
  for (const row of run.done.get(id) ?? []) {
    if (row.state === COUNTED) account.set(row.day, decimal.add(account.get(row.day) ?? 0, row.now));
  }
  return account;
}

function figuresFrom(setting: Setting, owners: Owners, accounts: Accounts): OtherFigures {
  const { roster } = setting.table;
  const sumOf = (owner: OwnerEntry, id: string, { from, to }: Days): Dec => {
    let sum: Dec = 0;
    for (const [day, value] of accounts.get(keyOf(owner, id)) ?? [])
      if (day >= from && day <= to) sum = decimal.add(sum, value);
    return sum;
  };
  const sumOfAll = (all: readonly OwnerEntry[], id: string, days: Days): Dec =>
    all.reduce((sum: Dec, owner) => decimal.add(sum, sumOf(owner, id, days)), 0);
  const tables = new Map<string, readonly Standing[]>();
  const tableOf = (id: string, days: Days): readonly Standing[] => {
    const key = `${id} ${days.from} ${days.to}`;
    const known = tables.get(key);
    if (known) return known;
    const { scheme } = setting.plan;
    const ranking = scheme.rankings.find(other => other.id === id);
    const kind = ranking ? scheme.ledgers[ranking.ledger]?.owner : undefined;
    if (!ranking || !kind) return [];
    const here = owners.ownersOf(setting, kind).filter(({ from, to }) => from <= days.to && to >= days.from);
    const figures = (owner: OwnerEntry, account: string) => sumOf(owner, account, days);
    const places = placesOf(ranking, { scheme, index: roster, owners: here, figures });
    tables.set(key, places);
    return places;
  };
  const placed = ({ read, id }: OtherRead, owner: OwnerEntry, days: Days): Dec => {
    const table = tableOf(id, days);
    const own = table.find(standing => standing.id === owner.id);
    if (read === 'place') return decimal.whole(own?.place ?? 0);
    if (read === 'worth') return parseDecimal(own?.worth ?? '0') ?? 0;
    const ranking = setting.plan.scheme.rankings.find(other => other.id === id);
    const group = ranking ? groupOf(owner, ranking) : '';
    const points = table
      .filter(standing => standing.group === group && standing.place !== null)
      .map(standing => parseDecimal(standing.points) ?? 0);
    if (points.length === 0) return 0;
    if (read === 'highest') return points.reduce(decimal.greatest);
    return decimal.divide(points.reduce(decimal.add, 0), decimal.whole(points.length));
  };
  return (asked, owner, days) => {
    const { read, id } = asked;
    if (read === 'unitTotal') return owner.unit ? sumOf(owner.unit, id, days) : 0;
    if (read === 'personsTotal') {
      const persons = roster.persons.filter(person => person.unit?.index === owner.index);
      return sumOfAll(persons, id, days);
    }
    if (read === 'partsTotal') {
      const parts = roster.units.filter(unit => unit.parent === owner.id);
      return sumOfAll(parts, id, days);
    }
    return placed(asked, owner, days);
  };
}
