import { expect, test } from 'vitest';
import {
  addDays,
  afterOfficeTime,
  dayOfMoment,
  daysBetween,
  isWorkday,
  momentOf,
  secondOfDay,
} from './days.ts';

test('2026 has the official holidays and make-up days', () => {
  const days = daysBetween('2026-01-01', '2026-12-31');
  expect(days).toHaveLength(365);
  // 261 weekdays, 19 of them off (1/1-2, 2/16-20, 2/23, 4/6, 5/1, 5/4-5, 6/19, 9/25, 10/1-2, 10/5-7), 6 make-up days.
  expect(days.filter(isWorkday)).toHaveLength(261 - 19 + 6);
  expect(['2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10'].every(isWorkday)).toBe(true);
  expect(['2026-02-23', '2026-10-07', '2026-05-02', '2026-11-21'].some(isWorkday)).toBe(false);
});

test('office time skips nights, lunch, weekends and holidays', () => {
  const friday = momentOf('2026-09-24', 17 * 3600);
  const later = afterOfficeTime(friday, 3600);
  expect([dayOfMoment(later), secondOfDay(later)]).toEqual(['2026-09-28', 9 * 3600 + 1800]);
  const noon = afterOfficeTime(momentOf('2026-03-03', 11.5 * 3600), 3600);
  expect([dayOfMoment(noon), secondOfDay(noon)]).toEqual(['2026-03-03', 14 * 3600]);
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
});
