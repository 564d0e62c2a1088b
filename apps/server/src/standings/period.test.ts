import { expect, test } from 'vitest';
import { periodName, periodOf, periodsOfDay } from './period.ts';

test.each([
  ['2026', '2026-01-01', '2026-12-31'],
  ['2026-Q1', '2026-01-01', '2026-03-31'],
  ['2026-Q4', '2026-10-01', '2026-12-31'],
  ['2026-02', '2026-02-01', '2026-02-28'],
  ['2028-02', '2028-02-01', '2028-02-29'],
])('%s runs from %s to %s', (key, from, to) => {
  expect(periodOf(key)).toMatchObject({ from, to });
});

test('a day belongs to its year, quarter and month', () => {
  expect(periodsOfDay('2026-09-30')).toEqual(['2026', '2026-Q3', '2026-09']);
  expect(periodsOfDay('2026-10-01')).toEqual(['2026', '2026-Q4', '2026-10']);
});

test('periods have names that people say', () => {
  expect(periodName('2026-Q3')).toEqual({ zh: '2026年第三季度', en: 'Q3 2026' });
  expect(periodName('2026-09')).toEqual({ zh: '2026年9月', en: 'September 2026' });
  expect(periodName('2026')).toEqual({ zh: '2026年度', en: '2026' });
  expect(periodName('2026-H2')).toEqual({ zh: '2026年下半年', en: 'second half of 2026' });
  expect(periodName('2026-T1')).toEqual({ zh: '2026年度第1学期', en: 'term 1 of 2026' });
  expect(periodName('2026-B6').zh).toBe('2026年第6个双月');
});
