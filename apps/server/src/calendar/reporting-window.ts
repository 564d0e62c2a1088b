import { dayOf, minuteOfDay } from '../clock.ts';
import { addDays, instantAt } from '../deadlines/days.ts';
import type { UnitCalendar } from './body-calendar.ts';

type At = Pick<UnitCalendar, 'calendar' | 'hours'>;

/** Items are received on working days within the window of the body (M4); both its minutes count. */
export function isInWindow(moment: Date, { calendar, hours }: At): boolean {
  const minute = minuteOfDay(moment);
  const [from, to] = hours.window;
  return calendar.on(dayOf(moment)).work && minute >= from && minute <= to;
}

/** The moment itself within the window, otherwise when the window opens next. */
export function openingAfter(moment: Date, at: At): Date {
  if (isInWindow(moment, at)) return moment;
  const [from] = at.hours.window;
  let day = dayOf(moment);
  if (minuteOfDay(moment) >= from) day = addDays(day, 1);
  while (!at.calendar.on(day).work) day = addDays(day, 1);
  return instantAt(day, from);
}
