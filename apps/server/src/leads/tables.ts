import type { LeadEventKind } from '@xinxuan/contract';
import type { Generated } from 'kysely';

declare module '../db/connect.ts' {
  interface Tables {
    leads: LeadTable;
    lead_files: { body_id: string; lead_id: string; file_id: string; place: number };
    lead_events: {
      body_id: string;
      lead_id: string;
      seq: Generated<number>;
      at: string;
      kind: LeadEventKind;
      person_id: string | null;
      text: string;
    };
  }
}

export type LeadAnswer = 'asked' | 'accepted' | 'said_nothing' | 'nothing';

export type LeadTable = {
  body_id: string;
  id: string;
  what: string;
  place: string;
  seen_at: string;
  source: string;
  recorded_by: string;
  recorded_unit_id: string;
  recorded_at: string;
  unit_id: string;
  round: number;
  answer: LeadAnswer;
  reason: string | null;
  cancelled_at: string | null;
  fact_id: string | null;
  missed_fact_id: string | null;
  version: number;
};
