import type { DeclineReason, ManuscriptState } from '@xinxuan/contract';
import type { Manuscript, Step } from './manuscript.ts';
import type { ManuscriptColumns } from './tables.ts';

/** What an act changes in the manuscript's own row; version and time of change are counted where it is written. */
export type Change = Partial<
  Omit<ManuscriptColumns, 'body_id' | 'id' | 'version' | 'updated_at' | 'created_by' | 'created_at'>
>;

type Held = { now: Date };

/** Whoever gets it has not opened it yet. */
const UNOPENED: Change = { opened_at: null, opened_by: null };

const NOBODY: Change = {
  ...UNOPENED,
  holder_person_id: null,
  holder_role: null,
  held_since: null,
  due_at: null,
};

export function toStep(step: Pick<Step, 'role' | 'dueAt'> & { reviewerId: string }, { now }: Held): Change {
  return {
    ...UNOPENED,
    state: 'in_review',
    holder_person_id: step.reviewerId,
    holder_role: step.role,
    holder_unit_id: null,
    held_since: now.toISOString(),
    due_at: step.dueAt,
  };
}

/** Sent, for the first time or again: a resubmission keeps the day of the first sending, a withdrawal loses it. */
export function sent(
  manuscript: Pick<Manuscript, 'round' | 'submitted_at'>,
  at: { revisionId: string; late: boolean; now: Date },
): Change {
  return {
    round: manuscript.round + 1,
    revision_id: at.revisionId,
    submitted_at: manuscript.submitted_at ?? at.now.toISOString(),
    late: at.late,
    decline_reason: null,
    decline_note: null,
  };
}

export function toWriter(
  manuscript: Pick<Manuscript, 'created_by' | 'writerRole'>,
  state: Extract<ManuscriptState, 'returned' | 'withdrawn'>,
  { now }: Held,
): Change {
  const back: Change = {
    ...UNOPENED,
    state,
    holder_person_id: manuscript.created_by,
    holder_role: manuscript.writerRole,
    holder_unit_id: null,
    held_since: now.toISOString(),
    due_at: null,
    at_desk_at: null,
    decided_at: null,
    desk_revision_id: null,
  };
  return state === 'withdrawn' ? { ...back, submitted_at: null, late: false } : back;
}

export function toDesk(deskUnitId: string, { now }: Held): Change {
  return {
    ...NOBODY,
    state: 'at_desk',
    holder_role: 'desk_editor',
    holder_unit_id: deskUnitId,
    held_since: now.toISOString(),
    at_desk_at: now.toISOString(),
    decided_at: null,
  };
}

export function accepted({ now }: Held): Change {
  return { state: 'accepted', decided_at: now.toISOString(), held_since: now.toISOString() };
}

export function declined(why: { reason: DeclineReason; note: string; now: Date }): Change {
  return {
    ...NOBODY,
    state: 'declined',
    decline_reason: why.reason,
    decline_note: why.note,
    decided_at: why.now.toISOString(),
  };
}

export function mergedInto(id: string, { now }: Held): Change {
  return { ...NOBODY, state: 'merged', merged_into: id, decided_at: now.toISOString() };
}

/** Back to where the desk had it before the decision. */
export function undone(
  manuscript: Pick<Manuscript, 'at_desk_at'>,
  to: {
    state: 'at_desk' | 'accepted';
    deskUnitId: string;
    deskRevisionId: string | null;
    atDeskAt: string | null;
    now: Date;
  },
): Change {
  return {
    ...UNOPENED,
    state: to.state,
    holder_person_id: null,
    holder_role: 'desk_editor',
    holder_unit_id: to.deskUnitId,
    held_since: to.now.toISOString(),
    due_at: null,
    at_desk_at: to.atDeskAt ?? manuscript.at_desk_at,
    decided_at: to.state === 'accepted' ? to.now.toISOString() : null,
    desk_revision_id: to.deskRevisionId,
    decline_reason: null,
    decline_note: null,
    merged_into: null,
  };
}
