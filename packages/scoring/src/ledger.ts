/** What scoring gives back. Points are decimal strings; the sum of an account's lines is its total, always. */
import type { Owner } from './facts.ts';
import type { Period } from './periods.ts';
import type { Label } from './scheme.ts';

/**
 * `counted` lines carry points. `superseded` lost to a higher item of the same key, `excluded` was selected and then
 * left out (late, poor, not in the table): both carry 0 and say why.
 */
export type LineStatus = 'counted' | 'superseded' | 'excluded';

export type Line = {
  /** Stable over runs: clause, owner, period or fact. */
  id: string;
  owner: Owner;
  ledger: string;
  /** Id of the clause; for what the closing of a period books, the id of the ledger. */
  clause: string;
  /** The printed number of the rule. */
  rule: string;
  points: string;
  measure: string;
  /** Day that the line is booked on; decides which period it belongs to. */
  date: string;
  period: Period;
  factIds: string[];
  evidence: string[];
  /** Title of the item, where the line is about one. */
  label?: string;
  status: LineStatus;
  steps: ArithmeticStep[];
  because?: Label;
  /** The item that this one lost to. */
  winner?: { factId: string; points: string; words: Label; label?: string };
  outcome?: 'met' | 'missing' | 'extra';
  /** Answers to open questions that shaped this line. */
  switches: { id: string; value: string }[];
  /** What of other owners the line depends on, where the rule says so: 名次“季度排名”. */
  others?: readonly Label[];
};

/** One step of the arithmetic: `words` says what, `number` how much, `result` what the line stands at afterwards. */
export type ArithmeticStep = {
  op:
    | 'value'
    | 'judged'
    | 'add'
    | 'times'
    | 'set'
    | 'least'
    | 'most'
    | 'round'
    | 'share'
    | 'rest'
    | 'tally'
    | 'target'
    | 'pay'
    | 'bands'
    | 'start'
    | 'part'
    | 'gate'
    | 'difference'
    | 'adjust'
    | 'divide';
  words: Label;
  number: string;
  result: string;
};

export type Total = { owner: Owner; ledger: string; points: string; measure: string; counted: number };

/** What a clause without a ledger came to: the number of valid submissions, for example. */
export type Counter = { owner: Owner; clause: string; value: string };

/** How far an owner is with a target of a period, whether or not the period has ended. */
export type Progress = {
  owner: Owner;
  clause: string;
  rule: string;
  period: Period;
  target: string;
  done: string;
  missing: string;
  extra: string;
  ended: boolean;
};

/** A label put on an owner by a gate: 不合格, 取消评先资格. */
export type Mark = { owner: Owner; ledger: string; mark: string; period: Period; because: Label };

/** A fact that no line could be made of, with the reason; for example a level that the scheme does not know. */
export type FactProblem = { factId: string; code: string; zh: string; en: string };

export type Ledger = {
  scheme: { id: string; version: string };
  period: { from: string; to: string };
  asOf: string;
  lines: Line[];
  totals: Total[];
  counters: Counter[];
  progress: Progress[];
  marks: Mark[];
  problems: FactProblem[];
};
