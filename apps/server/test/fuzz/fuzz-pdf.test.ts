import { describe, expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { expectClean, FUZZ_TIMEOUT } from './fuzzed-clean.ts';

describe('a mutated PDF is read or refused, in time and memory', () => {
  test('ten thousand of them', { timeout: FUZZ_TIMEOUT }, () => expectClean('pdf'));

  test.each([
    [20_261_122, 4015],
    [4, 3],
  ])('number %i/%i: a font that held the library for ever is read past', async (seed, from) => {
    const fuzzed = await fuzz({ format: 'pdf', seed, from, count: 1 });
    expect(fuzzed.findings).toEqual([]);
    expect(fuzzed.codes).toEqual({ read: 1 });
  });
});
