import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../clock.ts';
import { workingCalendar } from './calendar.ts';
import { addDays, instantAt } from './days.ts';
import { publishedNotices } from './notice.ts';
import { dueOf, type Hours, isLate, type Term } from './term.ts';

const calendar = workingCalendar({ notices: publishedNotices() });
const hours: Hours = {
  shifts: [
    [540, 720],
    [810, 1050],
  ],
  lateCountsTomorrow: false,
};
const at = (text: string): Date => new Date(`${text}+08:00`);
const shown = (moment: Date): string =>
  new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
const due = (from: string, term: Term, with_: Hours = hours) =>
  dueOf(term, { from: at(from), calendar, hours: with_ });
const days = (count: number, until: 'midnight' | 'close' = 'midnight'): Term => ({
  kind: 'working_days',
  count,
  until,
});

describe.each<[string, string, Term, string]>([
  ['three working days over 中秋', '2026-09-24T10:00', days(3), '2026-10-01 00:00'],
  ['the same, to the close of business', '2026-09-24T10:00', days(3, 'close'), '2026-09-30 17:30'],
  ['one working day from a Saturday', '2026-11-21T10:00', days(1), '2026-11-24 00:00'],
  ['a make-up Sunday counts', '2026-09-18T10:00', days(1), '2026-09-21 00:00'],
  ['a make-up Saturday counts after 国庆', '2026-09-30T10:00', days(3), '2026-10-11 00:00'],
  ['no working day: the day itself', '2026-11-23T10:00', days(0), '2026-11-24 00:00'],
  ['natural days end on a working day', '2026-09-24T10:00', { kind: 'days', count: 1 }, '2026-09-29 00:00'],
  [
    'natural hours run through the night',
    '2026-09-30T20:00',
    { kind: 'hours', count: 24 },
    '2026-10-01 20:00',
  ],
  ['working hours over lunch', '2026-11-23T11:00', { kind: 'working_hours', count: 2 }, '2026-11-23 14:30'],
  [
    'working hours over night and weekend',
    '2026-11-20T17:00',
    { kind: 'working_hours', count: 4 },
    '2026-11-23 14:00',
  ],
  [
    'working hours from a holiday',
    '2026-10-03T11:00',
    { kind: 'working_hours', count: 1 },
    '2026-10-08 10:00',
  ],
  [
    'an hour that ends with the shift',
    '2026-11-23T16:30',
    { kind: 'working_hours', count: 1 },
    '2026-11-23 17:30',
  ],
  ['the cut-off of today', '2026-11-23T08:00', { kind: 'daily', minute: 555 }, '2026-11-23 09:15'],
  [
    'the cut-off in its own minute',
    '2026-11-23T09:15:59',
    { kind: 'daily', minute: 555 },
    '2026-11-23 09:15',
  ],
  ['the cut-off that is past', '2026-11-20T09:16', { kind: 'daily', minute: 555 }, '2026-11-23 09:15'],
])('%s', (_, from, term, expected) => {
  it(`${from} -> ${expected}`, () => {
    expect(shown(due(from, term).at)).toBe(expected);
  });
});

it('counts what comes in after the close as of the next working day, where the body says so', () => {
  const late = { ...hours, lateCountsTomorrow: true };
  expect(shown(due('2026-11-23T17:29', days(1), late).at)).toBe('2026-11-25 00:00');
  expect(shown(due('2026-11-23T17:30', days(1), late).at)).toBe('2026-11-26 00:00');
  expect(shown(due('2026-11-21T18:00', days(1), late).at)).toBe('2026-11-24 00:00');
});

it('is on time to the last second of a named minute, and late at midnight itself', () => {
  const cutOff = due('2026-11-23T08:00', { kind: 'daily', minute: 555 });
  expect(isLate(cutOff, at('2026-11-23T09:15:59.999'))).toBe(false);
  expect(isLate(cutOff, at('2026-11-23T09:16'))).toBe(true);
  const day = due('2026-11-23T08:00', days(1));
  expect(isLate(day, at('2026-11-24T23:59:59.999'))).toBe(false);
  expect(isLate(day, at('2026-11-25T00:00'))).toBe(true);
});

it('explains each step as a person would count', () => {
  expect(due('2026-09-24T10:00', days(2)).steps.map(step => step.zh)).toEqual([
    '9月24日（周四） 起算，当天不计',
    '9月25日（周五）至9月27日（周日） 中秋，不计',
    '9月28日（周一） 第 1 个工作日',
    '9月29日（周二） 第 2 个工作日',
    '9月29日（周二） 24:00 截止',
  ]);
  expect(due('2026-11-23T11:00', { kind: 'working_hours', count: 2 }).steps.map(step => step.en)).toEqual([
    'Counted from Mon 23 Nov 11:00',
    'Mon 23 Nov 11:00–12:00: 1 h, 1 h left',
    'Mon 23 Nov 13:30–14:30: 1 h',
  ]);
});

it('is provisional exactly when a day without a notice was looked at', () => {
  expect(due('2026-12-29T10:00', days(2)).provisional).toBe(false);
  const across = due('2026-12-30T10:00', days(2));
  expect(across.provisional).toBe(true);
  expect(across.steps.at(-1)?.zh).toContain('尚未公布');
  expect(due('2026-12-31T20:00', { kind: 'hours', count: 24 }).provisional).toBe(false);
});

it('refuses hours without a shift and a calendar without a working day', () => {
  expect(() =>
    due('2026-11-23T10:00', { kind: 'working_hours', count: 1 }, { shifts: [], lateCountsTomorrow: false }),
  ).toThrow(RangeError);
  const never = {
    on: (day: string) => ({ day, work: false, name: null, source: 'officer' as const, provisional: false }),
  };
  expect(() => dueOf(days(1), { from: at('2026-11-23T10:00'), calendar: never, hours })).toThrow(RangeError);
});

describe('laws', () => {
  const moment = fc
    .integer({ min: at('2020-01-01T00:00').getTime(), max: at('2026-11-30T23:59').getTime() })
    .map(ms => new Date(ms));
  const count = fc.integer({ min: 0, max: 25 });
  const lastDay = (from: Date, n: number): string =>
    addDays(dayOf(dueOf(days(n), { from, calendar, hours }).at), -1);

  it('more days are never due earlier, and a due day is a working day', () => {
    fc.assert(
      fc.property(moment, count, (from, n) => {
        expect(lastDay(from, n) <= lastDay(from, n + 1)).toBe(true);
        expect(calendar.on(lastDay(from, n)).work).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('a days and then b days are a+b days, from a working day', () => {
    fc.assert(
      fc.property(moment, count, count, (from, a, b) => {
        fc.pre(calendar.on(dayOf(from)).work);
        expect(lastDay(instantAt(lastDay(from, a), 600), b)).toBe(lastDay(from, a + b));
      }),
      { numRuns: 300 },
    );
  });

  it('working hours add up to exactly the minutes worked between', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 1, max: 40 }), (from, n) => {
        const found = dueOf({ kind: 'working_hours', count: n }, { from, calendar, hours });
        expect(workedBetween(from, found.at)).toBe(n * 60);
      }),
      { numRuns: 200 },
    );
  });

  /** Counts working minutes one by one: slow, and written without looking at the walk. */
  function workedBetween(from: Date, to: Date): number {
    let minutes = 0;
    for (let ms = Math.floor(from.getTime() / 60_000) * 60_000; ms < to.getTime(); ms += 60_000) {
      const of = Math.floor(ms / 60_000 + 480) % 1440;
      const open = hours.shifts.some(([opens, closes]) => of >= opens && of < closes);
      if (open && calendar.on(new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)).work) minutes++;
    }
    return minutes;
  }
});
