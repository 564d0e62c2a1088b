import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sumOf } from './plain.ts';

test.each([
  [['80', '-24'], '56'],
  [['0.1', '0.2'], '0.3'],
  [['-0.5', '0.25'], '-0.25'],
  [[], '0'],
])('%j add up to %s', (points, sum) => {
  expect(sumOf(points)).toBe(sum);
});

test('sums are exact and do not depend on the order', () => {
  const cents = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 50 });
  const decimal = (value: number): string =>
    `${value < 0 ? '-' : ''}${Math.floor(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`;
  fc.assert(
    fc.property(cents, values => {
      const sum = sumOf(values.map(decimal));
      expect(sum).toBe(sumOf(values.toReversed().map(decimal)));
      expect(Math.round(Number(sum) * 100)).toBe(values.reduce((a, b) => a + b, 0));
    }),
  );
});
