declare module '../db/connect.ts' {
  interface Tables {
    schemes: SchemeTable;
    ledger_lines: LineTable;
    standing_targets: TargetTable;
    scored_days: { body_id: string; year: number; day: string };
    periods: {
      body_id: string;
      period: string;
      state: 'open' | 'closed';
      closed_by: string | null;
      closed_at: string | null;
      hash: string | null;
      frozen: unknown;
      version: number;
    };
  }
}

export type SchemeTable = {
  body_id: string;
  id: string;
  name: string;
  number: number;
  yaml: string;
  state: 'draft' | 'in_force' | 'ended';
  from_on: string | null;
  to_on: string | null;
  saved_by: string | null;
  saved_at: string;
  version: number;
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
