const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3001-\u303f\uff01-\uff60\u2018-\u201d\u2026\u2014\u00b7]/gu;

/**
 * The number of words (字数) as word processors count a Chinese text: each Chinese character and each of its
 * punctuation marks is one, each unbroken run of other characters is one.
 */
export function countWords(text: string): number {
  const single = text.match(CJK)?.length ?? 0;
  const runs = text.replace(CJK, ' ').match(/\S+/gu)?.length ?? 0;
  return single + runs;
}
