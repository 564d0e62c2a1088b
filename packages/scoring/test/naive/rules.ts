/** A scheme as a list of wishes: what the naive engine works through, and what is written out as YAML for the other. */
import type { Fact } from '../../src/index.ts';
import type { Kind } from './days.ts';
import type { Mode, Q } from './fractions.ts';

export type Owner = {
  kind: 'unit' | 'person';
  id: string;
  unit: string;
  group: string;
  staff: number;
  role: string;
};
/** What a condition looks at. `has` answers total('…') and its like. */
export type Here = { fact?: Fact; owner: Owner; now: Q; own: readonly Fact[]; all: readonly Fact[] };
export type Cond = { text: string; holds(here: Here): boolean };
export type Num = { text: string; of(here: Here): Q };

export type Amount = {
  core: { number: string } | { table: Record<string, string>; otherwise?: string } | { formula: Num };
  percent?: 'base' | 'now';
  each?: { over: number; step: number; count: 'whole' | 'started' | 'exact' };
  least?: string;
  most?: string;
};

export type Bound = { least?: string; most?: string };
export type Combine = {
  key: ('manuscript' | 'lead' | 'month' | 'outlet' | 'kind')[];
  best: number | 'all';
  order: 'highest' | 'first' | 'last';
  by?: 'level';
  oneOf?: 'level';
  rest?: string;
  factors?: string[];
  when?: Cond;
};
export type Share = 'full' | 'equal' | 'half' | 'stated' | { ratio: string[] } | { formula: Num };

export type FactStep =
  | { do: 'add' | 'times' | 'set'; amount: Amount; when?: Cond }
  | ({ do: 'limit'; of?: 'base'; when?: Cond } & Bound)
  | { do: 'round'; places: number; mode: Mode; when?: Cond }
  | ({ do: 'combine' } & Combine)
  | {
      do: 'credit';
      to: 'unit' | 'units' | 'co-units' | 'first-person' | 'persons';
      share: Share;
      when?: Cond;
    }
  | ({ do: 'cap'; per: Kind; forEach?: 'level' | 'outlet' | 'kind' } & Bound);

export type Tally = {
  of: 'sum' | 'count' | 'distinct' | 'average' | 'highest' | 'lowest';
  per: Kind;
  distinct?: 'manuscript' | 'lead' | 'day' | 'level';
  forEach?: 'level' | 'outlet';
  best?: number;
  drop?: { highest: number; lowest: number };
  byStaff?: boolean;
};
export type PeriodStep =
  | ({
      do: 'target';
      number: { plain: string } | { staff: string } | { table: Record<string, string> };
      met?: string;
      unmet?: string;
      missing?: string;
      extra?: string;
      proportion?: string;
      nothingOwed: 'skip' | 'met' | 'count';
    } & Bound)
  | { do: 'bands'; bands: [from: string, gives: string][]; bounds: 'from' | 'above' }
  | { do: 'times'; number: string }
  | { do: 'formula'; text: string; of(now: Q): Q };

export type Clause = {
  id: string;
  ledger?: 'main' | 'own' | 'year';
  owner: 'unit' | 'person';
  select: { kinds: string[]; where?: Cond; leaveOut?: Cond } | { lines: string };
  start: { value: Amount } | { judged: { least: string; most: string } } | null;
  steps: FactStep[];
  tally?: Tally;
  after: PeriodStep[];
};

/** A clause about periods that reads accounts: its own before, the unit's, the persons', the parts', or a ranking. */
export type Reader = {
  id: string;
  ledger: 'main' | 'own' | 'year';
  owner: 'unit' | 'person';
  each: 'month' | 'quarter' | 'year';
  reads:
    | { what: 'total' | 'before' | 'unitTotal' | 'personsTotal' | 'partsTotal'; id: string }
    | { what: 'place' | 'worth' | 'highest' | 'mean' }
    | { what: 'carry'; id: string; above: string };
  times: string;
};

export type Closing =
  | { do: 'start' | 'add' | 'times' | 'set'; number: string; whenBelow?: string }
  | ({ do: 'limit' } & Bound)
  | { do: 'round'; places: number; mode: Mode }
  | { do: 'part'; weight: string }
  | { do: 'gate'; below: string; does: 'zero' | 'set' | 'stop' | 'mark'; to: string; running: number };

export type Rules = {
  rounding: { places: number; mode: Mode; at: 'line' | 'total' };
  dates: 'on' | 'bookedOn';
  clauses: Clause[];
  readers: Reader[];
  per: 'year' | 'quarter';
  mainSteps: Closing[];
  yearSteps: Closing[];
  ranking: {
    by: 'group' | 'class' | 'all';
    ties: 'shared' | 'dense';
    breaker?: { of: string; order: 'more' | 'less' };
    apart: boolean;
    worth: { gives: string[]; others: string } | { full: string };
  };
  awards: {
    seats: { eachGroup: number } | { share: string } | { from: string };
    barred: boolean;
    atLeast?: string;
    ties: 'all' | 'none';
    second: boolean;
  };
};
