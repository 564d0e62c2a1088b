import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysOf, isPeriod, periodOf, SPANS, shifted, spanOf } from './period.ts';

test.each([
  ['2026', '2026-01-01', '2026-12-31'],
  ['2026-Q1', '2026-01-01', '2026-03-31'],
  ['2026-Q4', '2026-10-01', '2026-12-31'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2026-02', '2026-02-01', '2026-02-28'],
])('%s goes from %s to %s', (period, from, to) => {
  expect(daysOf(period)).toEqual({ from, to });
});

test.each([
  ['2026', -1, '2025'],
  ['2026-Q1', -1, '2025-Q4'],
  ['2026-Q4', 1, '2027-Q1'],
  ['2026-01', -1, '2025-12'],
  ['2026-12', 1, '2027-01'],
])('%s moved by %i is %s', (period, steps, expected) => {
  expect(shifted(period, steps)).toBe(expected);
});

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10));

test('every day lies in its period, and going there and back leads home', () => {
  fc.assert(
    fc.property(day, fc.constantFrom(...SPANS), fc.integer({ min: -50, max: 50 }), (on, span, steps) => {
      const period = periodOf(on, span);
      const { from, to } = daysOf(period);
      expect(isPeriod(period)).toBe(true);
      expect(spanOf(period)).toBe(span);
      expect(from <= on && on <= to).toBe(true);
      expect(shifted(shifted(period, steps), -steps)).toBe(period);
    }),
  );
});

test('what is no period is told apart', () => {
  expect(['2026-Q5', '2026-13', '26', '', undefined].filter(text => isPeriod(text))).toEqual([]);
});
