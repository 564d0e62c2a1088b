import chineseDays from 'chinese-days';
import { addDays } from './days.ts';

/**
 * The thirteen days off that the law gives by itself, for a year whose notice has not come: 全国年节及纪念日放假办法 as
 * revised in 2024, in force since 2025-01-01. Day to festival.
 */
export function statutoryHolidays(year: number): ReadonlyMap<string, string> {
  const spring = lunar(year, '01-01');
  return new Map([
    [`${year}-01-01`, '元旦'],
    ...[-1, 0, 1, 2].map(offset => [addDays(spring, offset), '春节'] as const),
    [chineseDays.getSolarTermDate(year, 4, 'pure_brightness'), '清明节'],
    [`${year}-05-01`, '劳动节'],
    [`${year}-05-02`, '劳动节'],
    [lunar(year, '05-05'), '端午节'],
    [lunar(year, '08-15'), '中秋节'],
    [`${year}-10-01`, '国庆节'],
    [`${year}-10-02`, '国庆节'],
    [`${year}-10-03`, '国庆节'],
  ]);
}

function lunar(year: number, monthAndDay: string): string {
  return chineseDays.getSolarDateFromLunar(`${year}-${monthAndDay}`).date;
}
