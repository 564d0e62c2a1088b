import { expect } from 'vitest';
import { fuzz } from './fuzz.ts';

/** That of the long run (docs/fuzz.md). */
export const SEED = 20_261_122;
const COUNT = 10_000;
/** A core that is shared with everything else on a slow machine; alone, a format takes from two to forty seconds. */
export const FUZZ_TIMEOUT = 600_000;

/** Ten thousand mutated files of a format are each read or refused, in time and memory. */
export async function expectClean(format: string): Promise<void> {
  const { codes, findings } = await fuzz({ format, seed: SEED, count: COUNT, quick: true });
  const found = findings.map(
    ({ at, what }) =>
      `npm run fuzz -- --quick --format ${format} --seed ${SEED} --from ${at} --count 1: ${what}`,
  );
  expect(found).toEqual([]);
  expect(Object.values(codes).reduce((sum, n) => sum + n, 0)).toBe(COUNT);
  // A mutator that only ever breaks files, or never does, tests nothing.
  expect(codes['read'] ?? 0).toBeGreaterThan(COUNT / 20);
  expect(Object.keys(codes).length).toBeGreaterThan(format === 'eml' ? 0 : 1);
}
