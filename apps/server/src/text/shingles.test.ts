import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalized, sharedPart, shinglesOf } from './shingles.ts';

const HAN = Array.from({ length: 400 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7));
const chinese = (min: number, max: number) =>
  fc
    .array(fc.constantFrom(...HAN), { minLength: min, maxLength: max })
    .map(characters => characters.join(''));

test('punctuation, width, capitals and layout say nothing', () => {
  expect(normalized('Ａbc，１２ 3。\n城管！')).toBe('abc123城管');
  expect(shinglesOf('城管执法')).toEqual(new Set(['城管执法']));
  expect(shinglesOf('城管')).toEqual(new Set(['城管']));
  expect(shinglesOf('，。！')).toEqual(new Set());
});

test('a text is wholly shared with itself, however it is punctuated', () => {
  fc.assert(
    fc.property(chinese(1, 300), fc.array(fc.nat(299), { maxLength: 20 }), (text, places) => {
      const characters = [...text];
      for (const place of places) characters.splice(place, 0, '，\n');
      const [own, other] = [shinglesOf(text), shinglesOf(characters.join(''))];
      expect(sharedPart(own, other)).toBe(1);
    }),
  );
});

test('the shared part is what an independent count of equal runs gives', () => {
  fc.assert(
    fc.property(chinese(4, 120), chinese(0, 120), fc.nat(120), (a, b, cut) => {
      const other = b + a.slice(0, cut);
      const runs = (text: string) =>
        Array.from({ length: text.length - 3 }, (_, at) => text.slice(at, at + 4));
      const own = [...new Set(runs(a))];
      const shared = own.filter(run => other.includes(run)).length;
      const expected = other.length < 4 ? 0 : shared / own.length;
      expect(sharedPart(shinglesOf(a), shinglesOf(other))).toBeCloseTo(expected, 10);
    }),
  );
});
