import type { CandidateDecision, CandidateOutcome, RoundState } from '@xinxuan/contract';

declare module '../db/connect.ts' {
  interface Tables {
    award_rounds: RoundTable;
    award_candidates: CandidateTable;
    awards: AwardTable;
  }
}

export type RoundTable = {
  body_id: string;
  id: string;
  period: string;
  scheme_id: string;
  state: RoundState;
  hash: string | null;
  proposed_by: string;
  proposed_at: string;
  submitted_by: string | null;
  submitted_at: string | null;
  sent_back: string | null;
  granted_by: string | null;
  granted_at: string | null;
  discarded_at: string | null;
  version: number;
};

/** What candidate and award have in common: whose it is, in which period's figures. */
type Distinction = {
  award: string;
  title_zh: string;
  title_en: string;
  owner_kind: 'unit' | 'person';
  owner_id: string;
  owner_name: string;
  unit_name: string | null;
  group_name: string;
  place: number | null;
  points: string;
  money: string | null;
  reason_zh: string;
  reason_en: string;
};

export type CandidateTable = Distinction & {
  body_id: string;
  id: string;
  round_id: string;
  position: number;
  tied: boolean;
  outcome: CandidateOutcome;
  seats: number | null;
  decision: CandidateDecision | null;
  decision_reason: string | null;
  decided_by: string | null;
  decided_at: string | null;
};

export type AwardTable = Distinction & {
  body_id: string;
  id: string;
  year: number;
  number: number;
  round_id: string;
  candidate_id: string;
  period: string;
  granted_by: string;
  granted_at: string;
  revoked_by: string | null;
  revoked_at: string | null;
  revoke_reason: string | null;
  version: number;
};
