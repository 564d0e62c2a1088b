import { afterEach, describe, expect, it } from 'vitest';
import {
  bytes,
  count,
  day,
  dayOf,
  distance,
  dueMoment,
  moment,
  period,
  points,
  remaining,
} from './formats.ts';
import { speak } from './words/i18n.ts';

const now = new Date('2026-03-12T01:15:00Z');
const after = (ms: number) => new Date(now.getTime() + ms).toISOString();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

afterEach(() => speak('zh'));

describe('moments', () => {
  it('are told in the time of the institution, with the weekday', () => {
    expect(moment('2026-03-12T01:15:00Z', now, 'zh')).toBe('3月12日 周四 09:15');
    expect(moment('2026-03-12T01:15:00Z', now, 'en')).toBe('Thu 12 Mar 09:15');
  });
  it('name the year when it is not this one', () => {
    expect(moment('2025-12-31T15:59:00Z', now, 'zh')).toBe('2025年12月31日 周三 23:59');
    expect(moment('2025-12-31T16:00:00Z', now, 'zh')).toBe('1月1日 周四 00:00');
  });
  it('belong to the day of the institution, not of UTC', () => {
    expect(dayOf(new Date('2026-03-11T16:00:00Z'))).toBe('2026-03-12');
    expect(dayOf(new Date('2026-03-11T15:59:59Z'))).toBe('2026-03-11');
  });
});

describe('distances', () => {
  it.each([
    [-30_000, '刚刚'],
    [-5 * MINUTE, '5 分钟前'],
    [-2 * HOUR - MINUTE, '2 小时前'],
    [-50 * HOUR, '2 天前'],
    [5 * MINUTE, '5 分钟后'],
    [25 * HOUR, '1 天后'],
  ])('%i ms is %s', (ms, said) => {
    expect(distance(after(ms), now)).toBe(said);
  });
  it.each([
    [2 * HOUR + 14 * MINUTE, false, '还剩 2 小时 14 分'],
    [14 * MINUTE + 59_000, false, '还剩 14 分'],
    [49 * HOUR, false, '还剩 2 天 1 小时'],
    [-3 * HOUR, true, '已超时 3 小时 0 分'],
    [-1000, true, '已超时 0 分'],
    [-26 * HOUR, true, '已超时 1 天 2 小时'],
  ])('%i ms to a due time', (ms, late, text) => {
    expect(remaining(after(ms), now)).toEqual({ late, text });
  });
  it('speak English when the reader does', () => {
    speak('en');
    expect(remaining(after(2 * HOUR + 14 * MINUTE), now).text).toBe('2 h 14 min left');
    expect(distance(after(-2 * HOUR), now)).toBe('2 h ago');
  });
});

describe('days and periods', () => {
  it.each([
    ['2026-03-02', 'zh', 'full', '2026年3月2日'],
    ['2026-03-02', 'zh', 'short', '3月2日'],
    ['2026-03-02', 'en', 'full', '2 Mar 2026'],
  ] as const)('%s in %s, %s', (iso, language, form, said) => {
    expect(day(iso, language, form)).toBe(said);
  });
  it.each([
    ['2026', '2026年', '2026'],
    ['2026-Q3', '2026年第三季度', 'Q3 2026'],
    ['2026-09', '2026年9月', 'Sep 2026'],
    ['2026-W07', '2026年第7周', 'week 7 of 2026'],
  ])('%s', (value, zh, en) => {
    expect(period(value, 'zh')).toBe(zh);
    expect(period(value, 'en')).toBe(en);
  });
});

describe('figures', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1234567, '1,234,567'],
  ])('%i', (value, shown) => {
    expect(count(value)).toBe(shown);
  });
  it.each([
    ['62.50', '62.5'],
    ['-2', '−2'],
    ['0', '0'],
    ['-0', '0'],
    ['1234.5', '1,234.5'],
    ['100000', '100,000'],
    ['12345678901234567890.125', '12,345,678,901,234,567,890.125'],
  ])('points %s keep every digit', (exact, shown) => {
    expect(points(exact)).toBe(shown);
  });
  it.each([
    [512, '512 B'],
    [2048, '2 KB'],
    [5 * 1024 * 1024, '5.0 MB'],
  ])('%i bytes', (size, shown) => {
    expect(bytes(size)).toBe(shown);
  });
});

it('a due time at midnight ends the day before it', () => {
  const now = new Date('2026-05-20T02:00:00Z');
  expect(dueMoment('2026-05-25T16:00:00Z', now, 'zh')).toBe('5月25日 周一 24:00');
  expect(dueMoment('2026-05-25T16:00:00Z', now, 'en')).toBe('Mon 25 May 24:00');
  expect(dueMoment('2026-05-25T09:30:00Z', now, 'zh')).toBe('5月25日 周一 17:30');
});
