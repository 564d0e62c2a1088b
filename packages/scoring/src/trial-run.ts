/** Runs a trial owner by owner, so that it can be shown, sliced and broken off. */
import { addFact, openFactTable } from './fact-table.ts';
import type { CalendarDays, Fact, Owner, OwnerKind, Roster } from './facts.ts';
import { countersOf, linesOf, marksOf, progressOf, totalsOf } from './lines.ts';
import { openSetting } from './others.ts';
import type { Stretch } from './periods.ts';
import { compileScheme, type Plan } from './plan.ts';
import { indexRoster, type OwnerEntry } from './roster.ts';
import { runOwner, type Setting } from './run-owner.ts';
import type { Scheme } from './scheme.ts';
import { indexOwners, OWNERS } from './score.ts';
import { clauseSumsOf } from './sums.ts';
import { compareSides, type TrialComparison } from './trial.ts';
import { figuresOf, type OwnerFigures, rankedLines, type TrialPart } from './trial-figures.ts';
import { compareLines, type TrialLines } from './trial-lines.ts';
import { placeSide } from './trial-places.ts';

/** A scheme and the days of the period that it holds. */
export type TrialScheme = { scheme: Scheme; period: Stretch };

export type TrialInput = {
  /** The schemes to compare with, one after the other where the period saw more than one; at least one. */
  current: readonly TrialScheme[];
  proposed: Scheme;
  period: Stretch;
  /** Facts from the beginning of the scoring year on. */
  facts: readonly Fact[];
  roster: Roster;
  asOf: string;
  calendar?: CalendarDays;
};

/** One owner is done. `lines` are those of the ranked account, side by side. */
export type TrialStep = { done: number; all: number; owner: Owner; lines: TrialLines };

/**
 * Scores everybody under both sides and answers the comparison. Yields after each owner, so that the caller can tell
 * how far it is, let others work in between, or stop. Lines are handed out as they come and not kept.
 */
export function* runTrial(input: TrialInput): Generator<TrialStep, TrialComparison> {
  const { current, proposed, period, roster } = input;
  const before = current.map(each => openRun(each.scheme, each.period, input));
  const after = [openRun(proposed, period, input)];
  const sides: { before: OwnerFigures[]; after: OwnerFigures[] } = { before: [], after: [] };
  const owners = everybody([...before, ...after]);
  for (const [i, owner] of owners.entries()) {
    const old = before.map(run => run.score(owner));
    const now = after.map(run => run.score(owner));
    sides.before.push(figuresOf(owner, old));
    sides.after.push(figuresOf(owner, now));
    const lines = compareLines(old.flatMap(shownLines), now.flatMap(shownLines));
    yield { done: i + 1, all: owners.length, owner, lines };
  }
  const last = current.at(-1)?.scheme ?? proposed;
  return compareSides({
    before: placeSide({ scheme: last, figures: sides.before, roster }),
    after: placeSide({ scheme: proposed, figures: sides.after, roster }),
    roster,
  });
}

/** The same in one go, for few facts. */
export function trial(input: TrialInput): TrialComparison & { lines: Map<string, TrialLines> } {
  const lines = new Map<string, TrialLines>();
  const run = runTrial(input);
  for (;;) {
    const step = run.next();
    if (step.done) return { ...step.value, lines };
    lines.set(`${step.value.owner.kind} ${step.value.owner.id}`, step.value.lines);
  }
}

/**
 * The scheme as if it held over all of the stretch: its own days of force say when it counts, not how, and a proposal's
 * lie in the future.
 */
export function asIfInForce(scheme: Scheme, { from, to }: Stretch): Scheme {
  const { effective } = scheme;
  const starts = effective.from !== undefined && effective.from <= from ? { from: effective.from } : {};
  const ends = effective.to !== undefined && effective.to >= to ? { to: effective.to } : {};
  return { ...scheme, effective: { ...starts, ...ends } };
}

type Scored = TrialPart & { lines: ReturnType<typeof linesOf> };
type Run = { owners: Owner[]; score(owner: Owner): Scored };

function shownLines({ scheme, lines }: Scored) {
  return rankedLines(scheme, lines);
}

function openRun(given: Scheme, period: Stretch, { facts, roster, asOf, calendar }: TrialInput): Run {
  const scheme = asIfInForce(given, period);
  const plan = compileScheme(scheme);
  const index = indexRoster(scheme, roster);
  const table = openFactTable(scheme, index);
  for (const fact of facts) addFact(table, fact);
  const setting = openSetting({ plan, table, period, asOf, calendar }, OWNERS);
  const factsOf = { unit: indexOwners(setting, 'unit'), person: indexOwners(setting, 'person') };
  const entryOf = { unit: index.unitOf, person: index.personOf };
  const listed = { unit: index.units, person: index.persons };
  const isThere = presence(setting);
  return {
    owners: kindsOf(plan).flatMap(kind => listed[kind].filter(isThere).map(({ id }) => ({ kind, id }))),
    score: ({ kind, id }) => {
      const entry = entryOf[kind](id);
      if (!entry || !isThere(entry) || plan.tasks[kind].length === 0)
        return {
          scheme,
          sums: { totals: [], clauses: [], counters: [], progress: [], marks: [] },
          lines: [],
        };
      const run = runOwner(setting, entry, { facts: factsOf[kind](entry.index), log: true });
      const sums = {
        totals: totalsOf(setting, run),
        clauses: clauseSumsOf(setting, run),
        counters: countersOf(setting, run),
        progress: progressOf(setting, run),
        marks: marksOf(setting, run),
      };
      return { scheme, sums, lines: linesOf(setting, run) };
    },
  };
}

function kindsOf(plan: Plan): OwnerKind[] {
  return (['unit', 'person'] as const).filter(kind => plan.tasks[kind].length > 0);
}

/** Who is in the roster on some day of the scored stretch. */
function presence({ window }: Setting): (owner: OwnerEntry) => boolean {
  return owner => owner.from <= window.to && owner.to >= window.from;
}

function everybody(runs: readonly Run[]): Owner[] {
  const owners = new Map(runs.flatMap(run => run.owners.map(owner => [`${owner.kind} ${owner.id}`, owner])));
  return [...owners.values()];
}
