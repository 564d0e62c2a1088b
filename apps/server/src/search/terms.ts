/**
 * What the index is asked for: 32-bit integers. Two characters that stand together are their two UTF-16 units, exactly;
 * three with what follows them are one of 655,360 places; everything else is a hash below the first Chinese character, or a key of a row in the
 * range below the hashes. A hash may stand for two things: the index only proposes, the text itself decides.
 */
const FIRST_HASH = 0x0020_0000;
const HASHES = 0x2e00_0000 - FIRST_HASH;

const KEYS = {
  /** One character of the title. */
  titleCharacter: 0x0001_0000,
  day: 0x0010_0000,
  month: 0x0011_0000,
  year: 0x0012_0000,
  /** The unit, and every unit above it. */
  unit: 0x0013_0000,
  /** Whoever wrote it or started it. */
  person: 0x0014_0000,
  field: 0x0015_0000,
  /** Up to the hashes. */
  triple: 0x0016_0000,
} as const;

/** All that a normal text can be found by: pairs of characters, words, and what stands next to words. */
export function termsOf(normal: string): Set<number> {
  const terms = new Set<number>();
  for (const line of normal.split('\n')) addLine(line, terms);
  return terms;
}

function addLine(line: string, terms: Set<number>): void {
  let before = '';
  for (const piece of line.split(' ')) {
    if (piece === '') continue;
    const word = isWord(piece);
    if (word) terms.add(hashOf(`w${piece}`));
    else
      for (let i = 1; i < piece.length; i++) terms.add(pairOf(piece.charCodeAt(i - 1), piece.charCodeAt(i)));
    if (before !== '' && (word || isWord(before)))
      terms.add(hashOf(`n${isWord(before) ? before : before.at(-1)} ${word ? piece : piece.charAt(0)}`));
    before = piece;
  }
}

/** Three characters that stand together are one of so many classes, and what follows them is one of so many places in it. */
const CLASSES = 20_480;
const FOLLOWERS = 32;

/**
 * Every three characters that stand together, told apart by the one that follows: one list answers for four characters,
 * the lists of a class for three (decision 0748).
 */
export function triplesOf(normal: string): Set<number> {
  const triples = new Set<number>();
  for (const piece of piecesOf(normal))
    for (let i = 0; i + 3 <= piece.length; i++) triples.add(tripleAt(piece, i));
  return triples;
}

/** What a text with these words has: everything of `all`, and one of each of `oneOf`, where what follows is not said. */
export function triplesSought(normal: string): { all: number[]; oneOf: number[][] } {
  const [all, oneOf]: [number[], number[][]] = [[], []];
  for (const piece of piecesOf(normal)) {
    if (piece.length === 3)
      oneOf.push(Array.from({ length: FOLLOWERS }, (_, place) => classOf(piece) + place));
    for (let i = 0; i + 4 <= piece.length; i++) all.push(tripleAt(piece, i));
  }
  return { all, oneOf };
}

function piecesOf(normal: string): string[] {
  return normal.split(/[ \n]/u).filter(piece => piece.length >= 3 && !isWord(piece));
}

function tripleAt(piece: string, i: number): number {
  return classOf(piece.slice(i, i + 3)) + (fnv(piece.charAt(i + 3)) % FOLLOWERS);
}

function classOf(triple: string): number {
  return KEYS.triple + (fnv(triple) % CLASSES) * FOLLOWERS;
}

/** What a title is found by as a title. */
export function titleTermsOf(normal: string): number[] {
  const characters = new Set([...normal].filter(each => each.length === 1 && each !== ' '));
  return [...Array.from(termsOf(normal), titleTerm), ...Array.from(characters, each => titleCharacter(each))];
}

export function titleTerm(term: number): number {
  return hashOf(`t${term}`);
}

export function titleCharacter(character: string): number {
  return KEYS.titleCharacter + character.charCodeAt(0);
}

export function unitKey(id: string): number {
  return KEYS.unit + small(id);
}

export function personKey(id: string): number {
  return KEYS.person + small(id);
}

/** A field of the manuscript with its value: `fieldKey('type', 'digest')`. */
export function fieldKey(field: string, value: string): number {
  return KEYS.field + small(`${field} ${value}`);
}

const DAY_MS = 86_400_000;

/** Days since 1970 in UTC: how the index cuts time. */
export function dayNumber(at: string | Date): number {
  return Math.floor(new Date(at).getTime() / DAY_MS);
}

/** Day, month and year of a moment, so that any stretch of days is covered by few keys. */
export function timeKeys(day: number): number[] {
  const date = new Date(day * DAY_MS);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth();
  return [KEYS.day + clamp(day), KEYS.month + clamp(month), KEYS.year + date.getUTCFullYear()];
}

/** The fewest keys that cover the days from `from` to `until` (not included). */
export function coverOf(from: number, until: number): number[] {
  const keys: number[] = [];
  for (let day = from; day < until; ) {
    const date = new Date(day * DAY_MS);
    const nextYear = dayNumber(new Date(Date.UTC(date.getUTCFullYear() + 1, 0, 1)));
    const nextMonth = dayNumber(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)));
    const [dayKey, monthKey, yearKey] = timeKeys(day) as [number, number, number];
    const firstOfMonth = date.getUTCDate() === 1;
    if (firstOfMonth && date.getUTCMonth() === 0 && nextYear <= until) {
      keys.push(yearKey);
      day = nextYear;
    } else if (firstOfMonth && nextMonth <= until) {
      keys.push(monthKey);
      day = nextMonth;
    } else {
      keys.push(dayKey);
      day += 1;
    }
  }
  return keys;
}

export function isWord(piece: string): boolean {
  return (
    /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}]/u.test(piece) &&
    !/^\p{Script=Han}/u.test(piece)
  );
}

function pairOf(first: number, second: number): number {
  return (first << 16) | second;
}

function clamp(number: number): number {
  return Math.max(0, Math.min(0xffff, number));
}

function small(text: string): number {
  return fnv(text) % 0x1_0000;
}

function hashOf(text: string): number {
  return FIRST_HASH + (fnv(text) % HASHES);
}

/** FNV-1a over UTF-16 units with a last mixing: the same everywhere and for ever, because it is kept. */
function fnv(text: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
