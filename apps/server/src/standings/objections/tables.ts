import type { ObjectionState, ObjectionSubject, Outcome } from '@xinxuan/contract';

declare module '../../db/connect.ts' {
  interface Tables {
    objections: ObjectionTable;
    objection_files: { body_id: string; objection_id: string; file_id: string; position: number };
  }
}

export type ObjectionTable = {
  body_id: string;
  id: string;
  /** Counted within the period. */
  number: number;
  period: string;
  unit_id: string;
  about: ObjectionSubject;
  owner_kind: 'unit' | 'person';
  owner_id: string;
  line_id: string | null;
  /** The line as it stood when it was objected to. */
  line: { points: string; zh: string; en: string; label: string | null } | null;
  text: string;
  state: ObjectionState;
  raised_by: string;
  raised_at: string;
  outcome: Outcome | null;
  answer_reason: string | null;
  answered_by: string | null;
  answered_at: string | null;
  reopened_reason: string | null;
  reopened_by: string | null;
  reopened_at: string | null;
  final_outcome: Outcome | null;
  final_reason: string | null;
  final_by: string | null;
  final_at: string | null;
  withdrawn_by: string | null;
  withdrawn_at: string | null;
  version: number;
};
