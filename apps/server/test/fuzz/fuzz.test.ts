import { describe, expect, test } from 'vitest';
import { FORMAT_NAMES, FORMATS, mutationOf, packagesOf } from './formats.ts';
import { fuzz } from './fuzz.ts';
import { seedOf } from './random.ts';

/** As many as fit the time of every run; `npm run fuzz` goes through ten thousand of each and more (docs/fuzz.md). */
const COUNTS: Record<string, number> = {
  ...{ docx: 1000, odt: 1000, xlsx: 400, pdf: 300 },
  ...{ doc: 2500, rtf: 2500, txt: 3000, csv: 3000, zip: 2000, eml: 2000 },
};
/** That of the long run: these are its first files, and none of them is one of its findings. */
const SEED = 20_261_122;

describe('a mutated file is read or refused, in time and memory', () => {
  test.each(FORMAT_NAMES)('%s', { timeout: 120_000 }, async format => {
    const count = COUNTS[format] ?? 1000;
    const fuzzed = await fuzz({ format, seed: SEED, count });
    const found = fuzzed.findings.map(({ at, what }) => `--seed ${SEED} --from ${at} --count 1: ${what}`);
    expect(found).toEqual([]);
    expect(Object.values(fuzzed.codes).reduce((sum, n) => sum + n, 0)).toBe(count);
    // A mutator that only ever breaks files, or never does, tests nothing.
    expect(fuzzed.codes['read'] ?? 0).toBeGreaterThan(count / 20);
    expect(new Set(Object.keys(fuzzed.codes)).size).toBeGreaterThan(format === 'eml' ? 0 : 1);
  });

  test.each([
    [20_261_122, 4015],
    [4, 3],
  ])('PDF %i/%i: a font that held the library for ever is read past', async (seed, from) => {
    const fuzzed = await fuzz({ format: 'pdf', seed, from, count: 1 });
    expect(fuzzed.findings).toEqual([]);
    expect(fuzzed.codes).toEqual({ read: 1 });
  });

  test('a seed makes the same file again, and its neighbour another', async () => {
    const format = await FORMATS['docx']!();
    const packages = packagesOf(format);
    const made = (at: number) =>
      Buffer.from(mutationOf(format, packages, seedOf(SEED, at))).toString('base64');
    expect(made(7)).toBe(made(7));
    expect(new Set(Array.from({ length: 20 }, (_, at) => made(at))).size).toBeGreaterThan(17);
  });
});
