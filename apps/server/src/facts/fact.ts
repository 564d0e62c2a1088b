/** Something that happened and may score. Never changed once recorded: a correction voids one and records another. */
export type NewFact = {
  kind:
    | 'submitted'
    | 'adopted'
    | 'instructed'
    | 'commissioned'
    | 'commission_missed'
    | 'lead_completed'
    | 'lead_missed'
    | 'fault'
    | 'veto';
  /** Day of the fact in Asia/Shanghai; the day of booking is that of `now`. */
  onDay: string;
  unitId: string;
  personIds: string[];
  manuscriptId?: string | null;
  adoptionId?: string | null;
  leadId?: string | null;
  attrs: Record<string, string | number | boolean>;
  label: string;
  evidence?: string[];
  note?: string;
  recordedBy: string | null;
  now: Date;
};

/** Which facts: by what they hang on, narrowed by kind. */
export type FactsOf = { id?: string; manuscriptId?: string; adoptionId?: string; kind?: NewFact['kind'] };

/** Why facts are taken back, by whom and when; all of it stays readable. */
export type Voiding = { reason: string; by: string | null; now: Date };
