import type { Comparable } from './comparable.ts';

/** Two places that say the same, in units of the compared texts; `same` counts the units that are equal in both. */
export type Passage = { a: Span; b: Span; same: number };
export type Span = { from: number; to: number };
export type Match = { passages: Passage[]; same: number; partOfA: number; partOfB: number };

/** Equal runs of this length are where a passage can begin. */
const SEED = 4;
/** A run that occurs more often in one text is a phrase of the trade, not a trace of copying. */
const MOST_PLACES = 8;
/** So many units may be changed, put in or left out between two equal runs of one passage. */
const GAP = 14;
/** What a unit of a gap takes away, so that a stray phrase beyond a wide gap is no part of the passage. */
const GAP_COST = 0.35;
/** Units compared at most, so that texts made to be slow (one character for ever) are not: what comes after is left out. */
const MOST_COMPARED = 4_000_000;
/** Equal runs looked back at when passages are joined. */
const BACK = 48;
/** The shortest passage that is told; shorter ones are phrases. */
const LEAST_SAME = 13;

/** An equal run: `length` units from `a` in one text and from `b` in the other; `score` and `before` chain them. */
type Run = { a: number; b: number; length: number; score: number; before: Run | null };

/**
 * Finds what two texts have in common, wherever it stands in either: passages in the order of the first text, none
 * overlapping in either text. Words changed inside a passage do not end it.
 */
export function matchingPassages(a: Comparable, b: Comparable): Match {
  const runs = chained(equalRuns(a.codes, b.codes));
  const taken = { a: new Uint8Array(a.codes.length), b: new Uint8Array(b.codes.length) };
  const passages = disjoint(runs, taken)
    .map(chain => passageOf(chain, a.codes, b.codes))
    .sort((x, y) => x.a.from - y.a.from);
  const same = passages.reduce((sum, passage) => sum + passage.same, 0);
  const part = (of: Comparable): number => (of.codes.length === 0 ? 0 : same / of.codes.length);
  return { passages, same, partOfA: part(a), partOfB: part(b) };
}

/** One passage of so many equal units is no chance. */
const EXCERPT = 140;
/** The part of the shorter text that makes a copy of it: in any order, or mostly in one piece. */
const NEARLY_ALL = 0.8;
const MOSTLY = 0.7;
const ONE_PIECE = 0.4;
const LEAST_ALIKE = 20;
/** Changes scattered all over break a copy into more pieces; three quarters of a text in few pieces are still no form. */
const SCATTERED = 0.73;
const SCATTERED_PIECE = 0.28;
const SCATTERED_LEAST = 240;

/**
 * Whether one text knew the other: a long passage, or most of the shorter text. Texts that follow one form share short
 * sentences all over and stay below.
 */
export function areAlike({ passages, same, partOfA, partOfB }: Match): boolean {
  const longest = passages.reduce((most, passage) => Math.max(most, passage.same), 0);
  if (longest >= EXCERPT) return true;
  const part = Math.max(partOfA, partOfB);
  if (same < LEAST_ALIKE) return false;
  const shorter = same / part;
  return (
    part >= NEARLY_ALL ||
    (part >= MOSTLY && longest >= shorter * ONE_PIECE) ||
    (shorter >= SCATTERED_LEAST && part >= SCATTERED && longest >= shorter * SCATTERED_PIECE)
  );
}

function equalRuns(a: Uint16Array, b: Uint16Array): Run[] {
  const places = placesOf(b);
  /** How far the run on each diagonal has been followed, so that it is taken once. */
  const followed = new Int32Array(a.length + b.length + 1);
  const runs: Run[] = [];
  let left = MOST_COMPARED;
  for (let i = 0; i + SEED <= a.length && left > 0; i++) {
    for (const j of places.get(keyAt(a, i)) ?? []) {
      const diagonal = j - i + a.length;
      if (followed[diagonal]! > i) continue;
      let length = SEED;
      while (i + length < a.length && j + length < b.length && a[i + length] === b[j + length]) length += 1;
      followed[diagonal] = i + length;
      left -= length;
      runs.push({ a: i, b: j, length, score: length, before: null });
    }
  }
  return runs;
}

function placesOf(codes: Uint16Array): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let j = 0; j + SEED <= codes.length; j++) {
    const key = keyAt(codes, j);
    const known = places.get(key);
    if (!known) places.set(key, [j]);
    else if (known.length < MOST_PLACES) known.push(j);
  }
  return places;
}

/** Four units in one number: 53 bits hold them but for the top bits, so equal keys of unlike runs are next to impossible. */
function keyAt(codes: Uint16Array, i: number): number {
  const low = codes[i]! * 0x10000 + codes[i + 1]!;
  const high = Math.imul(codes[i + 2]! * 0x10000 + codes[i + 3]!, 0x9e3779b1) >>> 11;
  return low * 0x200000 + high;
}

/** Joins equal runs that follow one another closely in both texts; each remembers the best one before it. */
function chained(runs: Run[]): Run[] {
  for (let s = 0; s < runs.length; s++) {
    const run = runs[s]!;
    for (let t = Math.max(0, s - BACK); t < s; t++) {
      const before = runs[t]!;
      const gapA = run.a - before.a - before.length;
      const gapB = run.b - before.b - before.length;
      if (gapA < 0 || gapB < 0 || gapA > GAP || gapB > GAP) continue;
      const score = before.score + run.length - Math.max(gapA, gapB) * GAP_COST;
      if (score <= run.score) continue;
      run.score = score;
      run.before = before;
    }
  }
  return runs.sort((x, y) => y.score - x.score);
}

type Taken = { a: Uint8Array; b: Uint8Array };

/** The best chains first, in reading order; what an earlier one has taken, in either text, is no part of a later one. */
function disjoint(runs: Run[], taken: Taken): Run[][] {
  const chains: Run[][] = [];
  for (const last of runs) {
    if (last.score < LEAST_SAME) break;
    const chain = freeChain(last, taken);
    if (chain.reduce((sum, run) => sum + run.length, 0) < LEAST_SAME) continue;
    const [first, end] = [chain[0]!, chain.at(-1)!];
    taken.a.fill(1, first.a, end.a + end.length);
    taken.b.fill(1, first.b, end.b + end.length);
    chains.push(chain);
  }
  return chains;
}

/** The chain that ends with a run, back to where something is taken; in reading order. */
function freeChain(last: Run, taken: Taken): Run[] {
  const chain: Run[] = [];
  for (let run: Run | null = last; run; run = run.before) {
    const free = freePart(run, taken);
    const next = chain[0];
    if (!free || (next && isTakenBetween(free, next, taken))) break;
    chain.unshift(free);
    if (free.a > run.a) break;
  }
  return chain;
}

function isTakenBetween(run: Run, next: Run, taken: Taken): boolean {
  return (
    taken.a.subarray(run.a + run.length, next.a).includes(1) ||
    taken.b.subarray(run.b + run.length, next.b).includes(1)
  );
}

/** The run, or its last stretch that nobody has taken; neighbours often share the unit where they meet. */
function freePart(run: Run, taken: Taken): Run | null {
  const isTaken = (at: number): boolean => taken.a[run.a + at] === 1 || taken.b[run.b + at] === 1;
  let end = run.length;
  while (end > 0 && isTaken(end - 1)) end -= 1;
  let start = end;
  while (start > 0 && !isTaken(start - 1)) start -= 1;
  if (start === 0 && end === run.length) return run;
  if (end - start < SEED) return null;
  return { ...run, a: run.a + start, b: run.b + start, length: end - start };
}

/** Between two runs that stand equally far apart in both texts, single equal units count as well. */
function passageOf(chain: Run[], a: Uint16Array, b: Uint16Array): Passage {
  const first = chain[0]!;
  const last = chain.at(-1)!;
  let same = first.length;
  for (let i = 1; i < chain.length; i++) {
    const [before, run] = [chain[i - 1]!, chain[i]!];
    same += run.length;
    if (run.b - run.a !== before.b - before.a) continue;
    for (let at = before.a + before.length; at < run.a; at++) {
      if (a[at] === b[at + run.b - run.a]) same += 1;
    }
  }
  return {
    a: { from: first.a, to: last.a + last.length },
    b: { from: first.b, to: last.b + last.length },
    same,
  };
}
