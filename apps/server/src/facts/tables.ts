declare module '../db/connect.ts' {
  interface Tables {
    facts: FactRow;
  }
}

export type FactRow = {
  body_id: string;
  id: string;
  kind: string;
  on_day: string;
  booked_on: string;
  unit_id: string;
  person_ids: string[];
  manuscript_id: string | null;
  adoption_id: string | null;
  lead_id: string | null;
  attrs: Record<string, string | number | boolean>;
  label: string;
  evidence: string[];
  note: string;
  recorded_by: string | null;
  recorded_at: string;
  voided_at: string | null;
  voided_by: string | null;
  void_reason: string | null;
};
