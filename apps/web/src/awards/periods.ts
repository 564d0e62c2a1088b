import { periodOf, shifted } from '../standings/period.ts';

/** The quarters of the last two years and those years themselves, newest first; and the one that is asked for. */
export function recentPeriods(today: string, asked?: string): string[] {
  const quarter = periodOf(today, 'quarter');
  const year = periodOf(today, 'year');
  const known = [year, shifted(year, -1), ...Array.from({ length: 8 }, (_, back) => shifted(quarter, -back))];
  return asked && !known.includes(asked) ? [asked, ...known] : known;
}
