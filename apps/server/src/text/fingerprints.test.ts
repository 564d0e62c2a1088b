import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparable } from './comparable.ts';
import { FINGERPRINT_BITS, fingerprintsOf } from './fingerprints.ts';

const HAN = Array.from({ length: 2000 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7));
const chinese = (min: number, max: number) =>
  fc.array(fc.constantFrom(...HAN), { minLength: min, maxLength: max }).map(each => each.join(''));
const of = (text: string, salt = 'bod_1'): number[] => fingerprintsOf(comparable(text), salt);

test('about one run in twelve of a long text, about thirty of a short one, none of a word', () => {
  const sizes = fc.sample(chinese(3000, 3000), { numRuns: 20, seed: 1 }).map(text => of(text).length);
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  expect(mean).toBeGreaterThan(230);
  expect(mean).toBeLessThan(270);
  const short = fc.sample(chinese(60, 60), { numRuns: 40, seed: 2 }).map(text => of(text).length);
  expect(short.reduce((sum, size) => sum + size, 0) / short.length).toBeGreaterThan(28);
  expect(of('城管执法局')).toEqual([]);
});

test('values are unlike, rising and within their bits', () => {
  fc.assert(
    fc.property(chinese(0, 400), text => {
      const values = of(text);
      expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
      for (const value of values) expect(value >>> FINGERPRINT_BITS).toBe(0);
    }),
  );
});

test('wherever a passage stands, it has the same values; a short text has those of the long one around it', () => {
  fc.assert(
    fc.property(chinese(300, 400), chinese(300, 400), chinese(60, 400), (head, tail, passage) => {
      const [own, around] = [new Set(of(passage)), of(head + passage + tail)];
      const elsewhere = new Set([...of(head + passage.slice(0, 5)), ...of(passage.slice(-5) + tail)]);
      const inside = around.filter(value => own.has(value));
      const outside = around.filter(value => !own.has(value));
      // Chance may make two runs equal in 22 bits; that is rare enough for a handful.
      expect(outside.filter(value => !elsewhere.has(value)).length).toBeLessThanOrEqual(1);
      if (passage.length >= 300) expect(inside.length).toBeGreaterThan(8);
    }),
    { seed: 711, numRuns: 60 },
  );
});

test('the texts of two bodies never meet', () => {
  const [text] = fc.sample(chinese(2000, 2000), { numRuns: 1, seed: 3 });
  const there = new Set(of(text!, 'bod_2'));
  expect(of(text!).filter(value => there.has(value)).length).toBeLessThanOrEqual(1);
});
