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
  if (digits >= LONG_NUMBER) return characters.map(eachOf).join('[\\s\\u00a0.·—-]{0,2}');
  return [...word].map(eachOf).join('');
}

/** One character as it may stand: digits in full width, and whatever a link writes as its bytes (%E7%94%84). */
function eachOf(character: string): string {
  if (/\d/u.test(character))
    return `[${character}${String.fromCodePoint(character.codePointAt(0)! + 0xfee0)}]`;
  const plain = character.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
  const inLinks = encodeURIComponent(character.toWellFormed());
  return inLinks === character ? plain : `(?:${plain}|${inLinks})`;
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
/** A link in two parts: the second is what can be worded. */
const LINK = /^([a-z][a-z0-9+.-]*:\/\/)(\S*)$/iu;
/** A page of ours, named by the id of a thing: nobody wrote that. */
const OUR_PAGE = /[/=][a-z]{2,4}_[0-9a-z]{26}(?![0-9a-z])/u;
/** Where a file is fetched, in two parts: the second is its name as somebody gave it. */
const FILE_LINK = /^((?:https?:\/\/[^\s/?#]*)?\/api\/files\/[a-z]{2,4}_[0-9a-z]{26}\/)(\S*)$/u;
/** A number that somebody has typed, such as a telephone's. */
const TYPED_NUMBER = /^\+?\d[\d -]{5,}\d$/u;

/** What stands under a key as `change` makes it, unless it is a code or a page of ours, which programs read. */
function changed(key: string, text: string, change: (text: string) => string): string {
  if (NO_WORDS.test(text)) return text;
  if (WRITTEN.has(key) || TYPED_NUMBER.test(text)) return change(text);
  const [, file, name] = FILE_LINK.exec(text) ?? [];
  if (file !== undefined && name !== undefined) return `${file}${change(name)}`;
  const [, scheme, rest] = LINK.exec(text) ?? [];
  if (scheme === undefined || rest === undefined) return CODE.test(text) ? text : change(text);
  return OUR_PAGE.test(text) ? text : `${scheme}${change(rest)}`;
}

const MANUSCRIPT = /man_[0-9a-z]{26}/u;

type Standing = {
  /** What the value itself stands under: the column's name. */
  key?: string;
  /** The manuscript that it is about; without one, all of it is. */
  about?: string | undefined;
};

/**
 * Every text that somebody wrote inside a value as `change` makes it; the shape, codes, names and pages of ours stay, so
 * that whoever reads the value can read it still. In a list of which one part names the manuscript that this is about,
 * parts that name others alone stay as well: they are theirs.
 */
export function eachText(
  value: unknown,
  change: (text: string) => string,
  { key = '', about }: Standing = {},
): unknown {
  if (typeof value === 'string') return changed(key, value, change);
  if (Array.isArray(value)) {
    const theirs = about === undefined ? [] : partsOfOthers(value, about);
    return value.map(each => (theirs.includes(each) ? each : eachText(each, change, { key, about })));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, eachText(each, change, { key: name, about })]),
  );
}

function partsOfOthers(list: readonly unknown[], about: string): unknown[] {
  const parts = list.filter(each => typeof each === 'object' && each !== null);
  const own = parts.filter(part => JSON.stringify(part).includes(about));
  if (own.length === 0) return [];
  return parts.filter(part => !own.includes(part) && MANUSCRIPT.test(JSON.stringify(part)));
}
