import { expect, test } from 'vitest';
import { bookEntry, bookLate } from './book.ts';

const settled = (...periods: string[]) => new Map(periods.map(period => [period, 'closed']));

test.each([
  ['2026-Q1', ['2026-Q1'], '2026-05-20', '2026-05-20', 'quarter'],
  ['2026-Q1', ['2026-Q1'], '2026-07-08', '2026-06-30', 'quarter'],
  ['2026-Q1', ['2026-Q1', '2026-Q2'], '2026-07-08', '2026-07-08', 'quarter'],
  ['2026-Q4', ['2026-Q4'], '2027-02-01', '2027-02-01', 'quarter'],
  ['2026-12', ['2026-12'], '2027-01-15', '2027-01-15', 'month'],
  ['2026', ['2026'], '2027-01-20', '2027-01-20', 'year'],
] as const)('a late fact of %s with %j closed is booked on %s', (origin, closed, today, onDay, kind) => {
  expect(bookLate(origin, settled(...closed), today)).toEqual({ onDay, inKinds: [kind] });
});

test('an entry stands in every kind of period that holds the one objected to', () => {
  const quarter = bookEntry('2026-Q1', new Map(), '2026-04-10');
  expect(quarter).toEqual([{ onDay: '2026-03-31', inKinds: ['quarter', 'year'] }]);
  expect(bookEntry('2026', new Map(), '2027-01-10')).toEqual([{ onDay: '2026-12-31', inKinds: ['year'] }]);
  expect(bookEntry('2026-03', new Map(), '2026-04-10')[0]?.inKinds).toEqual(['month', 'quarter', 'year']);
});

test('of a closed quarter it goes to the next one, and stays in the year, which is open', () => {
  expect(bookEntry('2026-Q1', settled('2026-Q1'), '2026-05-06')).toEqual([
    { onDay: '2026-05-06', inKinds: ['quarter'] },
    { onDay: '2026-03-31', inKinds: ['year'] },
  ]);
});

test('a period in publication takes no late entries, but its own corrections', () => {
  const published = new Map([
    ['2026-Q1', 'closed'],
    ['2026-Q2', 'published'],
  ]);
  expect(bookLate('2026-Q1', published, '2026-07-08').onDay).toBe('2026-07-08');
  expect(bookEntry('2026-Q2', published, '2026-07-08')[0]?.onDay).toBe('2026-06-30');
});
