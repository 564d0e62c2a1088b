/** Facts in, points out: for everybody, for one owner, or totals only for very many facts. */
import { addFact, type FactTable, openFactTable, type TableOptions } from './fact-table.ts';
import type { CalendarDays, Fact, Owner, OwnerKind, Roster } from './facts.ts';
import type { FactProblem, Ledger, Total } from './ledger.ts';
import { countersOf, linesOf, marksOf, progressOf, totalsOf } from './lines.ts';
import { type Owners, openSetting } from './others.ts';
import { parseDay, type Stretch } from './periods.ts';
import { compileScheme, type Plan } from './plan.ts';
import { indexRoster, type OwnerEntry } from './roster.ts';
import { runOwner, type Setting, type SettingInput, settingOf } from './run-owner.ts';
import type { Scheme } from './scheme.ts';
import { type ClauseSum, clauseSumsOf } from './sums.ts';

export type ScoreInput = {
  /** The scheme in force; a plan compiled by `compileScheme` saves compiling it again. */
  scheme: Scheme | Plan;
  /** Facts from the beginning of the scoring year on, or from `factsFrom` on. */
  facts: Iterable<Fact>;
  roster: Roster;
  /** The days whose lines are wanted, both included. */
  period: Stretch;
  /**
   * First day of the facts, when they reach back beyond the scoring year: a gate on consecutive periods then counts from
   * there, and an item published before is known to have been counted. Years before the one in which the scheme took
   * effect are worked out by it as well, to look back at; earlier days of that year belong to the scheme before.
   */
  factsFrom?: string;
  /** What was not booked by the end of this day is not yet known. */
  asOf: string;
  calendar?: CalendarDays;
};

/** Every line, total, target and mark of a period. Throws only when `period`, `asOf` or `calendar` name no day. */
export function score(input: ScoreInput): Ledger {
  return scoreWith(input, null);
}

/**
 * The same for one owner, from that owner's facts alone: `facts` may leave out what does not concern the owner, unless
 * the scheme asks about others (`readsOthers`).
 */
export function scoreOwner(input: ScoreInput & { owner: Owner }): Ledger {
  return scoreOwners({ ...input, owners: [input.owner] });
}

/** The same for some owners at once. */
export function scoreOwners(input: ScoreInput & { owners: readonly Owner[] }): Ledger {
  return scoreWith(input, new Set(input.owners.map(({ kind, id }) => `${kind} ${id}`)));
}

function scoreWith(
  { scheme: given, facts, roster, period, asOf, factsFrom, calendar }: ScoreInput,
  only: ReadonlySet<string> | null,
): Ledger {
  const plan = planOf(given);
  const table = openFactTable(plan.scheme, indexRoster(plan.scheme, roster));
  for (const fact of facts) addFact(table, fact);
  const setting = openSetting({ plan, table, period, asOf, factsFrom, calendar }, OWNERS);
  const { id, version } = plan.scheme;
  const ledger: Ledger = {
    scheme: { id, version },
    period,
    asOf,
    lines: [],
    totals: [],
    counters: [],
    progress: [],
    marks: [],
    problems: sorted(table.problems),
  };
  for (const kind of ['unit', 'person'] as const) {
    if (plan.tasks[kind].length === 0) continue;
    const factsBy = indexOwners(setting, kind);
    for (const owner of ownersOf(setting, kind)) {
      if (only && !only.has(`${kind} ${owner.id}`)) continue;
      const run = runOwner(setting, owner, { facts: factsBy(owner.index), log: true });
      for (const line of linesOf(setting, run)) ledger.lines.push(line);
      ledger.totals.push(...totalsOf(setting, run));
      ledger.counters.push(...countersOf(setting, run));
      ledger.progress.push(...progressOf(setting, run));
      ledger.marks.push(...marksOf(setting, run));
    }
  }
  return ledger;
}

/** By fact, so that the order of the facts does not show. */
function sorted(problems: readonly FactProblem[]): FactProblem[] {
  return problems.toSorted((a, b) =>
    a.factId < b.factId ? -1 : a.factId > b.factId ? 1 : a.code < b.code ? -1 : 1,
  );
}

function planOf(scheme: Scheme | Plan): Plan {
  return 'tasks' in scheme ? scheme : compileScheme(scheme);
}

/** A table to stream facts into, for `scoreTotals`. */
export function factTable(plan: Plan, roster: Roster, options: TableOptions = {}): FactTable {
  return openFactTable(plan.scheme, indexRoster(plan.scheme, roster), options);
}

export type TotalsInput = SettingInput;

/**
 * Totals of every account, without lines: for a city's year in one go. The same functions do the work as in `score`;
 * only the arithmetic is not written down. `onOwner` is called after each owner, for progress.
 */
export function scoreTotals(input: TotalsInput, onOwner?: (done: number, all: number) => void): Total[] {
  const setting = openSetting(input, OWNERS);
  const totals: Total[] = [];
  for (const kind of ['unit', 'person'] as const) {
    if (input.plan.tasks[kind].length === 0) continue;
    const factsBy = indexOwners(setting, kind);
    const owners = ownersOf(setting, kind);
    for (const [i, owner] of owners.entries()) {
      totals.push(
        ...totalsOf(setting, runOwner(setting, owner, { facts: factsBy(owner.index), log: false })),
      );
      onOwner?.(i + 1, owners.length);
    }
  }
  return totals;
}

/** A ledger whose lines are added up by clause. */
export type Sums = Omit<Ledger, 'lines'> & { clauses: ClauseSum[] };

/** Totals, sums of clauses, targets and marks of everybody: what a ledger says, without its lines. */
export function scoreSums(input: TotalsInput): Sums {
  return openSums(input).finish();
}

type OwnSums = Pick<Sums, 'totals' | 'clauses' | 'counters' | 'progress' | 'marks'>;

export type OpenSums = {
  /** Works one unit out while the facts of others are still to come; all of its own are the rows of a stretch. */
  unit(id: string, rows: { first: number; end: number }): void;
  /** Works out one further owner at each step, once all facts are there; whoever has other things to do stops between. */
  rest(): Generator<void>;
  /** Everybody's sums, once all facts are there, with whatever is left to work out. */
  finish(): Sums;
};

/**
 * The same in pieces: units may be worked out while facts are still being read, unless the scheme asks about others
 * (`readsOthers`) or facts have joint units.
 */
export function openSums(input: TotalsInput): OpenSums {
  const { plan, table, period, asOf } = input;
  const early = settingOf(input);
  const worked: Record<OwnerKind, OwnSums[]> = { unit: [], person: [] };
  let byRows = false;
  let complete = false;
  const rest = function* () {
    if (complete) return;
    const setting = openSetting(input, OWNERS);
    for (const kind of ['unit', 'person'] as const) {
      if (plan.tasks[kind].length === 0) continue;
      // whoever has not come up while reading has no facts
      const factsBy = byRows && kind === 'unit' ? () => [] : indexOwners(setting, kind);
      for (const owner of ownersOf(setting, kind)) {
        worked[kind][owner.index] ??= ownSums(setting, owner, factsBy(owner.index));
        yield;
      }
    }
    complete = true;
  };
  return {
    unit: (id, { first, end }) => {
      const owner = table.roster.unitOf(id);
      if (!owner) return;
      byRows = true;
      const isKnown = knownFacts(early);
      const facts: number[] = [];
      for (let fact = first; fact < end; fact++)
        if (table.unit[fact] === owner.index && isKnown(fact)) facts.push(fact);
      worked.unit[owner.index] = ownSums(early, owner, facts);
    },
    rest,
    finish: () => {
      for (const _ of rest());
      const { id, version } = plan.scheme;
      const sums: Sums = {
        scheme: { id, version },
        period,
        asOf,
        totals: [],
        clauses: [],
        counters: [],
        progress: [],
        marks: [],
        problems: sorted(table.problems),
      };
      for (const kind of ['unit', 'person'] as const) {
        for (const owner of ownersOf(early, kind)) {
          const own = worked[kind][owner.index];
          if (own) append(sums, own);
        }
      }
      return sums;
    },
  };
}

function ownSums(setting: Setting, owner: OwnerEntry, facts: readonly number[]): OwnSums {
  const run = runOwner(setting, owner, { facts, log: false });
  return {
    totals: totalsOf(setting, run),
    clauses: clauseSumsOf(setting, run),
    counters: countersOf(setting, run),
    progress: progressOf(setting, run),
    marks: marksOf(setting, run),
  };
}

function append(sums: Sums, { totals, clauses, counters, progress, marks }: OwnSums): void {
  sums.totals.push(...totals);
  sums.clauses.push(...clauses);
  sums.counters.push(...counters);
  sums.progress.push(...progress);
  sums.marks.push(...marks);
}

export const OWNERS: Owners = { ownersOf, indexOwners };

/** Owners who are in the roster on some day of the scored period. */
function ownersOf({ table, window }: Setting, kind: OwnerKind): OwnerEntry[] {
  const owners = kind === 'unit' ? table.roster.units : table.roster.persons;
  return owners.filter(owner => owner.from <= window.to && owner.to >= window.from);
}

/** The facts of each owner that are known by `asOf` and lie in the scheme's days. */
export function indexOwners(setting: Setting, kind: OwnerKind): (owner: number) => readonly number[] {
  const { table } = setting;
  const lists: (number[] | undefined)[] = [];
  const put = (owner: number, fact: number) => {
    const list = lists[owner];
    if (list) list.push(fact);
    else if (owner >= 0) lists[owner] = [fact];
  };
  const isKnown = knownFacts(setting);
  const { unit, coUnits, persons } = table;
  for (let fact = 0; fact < table.count; fact++) {
    if (!isKnown(fact)) continue;
    if (kind === 'person') {
      for (const party of persons[fact] ?? []) put(party.index, fact);
      continue;
    }
    put(unit[fact] as number, fact);
    const others = coUnits.size > 0 ? coUnits.get(fact) : undefined;
    if (others) for (const other of others) put(other, fact);
  }
  return owner => lists[owner] ?? [];
}

function knownFacts({ plan, table, asOf, since, gap }: Setting): (fact: number) => boolean {
  const { effective } = plan.scheme;
  const last = Math.min(asOf, (effective.to && parseDay(effective.to)) || Number.POSITIVE_INFINITY);
  const starts = effective.from ? (parseDay(effective.from) ?? since) : Number.NEGATIVE_INFINITY;
  // a week may begin in the old year and belong to the new one
  const first = since < starts ? since - 6 : Math.max(since - 6, starts);
  const { on, bookedOn } = table;
  return fact => {
    const day = on[fact] as number;
    const inGap = day >= gap.from && day <= gap.to;
    return day >= first && day <= last && !inGap && (bookedOn[fact] as number) <= asOf;
  };
}
