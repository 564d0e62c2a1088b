import type { Reader } from '../db/connect.ts';
import { daysOf, findIn, type Hit, type Key, type Search } from './find-queries.ts';
import { coverOf, dayNumber } from './terms.ts';

/** Texts of the first stretch: enough for a page of any common word. */
const FIRST = 2_000;
/** No stretch has more texts, and none is expected to propose more than this many. */
const MOST = 262_144;
const PROPOSALS = 4_000;
/** Texts looked at before counting goes no further, and before looking itself pauses. */
const COUNTED = 8_000;
const PAUSE = 60_000;

export type Walked = {
  /** Newest first. */
  hits: Hit[];
  /** Everything before the place was looked through. */
  exhausted: boolean;
  /** The first day that was looked at, when it is not. */
  backTo: number | null;
};

type Wanted = {
  before: Key | null;
  /** Stops when so many are found. */
  most: number;
  /** With so many, it does not go on only to count. */
  enough: number;
};

/**
 * Walks back in time, stretch by stretch, until there is enough. A stretch is the longer the rarer the words have been
 * so far, so that a common word is answered from the last days and a rare one from a few questions.
 */
export async function walk(
  reader: Reader,
  search: Search,
  { before, most, enough }: Wanted,
): Promise<Walked> {
  const days = await daysOf(reader);
  const first = before ? dayNumber(before.at) : Infinity;
  const left = days.filter(({ day }) => day <= first);
  const hits: Hit[] = [];
  let [at, looked, passed, size] = [0, 0, 0, FIRST];
  while (at < left.length) {
    const { end, texts } = stretchFrom(left, at, size);
    const all = at === 0 && end === left.length && before === null;
    const time = all ? null : coverOf(left[end - 1]!.day, left[at]!.day + 1);
    const found = await findIn(reader, search, { time, before, most: most - hits.length });
    hits.push(...found.hits);
    at = end;
    looked += found.looked;
    passed += texts;
    const done = hits.length >= most || looked >= (hits.length >= enough ? COUNTED : PAUSE);
    if (done) break;
    const expected = looked === 0 ? MOST : (PROPOSALS * passed) / looked;
    size = Math.max(FIRST, Math.min(MOST, size * 8, expected));
  }
  const exhausted = at >= left.length && hits.length < most;
  return { hits, exhausted, backTo: exhausted ? null : (left[at - 1]?.day ?? null) };
}

/** Whole days from `at` on with about `size` texts; a small rest is taken along. */
function stretchFrom(
  days: readonly { day: number; texts: number }[],
  at: number,
  size: number,
): { end: number; texts: number } {
  let [end, texts] = [at, 0];
  while (end < days.length && (texts === 0 || texts < size)) texts += days[end++]!.texts;
  const rest = days.slice(end).reduce((sum, day) => sum + day.texts, 0);
  return rest < size / 2 ? { end: days.length, texts: texts + rest } : { end, texts };
}
