import { nextAct } from './duty.ts';
import type { DutyRow } from './tables.ts';

/**
 * The times of a duty whose due time is (again) this one: a new round of its plan, of which only what is still to come
 * follows.
 */
export function retimed(
  duty: Pick<DutyRow, 'plan' | 'round' | 'close_at'>,
  { dueAt, now }: { dueAt: Date; now: Date },
): Pick<DutyRow, 'round' | 'since' | 'next_step' | 'next_at'> {
  const closeAt = duty.close_at === null ? null : Date.parse(duty.close_at);
  const since = now.getTime();
  const next = nextAct({ dueAt: dueAt.getTime(), closeAt, since, plan: duty.plan, nextStep: 0 });
  return {
    round: duty.round + 1,
    since: now.toISOString(),
    next_step: next?.step ?? duty.plan.length,
    next_at: next ? new Date(Math.max(next.at, 0)).toISOString() : null,
  };
}
