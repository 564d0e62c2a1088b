import type { Reader } from '../db/connect.ts';
import { findIn, type Hit, type Key, type Search, type Span, spansOf } from './find-queries.ts';
import { coverOf, dayNumber } from './terms.ts';

/** Texts of the first stretch: enough for a page of any common word. */
const FIRST = 2_000;
/** No day lies there. */
const AFTER_ALL = Infinity;
/** Days at both ends that are asked about although no text was counted there: some may have come in just now. */
const LATER = 400;
const EARLIER = 400;
/** No stretch is expected to propose more than this many; one that proposes far more is cut and asked again. */
const PROPOSALS = 4_000;
const TOO_MANY = 16_000;
/** Texts looked at before counting goes no further, and before looking itself pauses. */
const COUNTED = 8_000;
const PAUSE = 20_000;

export type Walked = {
  /** Newest first. */
  hits: Hit[];
  /** Everything before the place was looked through. */
  exhausted: boolean;
  /** The first day that was looked at, when not everything was. */
  backTo: number | null;
};

type Wanted = {
  before: Key | null;
  /** Stops when so many are found. */
  most: number;
  /** With so many, it does not go on only to count. */
  enough: number;
  /** A stretch of several spans that proposes more than this is asked again in smaller steps. */
  tooMany?: number;
};

/**
 * Walks back in time, stretch by stretch, until there is enough. A stretch is the longer the rarer the words have been
 * so far, so that a common word is answered from the last days and a rare one from a few questions.
 */
export async function walk(
  reader: Reader,
  search: Search,
  { before, most, enough, tooMany = TOO_MANY }: Wanted,
): Promise<Walked> {
  const spans = await spansOf(reader);
  const hits: Hit[] = [];
  let [at, until] = before ? startAt(spans, dayNumber(before.at)) : [0, AFTER_ALL];
  let [looked, passed, size] = [0, 0, FIRST];
  while (at < spans.length) {
    const { end, texts } = stretchFrom(spans, at, size);
    const from = end === spans.length ? -Infinity : (spans[end - 1]?.from ?? 0);
    const time = timeOf(spans, { from, until });
    const atMost = end === at + 1 ? null : tooMany;
    const found = await findIn(reader, search, { time, before, most: most - hits.length, atMost });
    if (atMost !== null && found.looked > atMost) {
      // What is rare in the last days was common once: in smaller steps from here.
      size = Math.min(size, texts) / 8;
      continue;
    }
    hits.push(...found.hits);
    [at, until] = [end, from];
    looked += found.looked;
    passed += texts;
    if (hits.length >= most || looked >= (hits.length >= enough ? COUNTED : PAUSE)) break;
    // As many texts as should have what is missing, with a third on top.
    const wanted = hits.length === 0 ? PROPOSALS : ((most - hits.length) * looked * 4) / (hits.length * 3);
    const expected = (Math.min(PROPOSALS, wanted) * passed) / Math.max(1, looked);
    size = Math.max(FIRST, Math.min(size * 8, expected));
  }
  const exhausted = at >= spans.length && hits.length < most;
  return { hits, exhausted, backTo: exhausted ? null : until };
}

/** A place in the order lies in some span: it is looked at again from its end, and what is not before the place is left out. */
function startAt(spans: readonly Span[], day: number): [at: number, until: number] {
  const at = spans.findIndex(span => span.from <= day);
  return [at < 0 ? spans.length : at, day + 1];
}

/** Keys of the days; null where they would be all, and keys of everything that came in meanwhile at the newest end. */
function timeOf(spans: readonly Span[], { from, until }: { from: number; until: number }): number[] | null {
  const last = until === AFTER_ALL ? (spans[0]?.from ?? 0) + LATER : until;
  if (from === -Infinity)
    return until === AFTER_ALL ? null : coverOf((spans.at(-1)?.from ?? 0) - EARLIER, last);
  return coverOf(from, last);
}

/** Whole spans from `at` on with about `size` texts; a small rest is taken along. */
function stretchFrom(spans: readonly Span[], at: number, size: number): { end: number; texts: number } {
  let [end, texts] = [at, 0];
  while (end < spans.length && (texts === 0 || texts < size)) texts += spans[end++]!.texts;
  const rest = spans.slice(end).reduce((sum, span) => sum + span.texts, 0);
  return rest < size / 2 ? { end: spans.length, texts: texts + rest } : { end, texts };
}
