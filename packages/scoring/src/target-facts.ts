/** What a target was counted from: the facts themselves, so that a figure of progress can open its list. */
import { addFact, idOf, openFactTable } from './fact-table.ts';
import type { Owner } from './facts.ts';
import { factsOf } from './lines.ts';
import { openSetting } from './others.ts';
import { compileScheme } from './plan.ts';
import { indexRoster } from './roster.ts';
import { runOwner } from './run-owner.ts';
import { OWNERS, type ScoreInput } from './score.ts';

/** A target by its clause and the key of its period, with the ids of the facts that were counted, by day. */
export type TargetFacts = { clause: string; period: string; factIds: string[] };

/**
 * The facts behind every target of one owner, worked out as `scoreOwner` does: what a rule left out or put below another
 * is not among them. Where a target counts items, their number is what is done; where it adds up points or counts days,
 * they are what those came from. Nothing for an owner who is not in the roster.
 */
export function targetFacts(input: ScoreInput & { owner: Owner }): TargetFacts[] {
  const { scheme, facts, roster, period, asOf, factsFrom, calendar, owner } = input;
  const plan = 'tasks' in scheme ? scheme : compileScheme(scheme);
  const table = openFactTable(plan.scheme, indexRoster(plan.scheme, roster));
  for (const fact of facts) addFact(table, fact);
  const setting = openSetting({ plan, table, period, asOf, factsFrom, calendar }, OWNERS);
  const found = OWNERS.ownersOf(setting, owner.kind).find(({ id }) => id === owner.id);
  if (!found) return [];
  const run = runOwner(setting, found, {
    facts: OWNERS.indexOwners(setting, owner.kind)(found.index),
    log: false,
  });
  const byDay = (a: number, b: number): number => (table.on[a] ?? 0) - (table.on[b] ?? 0) || a - b;
  return run.targets.map(({ clause, frame, row }) => ({
    clause,
    period: setting.calendar.describe(frame.kind, frame.index).key,
    factIds: factsOf(row)
      .sort(byDay)
      .map(fact => idOf(table, fact)),
  }));
}
