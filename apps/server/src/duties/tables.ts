import type {
  DutyEventKind,
  DutyKind,
  DutyRuleBody,
  DutyState,
  DutyStep,
  RecurringKind,
  Role,
  SitePath,
} from '@xinxuan/contract';
import type { Generated } from 'kysely';
import type { Step } from '../deadlines/steps.ts';
import type { Term } from '../deadlines/term.ts';

export type DutyRow = {
  body_id: string;
  id: string;
  kind: DutyKind;
  key: string;
  subject_kind: string;
  subject_id: string;
  title_zh: string;
  title_en: string;
  link: SitePath;
  unit_id: string;
  person_id: string | null;
  role: Role | null;
  substitute_id: string | null;
  from_at: string;
  term: Term | null;
  due_at: string;
  late_from: string;
  close_at: string | null;
  provisional: boolean;
  computed_with: string;
  explained: Step[];
  rule_id: string | null;
  first_day: string | null;
  on_day: string | null;
  state: DutyState;
  opened_at: string;
  ended_at: string | null;
  ended_by: string | null;
  ended_act: string | null;
  ended_subject: string | null;
  reason: string | null;
  late: boolean;
  minutes_late: number | null;
  in_window: boolean | null;
  plan: DutyStep[];
  round: number;
  since: string;
  next_step: number;
  next_at: string | null;
  version: number;
};

declare module '../db/connect.ts' {
  interface Tables {
    duties: DutyRow;
    duty_steps: {
      body_id: string;
      duty_id: string;
      round: number;
      step: number;
      planned_at: string;
      done_at: string;
      last: boolean;
      person_ids: string[];
    };
    duty_events: {
      body_id: string;
      duty_id: string;
      seq: Generated<number>;
      at: string;
      kind: DutyEventKind;
      person_id: string | null;
      detail: unknown;
    };
    duty_plans: { body_id: string; kind: DutyKind; plan: DutyStep[] | string; version: number };
    duty_rules: {
      body_id: string;
      id: string;
      kind: RecurringKind;
      name: string;
      rule: DutyRuleBody | string;
      from_on: string;
      to_on: string | null;
      made_through: string | null;
      version: number;
    };
  }
}
