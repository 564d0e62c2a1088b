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

/** Keys of JSON, and columns, under which people write: one Latin word there is a text as well. */
const WRITTEN = new Set(
  `text title title_zh title_en said quote caption captions added removed flat rows opinion name label note lead_note
  decline_note leadNote fileName owner_name unit_name from_name subject zh en wording`.split(/\s+/u),
);
/** Names, days, moments and hashes are left as they are wherever they stand. */
const NO_WORDS =
  /^(?:[a-z]{2,4}_[0-9a-z]{26}|\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?|[0-9a-f]{64})$/u;
/** How the system itself writes kinds, states, steps, amounts, hours and addresses of pages. */
const CODE = /^[A-Za-z0-9_.:/+%?&=#-]*$/u;
const LINK = /^[a-z][a-z0-9+.-]*:\/\/\S*$/iu;
/** A number that somebody has typed, such as a telephone's. */
const TYPED_NUMBER = /^\+?\d[\d -]{5,}\d$/u;

/** Whether what stands under a key is what somebody wrote, and no code or link that programs read. */
function isWritten(key: string, text: string): boolean {
  if (NO_WORDS.test(text)) return false;
  return WRITTEN.has(key) || TYPED_NUMBER.test(text) || !(CODE.test(text) || LINK.test(text));
}

/**
 * Every text that somebody wrote inside a value as `change` makes it; the shape, codes, links and names stay, so that
 * whoever reads the value can read it still. `key` is what the value itself stands under: the column's name.
 */
export function eachText(value: unknown, change: (text: string) => string, key = ''): unknown {
  if (typeof value === 'string') return isWritten(key, value) ? change(value) : value;
  if (Array.isArray(value)) return value.map(each => eachText(each, change, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, eachText(each, change, name)]),
  );
}
