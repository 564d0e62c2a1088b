import type { Block } from '@xinxuan/contract';
import type { Tx } from '../db/connect.ts';
import { bandsOf, likeness, sharedPart, shinglesOf, signatureOf } from '../text/shingles.ts';
import { textOf } from './paper.ts';
import { candidatesFor, replaceRepeats, saveShingles, textsOf } from './repeat-queries.ts';

/** Candidates read in full, and the least shared part worth a word to the desk. */
const MOST_READ = 10;
const LEAST_ESTIMATE = 0.12;
const LEAST_SHARED = 30;

/** Looks for earlier texts that this one repeats (M6) and keeps the pairs, each with its exact shared part. */
export async function keepLookAlikes(
  tx: Tx,
  id: string,
  text: { title: string; body: Block[] },
): Promise<void> {
  const own = shinglesOf(textOf(text.body));
  const signature = signatureOf(own);
  const bands = bandsOf(signature, tx.body);
  const candidates = await candidatesFor(tx, { id, bands });
  const likeliest = candidates
    .map(each => ({ id: each.id, likeness: likeness(signature, each.signature) }))
    .filter(each => each.likeness >= LEAST_ESTIMATE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_READ);
  const texts = await textsOf(
    tx,
    likeliest.map(each => each.id),
  );
  const pairs = texts.flatMap(each => {
    const other = shinglesOf(textOf(each.body));
    const there = { otherId: each.id, percent: percent(sharedPart(own, other)) };
    const back = percent(sharedPart(other, own));
    return Math.max(there.percent, back) >= LEAST_SHARED ? [{ ...there, percentBack: back }] : [];
  });
  await replaceRepeats(tx, id, pairs);
  await saveShingles(tx, { id, bands, signature });
}

function percent(part: number): number {
  return Math.round(part * 100);
}
