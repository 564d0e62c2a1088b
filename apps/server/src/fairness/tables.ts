import type { FindingKind, Verdict } from '@xinxuan/contract';

export type FindingTable = {
  body_id: string;
  id: string;
  key: string;
  period: string;
  kind: FindingKind;
  unit_ids: string[];
  manuscript_ids: string[];
  strength: string;
  zh: string;
  en: string;
  seen_at: string;
  verdict: Verdict | null;
  reason: string | null;
  answered_by: string | null;
  answered_at: string | null;
  version: number;
};

declare module '../db/connect.ts' {
  interface Tables {
    fairness_findings: FindingTable;
    fairness_looks: {
      body_id: string;
      period: string;
      looked_at: string;
      looked_by: string;
      items: number;
    };
  }
}
