import { Converter } from 'opencc-js/t2cn';

/** Stars that stand between the grade and the term of a secrecy mark, and what people put in their place. */
const STARS =
  /[\u2605\u2606\u2055\u2217\u204e\u22c6\u2729-\u273d\u2747-\u274b\u2b50\u2b51\u2b52\ufe61\uff0a*]|\u{1f31f}|\u{1f320}/u;
/** Characters that look or sound like those of the mark; traditional forms are read as simplified ones anyway. */
const LOOKS_LIKE: Readonly<Record<string, string>> = {
  祕: '秘',
  袐: '秘',
  泌: '秘',
  宻: '密',
  蜜: '密',
  宓: '密',
  滵: '密',
  絶: '绝',
  枧: '机',
  朷: '机',
};
const toSimplified = Converter({ from: 't', to: 'cn' });

/** Reading of one character: '' says nothing, '\n' ends a line, '。' ends a sentence, '★' is a star. */
const readings = new Map<string, string>();

/** A text with its disguises taken off; unit `i` was read from the text's position `at[i]`. */
type Bare = { text: string; at: number[] };

/** Reads a text as the eye does: width, spaces, invisible characters, decoration and traditional forms say nothing. */
function bare(text: string): Bare {
  let out = '';
  const at: number[] = [];
  for (let i = 0; i < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(i)!);
    const reading = readingOf(character);
    out += reading;
    for (let k = 0; k < reading.length; k++) at.push(i);
    i += character.length;
  }
  return { text: out, at };
}

function readingOf(character: string): string {
  const known = readings.get(character);
  if (known !== undefined) return known;
  const reading = read(character);
  if (readings.size < 40_000) readings.set(character, reading);
  return reading;
}

function read(character: string): string {
  if (STARS.test(character)) return /[*\uff0a\ufe61\u2217\u204e\u2055]/u.test(character) ? '*' : '★';
  if (/[\n\r\u2028\u2029\u0085]/u.test(character)) return '\n';
  const plain = character.normalize('NFKC').toLowerCase();
  if (/[。！？；!?;]/u.test(plain)) return '。';
  return Array.from(
    plain.replaceAll(/[^\p{L}\p{N}]/gu, ''),
    each => LOOKS_LIKE[each] ?? toSimplified(each),
  ).join('');
}

const GRADE = '(?:绝[。\\n]{0,3}密|机[。\\n]{0,3}密|秘[。\\n]{0,3}密)级?';
/** What follows the star of a mark: a term, a day or a condition. */
const TERM = '(?:\\d|[一二三四五六七八九十]+[年月]|长期|永久|启[用封]|公[布开]|解密|会议|任务|发布)';
/**
 * On one line the star alone makes the mark; over the end of a line or with an asterisk, which is decoration elsewhere,
 * a term has to follow.
 */
const MARK = new RegExp(`${GRADE}(?:★|\\*(?!\\*)|[\\n。]{1,3}[★*]+\\n*${TERM})`, 'gu');

/** The places of secrecy marks in a text, however disguised, in its own UTF-16 positions. */
export function secrecyMarks(text: string): { from: number; to: number }[] {
  if (!STARS.test(text)) return [];
  const { text: plain, at } = bare(text);
  return [...plain.matchAll(MARK)].map(match => ({
    from: at[match.index] ?? 0,
    to: (at[match.index + match[0].length - 1] ?? text.length - 1) + 1,
  }));
}

/**
 * Whether a text bears a secrecy mark anywhere, given in pieces in their order (title, paragraphs, cells, captions): a mark
 * may be spread over neighbours. Answers the reading of the whole, for a keyed hash, or null.
 */
export function secretReading(pieces: readonly string[]): string | null {
  const whole = pieces.join('\n');
  return secrecyMarks(whole).length > 0 ? bare(whole).text : null;
}

/** Matches of local words; `*` stands for up to six characters of a line, `#` for digits. Disguises do not help. */
export function hintsIn(text: string, words: readonly string[]): { from: number; to: number }[] {
  if (words.length === 0) return [];
  const { text: plain, at } = bare(text);
  return words.flatMap(word =>
    [...plain.matchAll(wordPattern(word))].map(match => ({
      from: at[match.index] ?? 0,
      to: (at[match.index + match[0].length - 1] ?? text.length - 1) + 1,
    })),
  );
}

function wordPattern(word: string): RegExp {
  const pieces = word.split(/([*#])/u).map(piece => {
    if (piece === '*') return '[^\\n。]{0,6}?';
    if (piece === '#') return '\\d+';
    return bare(piece).text.replaceAll(/[.+?^${}()|[\]\\*]/gu, '\\$&');
  });
  const source = pieces.join('');
  return new RegExp(/[\p{L}\p{N}]/u.test(word) ? source : '(?!)', 'gu');
}
