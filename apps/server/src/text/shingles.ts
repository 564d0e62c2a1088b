/** Texts are compared by runs of this many characters. */
const GRAM = 4;
const HASHES = 64;
/** A band of three equal hashes makes two texts candidates: likely from a third of shared wording upwards. */
const BAND_ROWS = 3;

/** What a text says, without what its layout, punctuation, width of characters or capitals add. */
export function normalized(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The set of all runs of four characters; a shorter text is one run. */
export function shinglesOf(text: string): Set<string> {
  const characters = [...normalized(text)];
  if (characters.length === 0) return new Set();
  if (characters.length <= GRAM) return new Set([characters.join('')]);
  const shingles = new Set<string>();
  for (let at = 0; at + GRAM <= characters.length; at++) {
    shingles.add(characters[at]! + characters[at + 1]! + characters[at + 2]! + characters[at + 3]!);
  }
  return shingles;
}

/** The part of `own` that stands in `other` as well, 0 to 1. */
export function sharedPart(own: Set<string>, other: Set<string>): number {
  if (own.size === 0) return 0;
  let shared = 0;
  for (const shingle of own) if (other.has(shingle)) shared += 1;
  return shared / own.size;
}

/** A MinHash signature: 64 signed 32-bit numbers; the part of equal ones estimates the shared part of two sets. */
export function signatureOf(shingles: Set<string>): number[] {
  const least = new Uint32Array(HASHES).fill(0xffffffff);
  for (const shingle of shingles) {
    const hash = hashText(shingle);
    for (let i = 0; i < HASHES; i++) {
      const value = mix(hash ^ SEEDS[i]!);
      if (value < least[i]!) least[i] = value;
    }
  }
  return Array.from(least, value => value | 0);
}

/** 0 to 1: how much two texts share, estimated from their signatures (error about 0.06). */
export function likeness(a: readonly number[], b: readonly number[]): number {
  let equal = 0;
  for (let i = 0; i < HASHES; i++) if (a[i] === b[i]) equal += 1;
  return equal / HASHES;
}

/** Keys to find candidates by: texts with one key in common may be alike. `salt` keeps the texts of bodies apart. */
export function bandsOf(signature: readonly number[], salt: string): number[] {
  const bands: number[] = [];
  for (let at = 0; at + BAND_ROWS <= HASHES; at += BAND_ROWS) {
    let hash = hashText(`${salt} ${at}`);
    for (let row = 0; row < BAND_ROWS; row++) hash = mix(hash ^ signature[at + row]!);
    bands.push(hash | 0);
  }
  return bands;
}

/** FNV-1a over the UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** The finishing step of MurmurHash3: every bit of the input moves about half the bits of the output. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const SEEDS = Uint32Array.from({ length: HASHES }, (_, index) => mix(Math.imul(index + 1, 0x9e3779b1)));
