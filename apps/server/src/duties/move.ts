import { calendarOf } from '../calendar/body-calendar.ts';
import type { Tx } from '../db/connect.ts';
import { withdrawDeliveries } from '../outbox/queue.ts';
import { type DutyName, endLocked } from './end.ts';
import { type DutyOwner, dueFrom, type NewDuty } from './open.ts';
import { insertEvents, lockDuty, pathOf, updateDuty } from './queries.ts';
import { retimed } from './retime.ts';
import type { DutyRow } from './tables.ts';

type Act = DutyName & { by: string | null; reason: string; now: Date };

/** A duty whose due time has moved. */
export type MovedDuty = Pick<DutyRow, 'kind' | 'key'> & { subjectId: string; dueAt: Date };

/** What keeps a copy of the due time follows in the same transaction. Set where the features meet. */
export type DueMoved = (tx: Tx, moved: MovedDuty) => Promise<void>;

/**
 * Gives a duty another due time, on record: an extension that was granted, a shorter clock from above. Its reminders and
 * escalation begin anew towards the new time. A closing moves by as much.
 * @returns the new due time, or null when there is no open duty of that name
 */
export async function moveDuty(
  tx: Tx,
  { dueMoved, ...moved }: Act & { due: NewDuty['due']; dueMoved: DueMoved },
): Promise<Date | null> {
  const duty = await lockDuty(tx, moved);
  if (duty?.state !== 'open') return null;
  const { now } = moved;
  const given = await calendarOf(tx, (await pathOf(tx, duty.unit_id)) ?? '');
  const due = dueFrom(moved.due, { ...given, from: now });
  const by = due.at.getTime() - Date.parse(duty.due_at);
  const closeAt = duty.close_at === null ? null : new Date(Date.parse(duty.close_at) + by).toISOString();
  await updateDuty(tx, duty, {
    from_at: now.toISOString(),
    term: 'at' in moved.due ? null : moved.due,
    due_at: due.at.toISOString(),
    late_from: due.lateFrom.toISOString(),
    close_at: closeAt,
    provisional: due.provisional,
    computed_with: given.computedWith,
    explained: due.steps,
    ...retimed({ ...duty, close_at: closeAt }, { dueAt: due.at, now }),
  });
  await dueMoved(tx, { kind: duty.kind, key: duty.key, subjectId: duty.subject_id, dueAt: due.at });
  await withdrawDeliveries(tx, duty.id, now);
  const detail = { from: duty.due_at, to: due.at.toISOString(), reason: moved.reason };
  await insertEvents(tx, [{ dutyId: duty.id, at: now, kind: 'moved', personId: moved.by, detail }]);
  return due.at;
}

/** Lets a duty off on record (豁免): with who did it and why. What was missed may still be waived. */
export async function waiveDuty(tx: Tx, waived: Act): Promise<boolean> {
  const duty = await lockDuty(tx, waived);
  if (!duty || (duty.state !== 'open' && duty.state !== 'closed')) return false;
  await endLocked(tx, duty, { ...waived, act: 'duties.waive', state: 'waived' });
  return true;
}

/** Gives a duty to somebody else, with its due time: passing on, delegation, a substitute who takes over. */
export async function handDuty(tx: Tx, handed: Act & { owner: DutyOwner }): Promise<boolean> {
  const duty = await lockDuty(tx, handed);
  if (duty?.state !== 'open') return false;
  const { owner } = handed;
  await updateDuty(tx, duty, {
    unit_id: owner.unitId,
    person_id: 'personId' in owner ? owner.personId : null,
    role: 'role' in owner ? owner.role : null,
  });
  const detail = {
    from: duty.person_id,
    to: 'personId' in owner ? owner.personId : null,
    reason: handed.reason,
  };
  await insertEvents(tx, [{ dutyId: duty.id, at: handed.now, kind: 'handed', personId: handed.by, detail }]);
  return true;
}
