import type { DutyKind, DutyState } from '@xinxuan/contract';
import { calendarOf } from '../calendar/body-calendar.ts';
import { isInWindow } from '../calendar/reporting-window.ts';
import type { Tx } from '../db/connect.ts';
import { withdrawDeliveries } from '../outbox/queue.ts';
import { minutesLate } from './duty.ts';
import { NOT_ENDED } from './open.ts';
import {
  type DutyEvent,
  insertEvents,
  lastStepAt,
  lockDuty,
  lockOpenAbout,
  pathOf,
  updateDuty,
} from './queries.ts';
import { retimed } from './retime.ts';
import type { DutyRow } from './tables.ts';

export type DutyName = { id: string } | { key: string };

export type Ended = DutyName & {
  by: string | null;
  /** The act that ended it, as the audit trail names it: `reviews.approve`. */
  act: string;
  /** What came of it: the manuscript that was sent, the answer that was given. */
  subjectId?: string | null;
  now: Date;
};

export type EndedDuty = { id: string; late: boolean; minutesLate: number | null };

/**
 * Ends a duty in the transaction of the act that fulfils it. The time is the server's own; lateness is kept to the
 * minute. No reminder follows: the duty's row is locked, and what is queued about it is withdrawn.
 * @returns null when there is no such duty, or when it had ended before: the act itself is not refused for that
 */
export async function endDuty(tx: Tx, ended: Ended): Promise<EndedDuty | null> {
  const duty = await lockDuty(tx, ended);
  if (duty?.state !== 'open') return null;
  return endLocked(tx, duty, { ...ended, state: 'done' });
}

/** Ends every open duty about a thing, for example when the manuscript is withdrawn. */
export async function endDutiesAbout(
  tx: Tx,
  about: { subjectId: string; kinds?: readonly DutyKind[]; by: string | null; act: string; now: Date },
): Promise<number> {
  const open = await lockOpenAbout(tx, about);
  for (const duty of open) await endLocked(tx, duty, { ...about, state: 'done' });
  return open.length;
}

/** Makes void what never should have been: nobody did it, nobody missed it, no rate counts it. */
export async function dropDuty(
  tx: Tx,
  dropped: DutyName & { by: string | null; reason: string; now: Date },
): Promise<boolean> {
  const duty = await lockDuty(tx, dropped);
  if (duty?.state !== 'open') return false;
  await endLocked(tx, duty, { ...dropped, act: 'duties.drop', state: 'void' });
  return true;
}

type Ending = {
  by: string | null;
  act: string;
  state: Exclude<DutyState, 'open'>;
  subjectId?: string | null;
  reason?: string;
  now: Date;
};

/** Ends a duty whose row this transaction holds. */
export async function endLocked(tx: Tx, duty: DutyRow, ending: Ending): Promise<EndedDuty> {
  const { now, state } = ending;
  const answered = state === 'done' || state === 'nil';
  const due = { dueAt: new Date(duty.due_at), lateFrom: new Date(duty.late_from) };
  const minutes = answered ? minutesLate(due, now) : null;
  const late = state === 'closed' || minutes !== null;
  const told = await lastStepAt(tx, duty);
  await updateDuty(tx, duty, {
    state,
    ended_at: (told && told > now ? told : now).toISOString(),
    ended_by: ending.by,
    ended_act: ending.act,
    ended_subject: ending.subjectId ?? null,
    reason: ending.reason ?? null,
    late,
    minutes_late: minutes,
    in_window: answered && duty.rule_id ? isInWindow(now, await calendarAt(tx, duty)) : null,
    next_at: null,
  });
  await insertEvents(tx, [eventOf(duty, ending)]);
  await withdrawDeliveries(tx, duty.id, now);
  return { id: duty.id, late, minutesLate: minutes };
}

const calendarAt = async (tx: Tx, duty: DutyRow) => calendarOf(tx, (await pathOf(tx, duty.unit_id)) ?? '');

const EVENTS: Record<Ending['state'], DutyEvent['kind']> = {
  done: 'done',
  nil: 'nil',
  waived: 'waived',
  closed: 'closed',
  void: 'void',
};

function eventOf(duty: DutyRow, { by, state, reason, now }: Ending): DutyEvent {
  return { dutyId: duty.id, at: now, kind: EVENTS[state], personId: by, detail: { reason: reason ?? null } };
}

/**
 * Opens an ended duty again, with the act that is taken back: the due time stays what it was, and only steps that are
 * still to come follow.
 */
export async function reopenDuty(
  tx: Tx,
  again: DutyName & { by: string | null; reason: string | null; now: Date },
): Promise<boolean> {
  const duty = await lockDuty(tx, again);
  if (!duty || duty.state === 'open') return false;
  await updateDuty(tx, duty, {
    ...NOT_ENDED,
    state: 'open',
    ...retimed(duty, { dueAt: new Date(duty.due_at), now: again.now }),
  });
  const detail = { reason: again.reason };
  await insertEvents(tx, [{ dutyId: duty.id, at: again.now, kind: 'reopened', personId: again.by, detail }]);
  return true;
}
