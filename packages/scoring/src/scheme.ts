/**
 * A scheme after reading: checked, switches settled, labels in two languages. The document itself is YAML
 * (docs/scheme-language.md); `parseScheme` turns the one into the other. Decimals are strings ("62.5").
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { RoundingMode } from './decimal.ts';
import type { OwnerKind } from './facts.ts';
import type { PeriodKind, YearStart } from './periods.ts';

/** A condition or formula in CEL, checked when the scheme is read. `type` is what it yields. */
export type Expression = {
  source: string;
  type: 'number' | 'text' | 'yes-no';
  ast: ASTNode;
  /** Ids named in total('…'): accounts of the same owner. */
  totals: readonly string[];
  /** Kinds of facts named in also('…'), count('…') and earlier('…'). */
  kinds: readonly string[];
  /** Accounts of other owners, and rankings, that the expression looks at. */
  others: readonly OtherRead[];
  /** Ids named in before('…') and lastYear('…'): a clause may look back at itself. */
  past?: readonly string[];
  /** Asks earlier('…') without a period: what happened before, in whatever year. */
  ever?: true;
};

/** What a rule may know of other owners: the account of the unit, of its persons or its parts, or a ranking. */
export type OtherRead = {
  read: 'unitTotal' | 'personsTotal' | 'partsTotal' | 'place' | 'worth' | 'highest' | 'mean' | 'first';
  id: string;
};

export type Label = { zh: string; en: string };

export type Scheme = {
  id: string;
  version: string;
  title: Label;
  source?: string;
  effective: { from?: string; to?: string };
  year: YearStart;
  rounding: Rounding;
  measures: Readonly<Record<string, Measure>>;
  kinds: Readonly<Record<string, Label>>;
  attributes: Readonly<Record<string, Attribute>>;
  /** Numbers that the roster gives for units and persons. */
  numbers: Readonly<Record<string, { label: Label; default: string }>>;
  classes: Readonly<Record<string, Label>>;
  switches: Readonly<Record<string, Switch>>;
  ledgers: Readonly<Record<string, LedgerRule>>;
  clauses: readonly Clause[];
  rankings: readonly Ranking[];
  awards: readonly Award[];
  /** The document as written, comments included. */
  text: string;
};

/** The named rounding: `line` rounds every line before it is booked, `total` books a rounding line per ledger. */
export type Rounding = { places: number; mode: RoundingMode; at: 'line' | 'total' };
export type Measure = { label: Label };

/** An open question of the printed text, with the answer in force and where the answer comes from. */
export type Switch = {
  question: Label;
  options: Readonly<Record<string, Label>>;
  value: string;
  isDefault: boolean;
};

/** A word list, text, number or yes/no that facts carry; or one that is worked out from the others. */
export type Attribute = {
  id: string;
  label: Label;
  type: 'word' | 'text' | 'number' | 'yes-no' | 'day';
  /** Closed list of words, highest first; only for type word. */
  values?: Readonly<Record<string, Label>>;
  default?: string;
  /** Of a number: what cannot be (a slip of the pen) is told and taken as not given. */
  least?: string;
  most?: string;
  /** Worked out: a formula, or bands of a number. */
  formula?: Expression;
  bands?: { of: string; from: readonly { word: string; at: string }[]; bounds: 'from' | 'above' };
};

/** An account book: who owns accounts in it, in which measure, and what happens when a period closes. */
export type LedgerRule = {
  id: string;
  label: Label;
  owner: OwnerKind;
  measure: string;
  /** Which day books a line: the day of the fact or the day of its booking. */
  dates: 'on' | 'bookedOn';
  /** Period whose results stand once published; a later, higher adoption books a difference after it. */
  closes: PeriodKind;
  /** Which owners have an account; all when left out. */
  who?: Expression;
  per: PeriodKind;
  steps: readonly ClosingStep[];
  /** Switches whose answer shaped the closing. */
  switches: readonly string[];
};

export type ClosingStep =
  | { do: 'start'; amount: Amount }
  | { do: 'part'; ledger: string; weight?: string }
  | { do: 'add' | 'times' | 'set'; amount: Amount; when?: Expression; because?: Label }
  | ({ do: 'limit'; because?: Label } & Bounds)
  | { do: 'round'; places: number; mode: RoundingMode }
  | {
      do: 'gate';
      when: Expression;
      then: 'zero' | 'set' | 'stop' | 'mark';
      /** For `set`: what the ledger's period then stands at. */
      to?: string;
      /** Label, for example 不合格, put on the owner for the period. */
      mark?: string;
      because?: Label;
      /** The condition must hold in this many consecutive periods. */
      running: number;
    };

/** One rule of the printed text. `rule` is its printed number, `text` says it in our words. */
export type Clause = {
  id: string;
  rule: string;
  text: Label;
  /** Ledger that the lines go to; a clause without one is a counter that other clauses may read. */
  ledger?: string;
  owner: OwnerKind;
  steps: readonly Step[];
  /** Switches whose answer shaped this clause. */
  switches: readonly string[];
  /** Line in the YAML text. */
  line: number;
};

export type Step =
  | SelectStep
  | { do: 'value'; amount: Amount; because?: Label }
  | JudgedStep
  | { do: 'add' | 'times' | 'set'; amount: Amount; when?: Expression; because?: Label }
  | LimitStep
  | { do: 'round'; places: number; mode: RoundingMode; when?: Expression }
  | CombineStep
  | CreditStep
  | TallyStep
  | TargetStep
  | { do: 'bands'; bands: readonly { from: string; gives: Amount }[]; bounds: 'from' | 'above' };

export type SelectStep = {
  do: 'select';
  /** Kinds of facts; or `lines`: clauses and ledgers whose lines are read; or `each`: one row per owner and period. */
  kinds: readonly string[];
  lines: readonly string[];
  each?: PeriodKind;
  where?: Expression;
  leaveOut: readonly { when: Expression; because: Label }[];
};

/** The least and the most that a value may be; a bound that a table has no cell for does not bind. */
export type Bounds = { least?: Amount; most?: Amount };

export type LimitStep = Bounds & {
  do: 'limit';
  /** Of the sum of a period instead of a single row. */
  per?: PeriodKind;
  /** A sum of its own for each word of this attribute. */
  forEach?: string;
  of?: 'base';
  because?: Label;
  /** Only for rows for which this holds; the others stay as they are. */
  when?: Expression;
};

/** How much: a number, a table over attributes, or a formula; `percent` makes it a part of base or running value. */
export type Amount = (
  | { number: string }
  | { by: readonly string[]; table: Table; otherwise?: string }
  | { formula: Expression }
) & {
  percent?: 'base' | 'now';
  each?: EachPart;
  /** Its own bounds, before it is added or multiplied. */
  least?: string;
  most?: string;
};
export type Table = { readonly [word: string]: string | Table };
/** Times the number of parts: (of − over) ÷ step, counted whole, started or exact. */
export type EachPart = { of: string; over: string; step: string; count: 'whole' | 'started' | 'exact' };

/** A number that a named person enters with a reason, within bounds; anything else is excluded, never trimmed. */
export type JudgedStep = {
  do: 'judged';
  number: string;
  least: Amount;
  most: Amount;
  judge: string;
  reason: string;
};

export type CombineStep = {
  do: 'combine';
  key: readonly string[];
  /** How many of a group count in full: all, or the best n. */
  best: number | 'all';
  order: 'highest' | 'first' | 'last';
  /** Highest by the order of this attribute's words first, then by value. */
  by?: string;
  /** Only one of each word of this attribute competes (first of each level). */
  oneOf?: string;
  /** Part of the others that counts, for example "0.2". */
  rest: string;
  /** By order number: factor of the 1st, 2nd … ; the last factor holds for all further ones. */
  factors?: readonly string[];
  /** A higher adoption after the lower one was published as counted. */
  later: 'difference' | 'reopen';
  /** Only rows for which this holds are put together; the others stand alone. */
  when?: Expression;
};

export type CreditStep = {
  do: 'credit';
  to: 'unit' | 'units' | 'co-units' | 'first-person' | 'persons';
  share: 'full' | 'equal' | 'half' | 'stated' | { ratio: readonly string[] } | { formula: Expression };
  /** Only for rows for which this holds; the others count in full. */
  when?: Expression;
};

export type TallyStep = {
  do: 'tally';
  of: 'sum' | 'count' | 'distinct' | 'average' | 'highest' | 'lowest';
  distinct?: string;
  per: PeriodKind;
  /** A row for each word of this attribute that occurs. */
  forEach?: string;
  /** Only the best n rows are summed. */
  best?: number;
  /** So many of the highest and of the lowest are left out first. */
  drop?: { highest: number; lowest: number };
  /** Divided by another counter or by a number of the owner; 0 when the divisor is 0. */
  dividedBy?: Expression;
};

export type TargetStep = Bounds & {
  do: 'target';
  number: Amount;
  met?: Amount;
  unmet?: Amount;
  missing?: Amount;
  extra?: Amount;
  /** Points for the whole; a part done gives the part. */
  proportion?: Amount;
  /** Lines appear when the period has ended, or as soon as the figures say so. */
  settle: 'at-end' | 'running';
  /** Whoever owes nothing (a target of 0): no line, the line of a target met, or all that is done counts as extra. */
  nothingOwed: 'skip' | 'met' | 'count';
};

/** Order of a group: who is first, how ties are broken, what a place is worth. */
export type Ranking = {
  id: string;
  label: Label;
  ledger: string;
  /** Units of one group are ranked together; without it, all together. */
  by: 'group' | 'class' | 'all';
  /** Ledgers or counters that decide between equal totals, in this order. */
  breakers: readonly { of: string; order: 'more' | 'less' }[];
  ties: 'shared' | 'dense';
  /** Owners listed apart, without a place. */
  apart?: Expression;
  /** What places are worth, first first; and what all further ones are worth. */
  gives?: { places: readonly string[]; others: string };
  /** The group's highest total becomes `full`, the others in proportion. */
  convert?: { full: string; places: number; mode: RoundingMode };
};

export type Award = {
  id: string;
  label: Label;
  ranking: string;
  /** Seats: so many in each group, so many in named groups, a share of the participants, or all from a total on. */
  seats:
    | { eachGroup: number }
    | { groups: Readonly<Record<string, number>> }
    | { share: string; rounding: RoundingMode }
    | { from: string };
  /** Owners who carry one of these marks get nothing. */
  barred: readonly string[];
  /** So many last places of each group lose eligibility, seats or not; 0 when the printed text says nothing of it. */
  lastLose: number;
  /** Whoever has one of these awards (named before this one) does not get it as well. */
  except: readonly string[];
  /** Nobody below this total gets it. */
  atLeast?: string;
  tiesAtLast: 'all' | 'none';
  money?: string;
};
