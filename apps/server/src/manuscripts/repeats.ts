import type { Block } from '@xinxuan/contract';
import type { Reader, Tx } from '../db/connect.ts';
import { type Comparable, comparable } from '../text/comparable.ts';
import { fingerprintsOf } from '../text/fingerprints.ts';
import { areAlike, type Match, matchingPassages } from '../text/passages.ts';
import { textOf } from './paper.ts';
import { unrelatedTo } from './repeat-answer-queries.ts';
import { candidatesFor, type KeptText, replaceRepeats, saveFingerprints, textsOf } from './repeat-queries.ts';

/** Characters of other texts that one look reads at most; the likeliest come first. */
const MOST_CHARACTERS = 300_000;

export type LookAlike = KeptText & { match: Match };
export type Look = {
  read: Comparable;
  found: LookAlike[];
  fingerprints: number[];
  crowded: number[];
};

/**
 * Sent texts of the whole body that say the same as this one, in full or in part, the most alike first. The fingerprints
 * propose, the texts themselves decide. Nobody's rights are asked here.
 */
export async function findLookAlikes(
  reader: Reader,
  { body, not }: { body: Block[]; not: string | null },
): Promise<Look> {
  const read = comparable(textOf(body));
  const fingerprints = fingerprintsOf(read, reader.body);
  const { ids, crowded } = await candidatesFor(reader, { fingerprints, not });
  let left = MOST_CHARACTERS;
  const found = (await textsOf(reader, ids))
    .map(text => ({ ...text, plain: textOf(text.body) }))
    .filter(({ plain }) => {
      left -= plain.length;
      return left > 0;
    })
    .map(({ plain, ...text }) => ({ ...text, match: matchingPassages(read, comparable(plain)) }))
    .filter(({ match }) => areAlike(match))
    .sort((x, y) => y.match.same - x.match.same || (x.id < y.id ? 1 : -1));
  return { read, found, fingerprints, crowded };
}

/** Looks for earlier texts that this one repeats (M6) and keeps the pairs, each with its exact shared part. */
export async function keepLookAlikes(tx: Tx, id: string, text: { body: Block[] }): Promise<void> {
  const { found, fingerprints, crowded } = await findLookAlikes(tx, { body: text.body, not: id });
  const settled = await unrelatedTo(tx, id, 'desk');
  await replaceRepeats(
    tx,
    id,
    found
      .filter(each => !settled.has(each.id))
      .map(({ id: otherId, match }) => ({
        otherId,
        percent: percent(match.partOfA),
        percentBack: percent(match.partOfB),
      })),
  );
  await saveFingerprints(tx, { id, fingerprints, crowded });
}

/** A part, 0 to 1, as it is told. */
export function percent(part: number): number {
  return Math.round(part * 100);
}
