import type { Trial, TrialResult, TrialRow, TrialTie, TrialOwner as View } from '@xinxuan/contract';
import type { Tie, TrialClause, TrialOwner } from '@xinxuan/scoring';
import type { Actor } from '../../http/actor.ts';
import { can } from '../../http/refusal.ts';
import type { TrialBrief, TrialFull } from './queries.ts';
import type { KeptResult } from './tables.ts';
import { stateOf, whyNotCancel, whyNotDiscard, whyNotExport } from './trial.ts';

/** Who stands beside whom is shown up to here; the rest is a number. */
const TIE_NAMES = 12;

export function rowView(trial: TrialBrief, now: Date): TrialRow {
  return {
    id: trial.id,
    state: stateOf(trial, now),
    startedBy: trial.starter,
    startedAt: trial.started_at,
    finishedAt: trial.finished_at,
    done: trial.owners_done,
    all: trial.owners_all,
    periods: trial.periods,
    current: trial.current,
    proposed: trial.proposed,
    headline: trial.headline,
    failure: trial.failure,
  };
}

export function view(trial: TrialFull, actor: Actor, now: Date): Trial {
  return {
    ...rowView(trial, now),
    asOf: trial.as_of,
    factsAt: trial.facts_at,
    facts: trial.facts,
    results: (trial.results ?? []).flatMap(resultsOf),
    can: {
      cancel: can(whyNotCancel(trial, actor, now)),
      discard: can(whyNotDiscard(trial, actor, now)),
      export: can(whyNotExport(trial, actor, now)),
    },
  };
}

function resultsOf({ period, facts, uncovered, comparison, kinds, names }: KeptResult): TrialResult[] {
  return kinds.flatMap(({ kind, headline, extremes, groups, judged }) => {
    const totals = comparison.totals.find(each => each.kind === kind);
    if (!totals) return [];
    const ownersOf = (list: TrialOwner[]): View[] => list.map(each => ownerView(each, comparison.clauses));
    const tiesOf = (ties: Tie[]): TrialTie[] =>
      ties.filter(tie => tie.kind === kind).map(tie => tieView(tie, names));
    const { owners, rankings, measure, points, moved, up, down, tied } = totals;
    return {
      period,
      kind,
      headline,
      same: totals.moved + up + down + judged === 0,
      owners,
      groups,
      rankings,
      measure,
      points,
      moved,
      up,
      down,
      judged,
      tied,
      upMost: ownersOf(extremes.up),
      downMost: ownersOf(extremes.down),
      gainedMost: ownersOf(extremes.gained),
      lostMost: ownersOf(extremes.lost),
      tiesGone: tiesOf(comparison.tiesGone),
      tiesNew: tiesOf(comparison.tiesNew),
      clauses: comparison.clauses.filter(clause => clause.owner === kind),
      facts,
      uncovered,
    };
  });
}

function tieView(
  { kind, among, place, points, count, owners }: Tie,
  names: Record<string, string>,
): TrialTie {
  const shown = owners.slice(0, TIE_NAMES).map(id => ({ id, name: names[`${kind} ${id}`] ?? id }));
  return { among, place, points, count, owners: shown };
}

/** A row as it is shown: causes carry the words of their clauses. */
export function ownerView(row: TrialOwner, clauses: readonly TrialClause[]): View {
  const { owner, name, clauses: causes, ...rest } = row;
  return {
    ...rest,
    kind: owner.kind,
    owner: { id: owner.id, name },
    causes: causes.map(cause => ({ ...cause, ...clauseWords(cause.clause, clauses) })),
  };
}

/** The printed number and text of a clause, of the proposal where both have it. */
export function clauseWords(
  id: string,
  clauses: readonly TrialClause[],
  side: 'before' | 'after' = 'after',
): { rule: string; text: { zh: string; en: string } } {
  const found = clauses.find(({ clause }) => clause === id);
  const own = found?.[side] ?? found?.after ?? found?.before;
  return { rule: own?.rule ?? '', text: own?.text ?? { zh: id, en: id } };
}
