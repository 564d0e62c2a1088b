import type { Tx } from '../db/connect.ts';
import { dropDuty, endDuty, reopenDuty } from '../duties/end.ts';
import type { MovedDuty } from '../duties/move.ts';
import { handDuty } from '../duties/move.ts';
import { type NewDuty, openDuty } from '../duties/open.ts';
import type { Manuscript, Step } from './manuscript.ts';
import { setHeldUntil } from './queries.ts';
import { setDue } from './route-queries.ts';

type By = { by: string; now: Date };
type Asked = Pick<Step, 'id' | 'arrivedAt'>;

/** A step that is asked again after it was taken back is another duty: the moment of its arrival tells them apart. */
export function reviewDutyKey(step: Asked): string {
  return `review/${step.id}/${Date.parse(step.arrivedAt ?? '')}`;
}

type Owed = {
  manuscript: Pick<Manuscript, 'id' | 'unit_id'>;
  step: Step;
  by: string | null;
  now: Date;
  /** Where the step has another due time or other reminders than a step that opens now. */
  instead?: Partial<Pick<NewDuty, 'due' | 'plan'>>;
};

/**
 * Opens the duty of a pending step: due in working hours of the manuscript's unit, with reminders and escalation. The step
 * keeps a copy of the due time, which follows the duty (`followReview`).
 */
export async function openReviewDuty(tx: Tx, { manuscript, step, by, now, instead }: Owed): Promise<void> {
  const { dueAt } = await openDuty(tx, {
    kind: 'review',
    key: reviewDutyKey(step),
    subject: { kind: 'manuscript', id: manuscript.id },
    title: { zh: '稿件待审签', en: 'A manuscript to sign' },
    link: `/manuscripts/${manuscript.id}`,
    owner: { unitId: manuscript.unit_id, personId: (step.delegate ?? step.reviewer).id },
    substituteId: step.delegate ? step.reviewer.id : null,
    due: { kind: 'working_hours', count: step.dueHours },
    ...instead,
    by,
    now,
  });
  await setDue(tx, step.id, dueAt.toISOString());
}

/** The due time of a review moved: so do those of its step and of the manuscript, which lists and counts ask. */
export async function followReview(tx: Tx, { kind, key, subjectId, dueAt }: MovedDuty): Promise<void> {
  const [, stepId] = key.split('/');
  if (kind !== 'review' || stepId === undefined) return;
  await setDue(tx, stepId, dueAt.toISOString());
  await setHeldUntil(tx, subjectId);
}

/** The step was signed or returned. */
export async function endReviewDuty(tx: Tx, step: Asked, ended: By & { act: string }): Promise<void> {
  await endDuty(tx, { key: reviewDutyKey(step), ...ended });
}

/** Nobody is asked any more: taken back, withdrawn, signed by another of the same step. */
export async function dropReviewDuties(
  tx: Tx,
  steps: readonly Asked[],
  dropped: By & { reason: string },
): Promise<void> {
  for (const step of steps) if (step.arrivedAt) await dropDuty(tx, { key: reviewDutyKey(step), ...dropped });
}

/** A signature was taken back: the step waits again, with the due time that it had. */
export async function reopenReviewDuties(
  tx: Tx,
  steps: readonly Asked[],
  again: By & { reason: string },
): Promise<void> {
  for (const step of steps) if (step.arrivedAt) await reopenDuty(tx, { key: reviewDutyKey(step), ...again });
}

/** Whoever signs has changed with a delegation. */
export async function handReviewDuty(
  tx: Tx,
  step: Asked & { unitId: string; personId: string },
  handed: By & { reason: string },
): Promise<void> {
  const owner = { unitId: step.unitId, personId: step.personId };
  await handDuty(tx, { key: reviewDutyKey(step), owner, ...handed });
}
