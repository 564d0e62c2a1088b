import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendarOf, formatDay, isWorkingDay, PERIOD_KINDS, parseDay } from './periods.ts';

const day = (text: string): number => {
  const number = parseDay(text);
  if (number === null) throw new Error(text);
  return number;
};
const span = { from: day('2026-01-01'), to: day('2026-12-31') };
const january = calendarOf({ month: 1, day: 1 }, span);
const december = calendarOf({ month: 12, day: 1 }, span);

describe('days', () => {
  test.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', ''])(
    '%j is no day',
    text => expect(parseDay(text)).toBeNull(),
  );
  test('a day and its number are one', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 60_000 }), number => {
        expect(day(formatDay(number))).toBe(number);
      }),
    );
  });
});

describe('periods', () => {
  test.each([
    ['week', '2026-01-01', '2026-W01', '2025-12-29', '2026-01-04'],
    ['week', '2025-12-28', '2025-W52', '2025-12-22', '2025-12-28'],
    ['week', '2027-01-02', '2026-W53', '2026-12-28', '2027-01-03'],
    ['half-month', '2026-02-15', '2026-02a', '2026-02-01', '2026-02-15'],
    ['half-month', '2026-02-16', '2026-02b', '2026-02-16', '2026-02-28'],
    ['month', '2024-02-29', '2024-02', '2024-02-01', '2024-02-29'],
    ['two-months', '2026-04-01', '2026-B2', '2026-03-01', '2026-04-30'],
    ['quarter', '2026-12-31', '2026-Q4', '2026-10-01', '2026-12-31'],
    ['half-year', '2026-07-01', '2026-H2', '2026-07-01', '2026-12-31'],
    ['year', '2026-07-01', '2026', '2026-01-01', '2026-12-31'],
  ] as const)('%s of %s is %s', (kind, text, key, from, to) => {
    expect(january.describe(kind, january.indexOf(kind, day(text)))).toEqual({ kind, key, from, to });
  });

  // scheme 45: the year runs from 1 December to 30 November
  test.each([
    ['year', '2020-12-01', '2021', '2020-12-01', '2021-11-30'],
    ['quarter', '2020-12-15', '2021-Q1', '2020-12-01', '2021-02-28'],
    ['quarter', '2021-11-30', '2021-Q4', '2021-09-01', '2021-11-30'],
    ['half-year', '2021-06-01', '2021-H2', '2021-06-01', '2021-11-30'],
    ['month', '2020-12-31', '2020-12', '2020-12-01', '2020-12-31'],
  ] as const)('with a year from December, %s of %s is %s', (kind, text, key, from, to) => {
    expect(december.describe(kind, december.indexOf(kind, day(text)))).toEqual({ kind, key, from, to });
  });

  test('every day lies within its period, and periods follow each other without a gap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 15_000, max: 25_000 }),
        fc.constantFrom(...PERIOD_KINDS.filter(kind => kind !== 'all')),
        fc.constantFrom(january, december),
        (number, kind, calendar) => {
          const index = calendar.indexOf(kind, number);
          const { from, to, anchor } = calendar.bounds(kind, index);
          expect(from <= number && number <= to && from <= anchor && anchor <= to).toBe(true);
          expect(calendar.bounds(kind, index + 1).from).toBe(to + 1);
        },
      ),
    );
  });

  test('keys of a kind differ', () => {
    for (const kind of PERIOD_KINDS.filter(kind => kind !== 'all')) {
      for (const calendar of [january, december]) {
        const first = calendar.indexOf(kind, span.from);
        const keys = Array.from({ length: 60 }, (_, i) => calendar.describe(kind, first + i).key);
        expect(new Set(keys).size).toBe(60);
      }
    }
  });
});

describe('terms and thirds of a month', () => {
  const school = calendarOf(
    {
      month: 9,
      day: 1,
      terms: [
        { month: 2, day: 20 },
        { month: 9, day: 1 },
      ],
    },
    { from: day('2025-09-01'), to: day('2026-08-31') },
  );
  const office = calendarOf({ month: 1, day: 1 }, { from: day('2026-01-01'), to: day('2026-12-31') });

  test.each([
    ['2025-09-01', '2026-T1', '2025-09-01', '2026-02-19'],
    ['2026-02-19', '2026-T1', '2025-09-01', '2026-02-19'],
    ['2026-02-20', '2026-T2', '2026-02-20', '2026-08-31'],
    ['2026-09-01', '2027-T1', '2026-09-01', '2027-02-19'],
  ])('in a school year %s lies in %s', (text, key, from, to) => {
    expect(school.describe('term', school.indexOf('term', day(text)))).toEqual({
      kind: 'term',
      key,
      from,
      to,
    });
  });

  test('without a word about terms they begin in March and September', () => {
    const of = (text: string) => office.describe('term', office.indexOf('term', day(text)));
    expect([of('2026-02-28').key, of('2026-03-01').key, of('2026-09-01').key]).toEqual([
      '2026-T1',
      '2026-T2',
      '2027-T1',
    ]);
    expect(of('2026-02-28').from).toBe('2025-09-01');
  });

  test.each([
    ['2026-02-10', '2026-02d1', '2026-02-01', '2026-02-10'],
    ['2026-02-11', '2026-02d2', '2026-02-11', '2026-02-20'],
    ['2026-01-31', '2026-01d3', '2026-01-21', '2026-01-31'],
  ])('%s lies in %s', (text, key, from, to) => {
    expect(office.describe('ten-days', office.indexOf('ten-days', day(text)))).toEqual({
      kind: 'ten-days',
      key,
      from,
      to,
    });
  });
});

test('holidays are off and make-up days on', () => {
  const days = { off: new Set([day('2026-10-01')]), on: new Set([day('2026-10-10')]) };
  expect(
    ['2026-09-30', '2026-10-01', '2026-10-03', '2026-10-10'].map(text => isWorkingDay(day(text), days)),
  ).toEqual([true, false, false, true]);
});
