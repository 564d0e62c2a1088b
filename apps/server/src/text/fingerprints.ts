import type { Comparable } from './comparable.ts';

/** Fingerprints are taken of runs of this many characters: long enough to be rare, short enough to live through edits. */
const RUN = 6;
/** One run in this many is kept, chosen by its own hash, so that two texts choose alike wherever the run stands. */
const ONE_IN = 12;
/** A short text keeps more of its runs, about this many. */
const ABOUT_LEAST = 32;
/**
 * Four million values: few enough that an index of a million texts is small, many enough that a value is met by chance
 * in a handful of them only. Chance seldom meets twice in one text.
 */
export const FINGERPRINT_BITS = 22;

const FACTOR = 0x01000193;
const LEAVING = power(FACTOR, RUN);
const WHOLE = 2 ** 32;

/**
 * The values that a text is found by, each once, in rising order, from 0 to 2^22 - 1. Texts that share a passage share
 * the values of its runs. `salt` keeps the texts of one body apart from those of another.
 */
export function fingerprintsOf({ codes }: Comparable, salt: string): number[] {
  const runs = codes.length - RUN + 1;
  if (runs < 1) return [];
  const seed = saltOf(salt);
  const limit = Math.min(1, Math.max(1 / ONE_IN, ABOUT_LEAST / runs)) * WHOLE;
  const found = new Set<number>();
  let rolling = 0;
  for (let i = 0; i < codes.length; i++) {
    rolling = (Math.imul(rolling, FACTOR) + codes[i]! + 1) | 0;
    if (i >= RUN) rolling = (rolling - Math.imul(codes[i - RUN]! + 1, LEAVING)) | 0;
    if (i < RUN - 1) continue;
    const hash = mixed(rolling);
    if (hash < limit) found.add(mixed(hash ^ seed) >>> (32 - FINGERPRINT_BITS));
  }
  return [...found].sort((a, b) => a - b);
}

function saltOf(salt: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < salt.length; i++) hash = Math.imul(hash ^ salt.charCodeAt(i), FACTOR);
  return mixed(hash);
}

/** The finishing step of MurmurHash3: every bit of the input moves about half the bits of the output. */
function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result = Math.imul(result, base);
  return result;
}
