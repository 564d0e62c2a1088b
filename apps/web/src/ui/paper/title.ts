const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });
const OPENS = /[“‘《（〈「【〔(]$/u;
const CLOSES = /^[”’》）〉」】〕)、，。；：！？…—%]/u;
const NUMBER_BEFORE_ITS_UNIT = /\d$/u;

/** The words of a title, between which a line may end: never within a word, between a number and its unit, or inside a mark. */
export function titleWords(title: string): string[] {
  const words: string[] = [];
  for (const { segment } of WORDS.segment(title)) {
    const last = words.at(-1);
    const joined =
      last !== undefined && (OPENS.test(last) || CLOSES.test(segment) || NUMBER_BEFORE_ITS_UNIT.test(last));
    if (joined) words[words.length - 1] = last + segment;
    else words.push(segment);
  }
  return words;
}
