import type { CalendarDays, Stretch } from '@xinxuan/scoring';
import { workingCalendar } from '../deadlines/calendar.ts';
import { addDays, weekdayOf } from '../deadlines/days.ts';
import { publishedNotices } from '../deadlines/notice.ts';

const known = new Map<string, CalendarDays>();

/** Holidays on weekdays and make-up working days on weekends, by the notices that came with this release. */
export function calendarDays({ from, to }: Stretch): CalendarDays {
  const key = `${from} ${to}`;
  const found = known.get(key) ?? workOut({ from, to });
  known.set(key, found);
  return found;
}

function workOut({ from, to }: Stretch): CalendarDays {
  const calendar = workingCalendar({ notices: publishedNotices() });
  const off: string[] = [];
  const on: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const { work } = calendar.on(day);
    const isWeekend = weekdayOf(day) === 0 || weekdayOf(day) === 6;
    if (work && isWeekend) on.push(day);
    if (!work && !isWeekend) off.push(day);
  }
  return { off, on };
}
