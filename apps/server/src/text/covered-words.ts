const BAR = '█';
/** So many digits are a number that is typed anew with blanks or hyphens. */
const LONG_NUMBER = 6;

/**
 * Covers words with bars of the same length. Numbers are met with blanks and hyphens between their digits, and in full
 * width, as people type them anew in a comment.
 */
export function barring(words: readonly string[]): (text: string) => string {
  if (words.length === 0) return text => text;
  const any = new RegExp(words.map(patternOf).join('|'), 'giu');
  return text => text.replace(any, hit => bars(hit));
}

/** What finds a word in JSON that the database holds, as `barring` would (POSIX, to be matched without regard to case). */
export function patternInJson(word: string): string {
  return patternOf(word).replaceAll('"', '\\\\?"');
}

/** The whole of a text, as long as it was. */
export function bars(text: string): string {
  return BAR.repeat(text.length);
}

function patternOf(word: string): string {
  const characters = [...word.replace(/[\s-]/gu, '')];
  const digits = characters.filter(each => /\d/u.test(each)).length;
  const each = (character: string): string =>
    /\d/u.test(character)
      ? `[${character}${String.fromCodePoint(character.codePointAt(0)! + 0xfee0)}]`
      : character.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
  if (digits >= LONG_NUMBER) return characters.map(each).join('[\\s\\u00a0.·—-]{0,2}');
  return [...word].map(each).join('');
}

/** Names, days and hashes inside JSON are left as they are. */
const NO_WORDS = /^(?:[a-z]{2,4}_[0-9a-z]{26}|\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?|[0-9a-f]{64})$/u;

/** Every text inside a value as `change` makes it; the shape stays. */
export function eachText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return NO_WORDS.test(value) ? value : change(value);
  if (Array.isArray(value)) return value.map(each => eachText(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, eachText(each, change)]));
}
