import { contract, type Today } from '@xinxuan/contract';
import { calendarOf } from '../calendar/body-calendar.ts';
import { dayOf } from '../clock.ts';
import type { WorkingCalendar } from '../deadlines/calendar.ts';
import { addDays, instantAt } from '../deadlines/days.ts';
import { answers } from '../http/endpoint.ts';
import { reachOf } from '../http/rights.ts';
import { type Asker, listsOf } from './lists.ts';
import { nextOfAll } from './next.ts';
import { changedSince, type DutyAbout, dutiesAbout, remindersSince, targetsOf } from './queries.ts';

const CHANGED = 12;
const LONGEST_HOLIDAY = 14;

/** What waits for the actor in this post; each figure is the length of the list that it opens (D13). */
export const getToday = answers(contract.notices.today, async ({ reader, actor, now, scope }) => {
  scope();
  const asker = { reader, actor, now };
  return {
    waiting: await waitingFor(asker),
    ...(await changedFor(asker)),
    progress: await progressOf(asker),
  };
});

/** Every list with something in it, each item with what happens if nothing is done. */
export async function waitingFor(asker: Asker): Promise<Today['waiting']> {
  const lists = await listsOf(asker);
  const items = lists.flatMap(({ list }) => list.first);
  const about = await earliestAbout(asker, items);
  const dutyOf = ({ id, duty }: (typeof items)[number]) => duty ?? about.get(id);
  const next = await nextOfAll(
    asker.reader,
    items.flatMap(item => dutyOf(item) ?? []),
    asker.now,
  );
  return lists.map(({ kind, list }) => ({
    ...{ kind, count: list.count, overdue: list.overdue },
    first: list.first.map(item => {
      const { duty: _, ...shown } = item;
      const duty = dutyOf(item);
      return { ...shown, dueAt: item.dueAt ?? duty?.due_at ?? null, next: duty ? next(duty) : null };
    }),
  }));
}

/** The most urgent of the asker's own duties about each thing that is no duty itself. */
async function earliestAbout(
  { reader, actor }: Asker,
  items: readonly { id: string; duty?: unknown }[],
): Promise<Map<string, DutyAbout>> {
  const found = new Map<string, DutyAbout>();
  const ids = items.filter(item => item.duty === undefined).map(item => item.id);
  if (ids.length === 0) return found;
  for (const row of await dutiesAbout(reader, { personId: actor.personId, ids }))
    if (!found.has(row.subject_id)) found.set(row.subject_id, row);
  return found;
}

/** What happened since the last working day began; what is said in the same words is one line with how often. */
async function changedFor(asker: Asker): Promise<Pick<Today, 'changed' | 'changedSince' | 'reminders'>> {
  const { reader, actor, now } = asker;
  const { calendar } = await calendarOf(reader, actor.post?.unitPath ?? '');
  const changedFrom = workingDayBefore(calendar, dayOf(now));
  const since = instantAt(changedFrom, 0);
  const rows = await changedSince(reader, { personId: actor.personId, since, limit: CHANGED });
  const changed = rows.map(({ manuscriptId, ...row }) => ({
    ...row,
    manuscript: manuscriptId ? { id: manuscriptId, title: '' } : null,
  }));
  const reminders = await remindersSince(reader, { personId: actor.personId, since });
  return { changedSince: changedFrom, changed, reminders };
}

/** The last working day before this day; no holidays are longer than the search. */
export function workingDayBefore(calendar: WorkingCalendar, day: string): string {
  for (let back = 1; back <= LONGEST_HOLIDAY; back++) {
    const before = addDays(day, -back);
    if (calendar.on(before).work) return before;
  }
  return addDays(day, -1);
}

/**
 * Targets running today, of the person and of the unit of the post; the unit's for whoever may see what it is counted
 * from, so that every figure opens its list.
 */
export async function progressOf({ reader, actor, now }: Asker): Promise<Today['progress']> {
  const unitId = reachOf(actor, 'ledger.read') ? (actor.post?.unitId ?? null) : null;
  return targetsOf(reader, { personId: actor.personId, unitId, day: dayOf(now) });
}
