import * as z from 'zod';

/** What somebody may owe by a time. The last three make themselves. */
export const DUTY_KINDS = [
  'review',
  'proof',
  'release_check',
  'commission',
  'lead',
  'instruction',
  'plan_topic',
  'desk_item',
  'objection',
  'other',
  'weekly_item',
  'opinion_report',
  'window_renewal',
] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];
export const RECURRING_KINDS = ['weekly_item', 'opinion_report', 'window_renewal'] as const;
export type RecurringKind = (typeof RECURRING_KINDS)[number];

/**
 * Open; ended by the act itself; by an explicit nil return (无情况); waived on record (豁免); closed undone after its
 * closing (关闭); void because it never should have been (the unit closed, the day became a day off).
 */
export const DUTY_STATES = ['open', 'done', 'nil', 'waived', 'closed', 'void'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

/** Who is told by a step: the one who owes it, the substitute, the head of the unit, the leader in charge, the desk. */
export const DUTY_RECEIVERS = ['owner', 'substitute', 'unit_head', 'leader_in_charge', 'desk_chief'] as const;
export type DutyReceiver = (typeof DUTY_RECEIVERS)[number];

export const MONTH_MINUTES = 31 * 1440;
/** Minutes from the due time: −1440 is a day before, 120 is two hours after. */
export const DutyStep = z.object({
  minutes: z.number().int().min(-MONTH_MINUTES).max(MONTH_MINUTES),
  to: z.array(z.enum(DUTY_RECEIVERS)).min(1).max(DUTY_RECEIVERS.length),
});
export type DutyStep = z.infer<typeof DutyStep>;
export const DutyPlan = z.array(DutyStep).max(12);
