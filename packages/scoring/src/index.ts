export { accountsOf, rankedLedger } from './accounts.ts';
export { checkRoster } from './check-roster.ts';
export {
  type ChangeKind,
  type ComparedArticle,
  type ComparedVersion,
  compareSchemes,
  type SchemeChange,
  type SchemeComparison,
} from './compare-schemes.ts';
export { readDocument, type SchemeDocument } from './document.ts';
export { type Edit, type EditPath, editScheme } from './edit.ts';
export { explain, type Language } from './explain.ts';
export {
  type BatchLayout,
  BETWEEN,
  batchLayout,
  batchReader,
  type Digit,
  type FactBatch,
  NOT_GIVEN,
} from './fact-batches.ts';
export { addFact, type FactTable, type TableOptions } from './fact-table.ts';
export type * from './facts.ts';
export { type InForce, schemesInForce } from './in-force.ts';
export type * from './ledger.ts';
export { type ParsedScheme, parseScheme } from './parse.ts';
export type { Period, PeriodKind, Stretch } from './periods.ts';
export { compileScheme, type Plan, readsOthers, readsPast } from './plan.ts';
export {
  type PrintedArticle,
  type PrintedChapter,
  type PrintedItem,
  type PrintedScheme,
  printedScheme,
} from './printed.ts';
export { printedMarkdown } from './printed-markdown.ts';
export type { PrintedCell, PrintedTable } from './printed-tables.ts';
export type { Problem } from './problems.ts';
export { openQuestions, type Question } from './questions.ts';
export { type Entry, type Place, type RankRule, rank } from './rank.ts';
export { type ReadRoster, rosterFromRows } from './roster-rows.ts';
export type * from './scheme.ts';
export {
  factTable,
  type OpenSums,
  openSums,
  type ScoreInput,
  type Sums,
  score,
  scoreOwner,
  scoreOwners,
  scoreSums,
  scoreTotals,
  type TotalsInput,
} from './score.ts';
export {
  keepClauses,
  type ScoredTable,
  type ScoreTableInput,
  type Sheet,
  scoreTable,
} from './score-table.ts';
export { factsSince } from './since.ts';
export {
  AWARD_OUTCOMES,
  type AwardOutcome,
  awardOutcomes,
  awards,
  type Barred,
  type RankedLedger,
  type Standing,
  type Standings,
  type StandingsInput,
  standings,
  type Veto,
  type Winner,
} from './standings.ts';
export type { ClauseSum } from './sums.ts';
export { factsFromRows, type ReadRows, type RowProblem, type TableRow } from './table-rows.ts';
export { type TargetFacts, targetFacts } from './target-facts.ts';
export {
  compareSides,
  type TrialAward,
  type TrialClause,
  type TrialClauseShift,
  type TrialClauseSide,
  type TrialComparison,
  type TrialOwner,
  type TrialStanding,
  type TrialTotals,
} from './trial.ts';
export { type SaidLine, type SaidPair, sayPair, type TrialLine, type TrialLines } from './trial-lines.ts';
export type { Tie } from './trial-places.ts';
export {
  asIfInForce,
  runTrial,
  type TrialInput,
  type TrialScheme,
  type TrialStep,
  trial,
} from './trial-run.ts';
export { schemeName, type TrialPeriod, type TrialSheets, trialSheets } from './trial-sheets.ts';
export {
  clauseName,
  moveWords,
  signed,
  type TrialExtremes,
  trialExtremes,
  trialHeadline,
} from './trial-words.ts';
export { explainChange, type LineChange, whatChanged } from './what-changed.ts';
