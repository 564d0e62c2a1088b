import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandsOf, likeness, normalized, sharedPart, shinglesOf, signatureOf } from './shingles.ts';

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
      expect(signatureOf(other)).toEqual(signatureOf(own));
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

/** Two texts that share about the given part of their runs: one common beginning, two different ends. */
function pair(common: string, a: string, b: string) {
  const [left, right] = [shinglesOf(common + a), shinglesOf(common + b)];
  const union = new Set([...left, ...right]).size;
  const both = [...left].filter(run => right.has(run)).length;
  return { left, right, jaccard: both / union };
}

test('signatures estimate the shared part within what 64 hashes allow', () => {
  fc.assert(
    fc.property(chinese(50, 200), chinese(50, 200), chinese(50, 200), (common, a, b) => {
      const { left, right, jaccard } = pair(common, a, b);
      const error = Math.abs(likeness(signatureOf(left), signatureOf(right)) - jaccard);
      // Five standard deviations of a mean of 64 draws, at most 0.5 / 8 each.
      expect(error).toBeLessThan(5 * 0.0625);
    }),
    { seed: 20260520, numRuns: 60 },
  );
});

test('texts that share most of their wording meet in a band; strangers do not, nor do other bodies', () => {
  let met = 0;
  let strangers = 0;
  const texts = fc.sample(fc.tuple(chinese(400, 500), chinese(40, 60), chinese(40, 60)), {
    numRuns: 60,
    seed: 7,
  });
  for (const [index, [common, a, b]] of texts.entries()) {
    const left = bandsOf(signatureOf(shinglesOf(common + a)), 'bod_1');
    const right = bandsOf(signatureOf(shinglesOf(common + b)), 'bod_1');
    const other = bandsOf(signatureOf(shinglesOf(common + b)), 'bod_2');
    const next = texts[(index + 1) % texts.length]![0];
    const stranger = bandsOf(signatureOf(shinglesOf(next)), 'bod_1');
    if (left.some(band => right.includes(band))) met += 1;
    if (left.some(band => stranger.includes(band))) strangers += 1;
    expect(left.some(band => other.includes(band))).toBe(false);
  }
  expect(met).toBe(texts.length);
  expect(strangers).toBe(0);
});

test('bands and signatures fit the database’s 32-bit integers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), text => {
      const signature = signatureOf(shinglesOf(text));
      expect(signature).toHaveLength(64);
      for (const value of [...signature, ...bandsOf(signature, 'bod_1')]) {
        expect(value).toBe(value | 0);
      }
    }),
  );
});
