import { wordsInForce } from '../checks/secrecy-queries.ts';
import type { Reader } from '../db/connect.ts';
import { barring } from '../text/covered-words.ts';
import { type TextInForce, textInForce } from './kept-check.ts';
import type { Manuscript } from './manuscript.ts';
import { openVersions, type Version } from './seal-queries.ts';
import { wholeOf, withdrawnWords } from './sealed-words.ts';

type Asked = { manuscript: Manuscript; revisionId: string; words: readonly string[]; today: string };

export type SealPlan = {
  inForce: TextInForce;
  /** The version itself, and earlier ones that hold the same words. */
  closed: Version[];
  /** What is to be covered wherever it stands: found by itself, and named by the person. */
  words: string[];
  holding: (text: string) => boolean;
};

/** What a seal of one version would close; the same for the preview and for the act. */
export async function planSeal(reader: Reader, asked: Asked): Promise<SealPlan> {
  const { manuscript, revisionId, today } = asked;
  const inForce = await textInForce(reader, manuscript);
  const versions = await openVersions(reader, manuscript.id);
  const earlier = versions.filter(version => version.id !== inForce.revisionId);
  const named = earlier.filter(version => version.id === revisionId);
  const words = withdrawnWords({
    sealed: named,
    inForce,
    asked: asked.words,
    secretWords: await wordsInForce(reader),
    today,
  });
  const bar = barring(words);
  const holding = (text: string): boolean => bar(text) !== text;
  const closed = earlier.filter(version => named.includes(version) || holding(wholeOf(version)));
  return { inForce, closed, words, holding };
}
