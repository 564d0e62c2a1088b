import { Converter } from 'opencc-js/t2cn';

/**
 * A text as it is compared: letters and digits only, one UTF-16 unit each, in simplified characters and one width.
 * The unit `codes[i]` was read from the text's positions `at[i]` to `until[i]` (not included).
 */
export type Comparable = { codes: Uint16Array; at: Uint32Array; until: Uint32Array };

const SKIPPED = /[^\p{L}\p{N}]/u;
const toSimplified = Converter({ from: 't', to: 'cn' });
/** What only a phrase would tell apart (隨著 but 著名); two texts are compared after the same reading, so one form does. */
const ONE_FORM: Readonly<Record<string, string>> = { 著: '着', 乾: '干', 瞭: '了', 藉: '借', 麽: '么' };

/** Readings of single UTF-16 units, worked out when first met; undefined until then. */
const readings: (string | undefined)[] = [];

/** Reads a text for comparison: punctuation, spaces, width, capitals and traditional forms say nothing. */
export function comparable(text: string): Comparable {
  const codes: number[] = [];
  const at: number[] = [];
  const until: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const pair = isPair(text, i);
    const reading = pair ? readingOf(text.slice(i, i + 2)) : remembered(text, i);
    for (let k = 0; k < reading.length; k++) {
      codes.push(reading.charCodeAt(k));
      at.push(i);
      until.push(pair ? i + 2 : i + 1);
    }
    if (pair) i += 1;
  }
  return { codes: Uint16Array.from(codes), at: Uint32Array.from(at), until: Uint32Array.from(until) };
}

/** The place in the text that the units `from` to `to` (not included) were read from. */
export function placeIn(
  { at, until }: Comparable,
  { from, to }: { from: number; to: number },
): { from: number; to: number } {
  return { from: at[from] ?? 0, to: until[to - 1] ?? 0 };
}

function remembered(text: string, i: number): string {
  const code = text.charCodeAt(i);
  const known = readings[code];
  if (known !== undefined) return known;
  const reading = readingOf(text.charAt(i));
  readings[code] = reading;
  return reading;
}

function readingOf(character: string): string {
  const plain = character.normalize('NFKC').toLowerCase().replaceAll(new RegExp(SKIPPED, 'gu'), '');
  return Array.from(plain, each => ONE_FORM[each] ?? toSimplified(each)).join('');
}

function isPair(text: string, i: number): boolean {
  return (text.codePointAt(i) ?? 0) > 0xffff;
}
