import type { Grade } from '@xinxuan/contract';

declare module '../db/connect.ts' {
  interface Tables {
    commissions: CommissionTable;
    commission_askings: AskingTable;
    commission_items: {
      body_id: string;
      asking_id: string;
      manuscript_id: string;
      linked_by: string;
      linked_at: string;
    };
    commission_extensions: {
      body_id: string;
      id: string;
      asking_id: string;
      until: string;
      reason: string;
      asked_by: string;
      asked_at: string;
      granted: boolean | null;
      decided_by: string | null;
      decided_at: string | null;
      decision: string | null;
    };
  }
}

export type CommissionTable = {
  body_id: string;
  id: string;
  topic: string;
  wanted: string;
  desk_unit_id: string;
  issued_by: string;
  issued_at: string;
  above_office: string | null;
  above_number: string | null;
  above_due_at: string | null;
  answered_up_at: string | null;
  answered_up_by: string | null;
  answered_up_note: string | null;
  answered_up_item: string | null;
  cancelled_at: string | null;
  cancelled_by: string | null;
  cancel_reason: string | null;
  version: number;
};

export type AskingAnswer = 'asked' | 'accepted' | 'declined' | 'passed_on';

export type AskingTable = {
  body_id: string;
  id: string;
  commission_id: string;
  unit_id: string;
  answer: AskingAnswer;
  answered_by: string | null;
  answered_at: string | null;
  reason: string | null;
  passed_from: string | null;
  fact_id: string | null;
  missed_fact_id: string | null;
  grade: Grade | null;
  grade_note: string | null;
  graded_by: string | null;
  graded_at: string | null;
  waived_by: string | null;
  waived_at: string | null;
  waive_reason: string | null;
};
