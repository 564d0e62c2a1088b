import type { SchemeActKind, SchemeState } from '@xinxuan/contract';

declare module '../db/connect.ts' {
  interface Tables {
    schemes: SchemeTable;
    scheme_acts: SchemeActTable;
    ledger_lines: LineTable;
    standing_targets: TargetTable;
    scored_days: { body_id: string; year: number; day: string };
    periods: PeriodTable;
    closing_totals: {
      body_id: string;
      period: string;
      owner_kind: 'unit' | 'person';
      owner_id: string;
      points: string;
    };
    closing_sections: { body_id: string; period: string; section: string; content: string; hash: string };
    ledger_corrections: CorrectionTable;
  }
}

export type PeriodTable = {
  body_id: string;
  period: string;
  kind: 'year' | 'quarter' | 'month';
  from_on: string;
  to_on: string;
  /** No row, or `open`: nobody has touched it, or its publication was taken back. */
  state: 'open' | 'published' | 'closed';
  published_by: string | null;
  published_at: string | null;
  last_day: string | null;
  published: unknown;
  closed_by: string | null;
  closed_at: string | null;
  close_reason: string;
  closing_number: number | null;
  previous_hash: string | null;
  head: string | null;
  hash: string | null;
  frozen: unknown;
  version: number;
};

/** An entry beside what the scheme gives; never changed once made. */
export type CorrectionTable = {
  body_id: string;
  id: string;
  kind: 'objection' | 'late';
  origin: string;
  on_day: string;
  in_kinds: PeriodTable['kind'][];
  owner_kind: 'unit' | 'person';
  owner_id: string;
  points: string;
  reason: string;
  fact_ids: string[];
  objection_id: string | null;
  frozen: string | null;
  recomputed: string | null;
  earlier: string | null;
  line: StoredLine;
  recorded_by: string | null;
  recorded_at: string;
};

export type SchemeTable = {
  body_id: string;
  id: string;
  name: string;
  number: number;
  yaml: string;
  /** Rows that try the scheme out: heading -> cell. */
  examples: Record<string, string>[];
  state: SchemeState;
  from_on: string | null;
  to_on: string | null;
  saved_by: string | null;
  saved_at: string;
  /** sha256 of the text that was approved. */
  approved_hash: string | null;
  submitted_at: string | null;
  version: number;
};

export type SchemeActTable = {
  body_id: string;
  id: string;
  scheme_id: string;
  act: SchemeActKind;
  at: string;
  person_id: string | null;
  note: string | null;
  hash: string | null;
  from_on: string | null;
};

export type LineTable = {
  body_id: string;
  id: string;
  scheme_id: string;
  year: number;
  period: string;
  owner_kind: 'unit' | 'person';
  owner_id: string;
  on_day: string;
  clause: string;
  rule: string;
  status: 'counted' | 'superseded' | 'excluded';
  points: string;
  measure: string;
  fact_ids: string[];
  line: StoredLine;
  digest: string;
  computed_at: string;
  changed: { at: string; from: string } | null;
};

/** A line as the engine made it; the moment and the earlier value are the table's own. */
export type LineToStore = Omit<LineTable, 'body_id' | 'computed_at' | 'changed'>;

/** What a screen needs of an engine line: its sentence and its item, without asking the scheme again. */
export type StoredLine = { zh: string; en: string; label: string | null; clauseText: string; ledger: string };

export type TargetTable = {
  body_id: string;
  scheme_id: string;
  year: number;
  owner_kind: 'unit' | 'person';
  owner_id: string;
  clause: string;
  rule: string;
  name: string;
  period_kind: string;
  period: string;
  from_on: string;
  to_on: string;
  target: string;
  done: string;
  missing: string;
};
