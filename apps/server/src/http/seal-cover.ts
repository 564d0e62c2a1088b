import type { Reader } from '../db/connect.ts';
import { heldSeals } from '../db/held-seals.ts';
import type { Sealer } from '../db/sealer.ts';
import { barring, eachText } from '../text/covered-words.ts';

type Held = { body: string; sealId: string; words: readonly string[] };

/** The words of a seal, readable by this server alone. */
export function sealWords(sealer: Sealer, { body, sealId, words }: Held): Buffer {
  return sealer.seal(Buffer.from(JSON.stringify(words)), `${body}/${sealId}/words`);
}

/**
 * Covers the words of every seal that holds, in whatever value is about to be shown. For the trail, which is a chain and
 * never written anew: what somebody gave as a reason can repeat what was sealed later.
 */
export async function coverOfSeals(reader: Reader, sealer: Sealer): Promise<(value: unknown) => unknown> {
  const held = await heldSeals(reader);
  const words = held.flatMap(({ id, words: sealed }) => {
    const opened = sealer.open(sealed, `${reader.body}/${id}/words`);
    return opened ? (JSON.parse(opened.toString('utf8')) as string[]) : [];
  });
  const bar = barring([...new Set(words)].sort((a, b) => b.length - a.length));
  return value => eachText(value, bar);
}
