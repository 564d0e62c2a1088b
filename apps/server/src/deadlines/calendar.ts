import { weekdayOf } from './days.ts';
import { statutoryHolidays } from './statutory.ts';

/** Who says so, strongest first: an officer of the body, the State Council's yearly notice, the law, the week. */
export type DaySource = 'officer' | 'notice' | 'statutory' | 'week';

export type CalendarDay = {
  day: string;
  work: boolean;
  /** The festival's name, or the officer's reason. */
  name: string | null;
  source: DaySource;
  /** The year's notice has not come: the day may still become a working day or a day off. */
  provisional: boolean;
};

export type NamedDay = { day: string; name: string; work: boolean };

/** The notice of one year (国务院办公厅关于部分节假日安排的通知) with where it was published. */
export type YearNotice = { year: number; papers: readonly string[]; days: readonly NamedDay[] };

export type WorkingCalendar = { on(day: string): CalendarDay };

export type CalendarParts = {
  notices: readonly YearNotice[];
  /** Decisions of the body or region; they win over everything. */
  officers?: readonly NamedDay[];
};

/**
 * What each day is. A notice may reach into the last days of the year before (元旦), so its days count wherever they lie;
 * a year is provisional until a notice of that very year is there.
 */
export function workingCalendar({ notices, officers = [] }: CalendarParts): WorkingCalendar {
  const decided = new Map(officers.map(each => [each.day, each]));
  const announced = new Map(notices.flatMap(notice => notice.days.map(each => [each.day, each] as const)));
  const known = new Set(notices.map(notice => notice.year));
  const statutory = new Map<number, ReadonlyMap<string, string>>();

  function lawOf(year: number): ReadonlyMap<string, string> {
    const found = statutory.get(year) ?? statutoryHolidays(year);
    statutory.set(year, found);
    return found;
  }

  function on(day: string): CalendarDay {
    const year = Number(day.slice(0, 4));
    const officer = decided.get(day);
    if (officer)
      return { day, work: officer.work, name: officer.name, source: 'officer', provisional: false };
    const provisional = !known.has(year);
    const notice = announced.get(day);
    if (notice) return { day, work: notice.work, name: notice.name, source: 'notice', provisional: false };
    const festival = provisional ? lawOf(year).get(day) : undefined;
    if (festival) return { day, work: false, name: festival, source: 'statutory', provisional };
    const weekday = weekdayOf(day);
    return { day, work: weekday >= 1 && weekday <= 5, name: null, source: 'week', provisional };
  }

  return { on };
}
