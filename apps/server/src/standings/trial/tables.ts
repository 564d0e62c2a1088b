import type { RefusalData, TrialState, TriedScheme } from '@xinxuan/contract';
import type { SaidPair, TrialComparison, TrialExtremes, TrialOwner } from '@xinxuan/scoring';

declare module '../../db/connect.ts' {
  interface Tables {
    trials: TrialTable;
    trial_owners: TrialOwnerTable;
    trial_lines: TrialLinesTable;
  }
}

/** A scheme with the days that it held within the periods of a trial. */
export type HeldScheme = TriedScheme & { from: string; to: string };

export type TrialTable = {
  body_id: string;
  id: string;
  state: TrialState;
  started_by: string;
  started_at: string;
  finished_at: string | null;
  beat_at: string;
  owners_done: number;
  owners_all: number;
  periods: string[];
  current: HeldScheme[];
  proposed: TriedScheme;
  /** By sha256. */
  texts: Record<string, string>;
  as_of: string;
  facts_at: string | null;
  facts: number | null;
  results: KeptResult[] | null;
  failure: RefusalData | null;
  removed_at: string | null;
};

/** One period of a result as it is kept: everything but the rows of its owners. */
export type KeptResult = {
  period: string;
  facts: number;
  uncovered: number;
  comparison: Omit<TrialComparison, 'owners'>;
  kinds: {
    kind: 'unit' | 'person';
    headline: { zh: string; en: string };
    extremes: TrialExtremes;
    groups: string[];
    judged: number;
  }[];
  /** Names of those who share a place, by kind and id. */
  names: Record<string, string>;
};

export type TrialOwnerTable = {
  body_id: string;
  trial_id: string;
  period: string;
  owner_kind: 'unit' | 'person';
  owner_id: string;
  name: string;
  unit_name: string | null;
  group_name: string;
  points_before: string | null;
  points_after: string | null;
  place_before: number | null;
  place_after: number | null;
  change: string | null;
  shift: number | null;
  sort: number;
  row: TrialOwner;
};

/** `more` is how many differing lines there are beyond those kept. */
export type KeptLines = { pairs: SaidPair[]; more: number; same: { lines: number; points: string } };

export type TrialLinesTable = {
  body_id: string;
  trial_id: string;
  period: string;
  owner_kind: 'unit' | 'person';
  owner_id: string;
  lines: KeptLines;
};
