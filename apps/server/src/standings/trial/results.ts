import { type TrialComparison, type TrialOwner, trialExtremes, trialHeadline } from '@xinxuan/scoring';
import type { KeptResult } from './tables.ts';

/** Owners named at each end of a result. */
const ENDS = 8;
/** Thousands may share the place of those without a point; so many are kept by name. */
const TIE_OWNERS = 100;

type Around = { period: string; facts: number; uncovered: number };

/** What is kept of a period beside the rows of its owners. */
export function keptResult({ owners, ...comparison }: TrialComparison, around: Around): KeptResult {
  const cut = (ties: TrialComparison['tiesNew']) =>
    ties.map(tie => ({ ...tie, owners: tie.owners.slice(0, TIE_OWNERS) }));
  const ties = { tiesGone: cut(comparison.tiesGone), tiesNew: cut(comparison.tiesNew) };
  const tied = new Set(
    [...ties.tiesGone, ...ties.tiesNew].flatMap(tie => tie.owners.map(id => `${tie.kind} ${id}`)),
  );
  const keyed = owners.map(each => [`${each.owner.kind} ${each.owner.id}`, each.name] as const);
  return {
    ...around,
    comparison: { ...comparison, ...ties },
    kinds: comparison.totals.map(({ kind }) => {
      const mine = owners.filter(({ owner }) => owner.kind === kind);
      return {
        kind,
        headline: trialHeadline({ ...comparison, owners }, kind),
        extremes: trialExtremes(mine, ENDS),
        groups: [...new Set(mine.map(({ group }) => group))].filter(Boolean).sort(),
        judged: mine.filter(isJudged).length,
      };
    }),
    names: Object.fromEntries(keyed.filter(([key]) => tied.has(key))),
  };
}

function isJudged({ awards, marksGained, marksLost }: TrialOwner): boolean {
  return awards.length + marksGained.length + marksLost.length > 0;
}
