import { Converter } from 'opencc-js/t2cn';

/**
 * A text as it is searched: simplified characters, one width, no capitals, no accents. A word of Latin letters or of
 * digits stands between spaces, so that it is found whole; Chinese is written together over spaces, and any other
 * character is a space. One at each end.
 */
export type Normal = {
  text: string;
  /** Where the unit `text[i]` was read from: `at[i]` to `until[i]` (not included) of the original. */
  at: number[];
  until: number[];
};

/** What a character of the original is read as: pieces of one kind each. */
type Reading = { kind: Kind; text: string }[];
type Kind = 'sign' | 'word' | 'digits' | 'blank' | 'end' | 'nothing';

const toSimplified = Converter({ from: 't', to: 'cn' });
/** What only a phrase would tell apart; text and question are read alike, so one form does. */
const ONE_FORM: Readonly<Record<string, string>> = { 著: '着', 乾: '干', 瞭: '了', 藉: '借', 麽: '么' };
const readings: (Reading | undefined)[] = [];

/** @param text of one field; a line end in it is an end of what stands together */
export function normalOf(text: string): Normal {
  const normal = new Writer();
  for (let i = 0; i < text.length; i++) {
    const pair = (text.codePointAt(i) ?? 0) > 0xffff;
    const until = pair ? i + 2 : i + 1;
    const reading = pair ? readingOf(text.slice(i, until)) : remembered(text, i);
    for (const piece of reading) normal.write(piece.kind, piece.text, [i, until]);
    if (pair) i += 1;
  }
  return normal.ended();
}

/** The same without the places: what is kept for searching. */
export function normalText(text: string): string {
  return normalOf(text).text;
}

class Writer {
  #text = ' ';
  /** The text ends in a space. Looking at its end would put the whole string together each time. */
  #spaced = true;
  readonly #at: number[] = [0];
  readonly #until: number[] = [0];
  #last: Kind = 'end';
  /** Spaces since the last sign; they say nothing between two signs. */
  #blank = false;

  write(kind: Kind, text: string, [from, until]: [number, number]): void {
    if (kind === 'nothing') return;
    if (kind === 'blank') {
      this.#blank = true;
      return;
    }
    const together = kind === this.#last && (kind === 'sign' || !this.#blank);
    if (!together) this.#space(from);
    this.#blank = false;
    this.#last = kind;
    if (kind === 'end') return;
    this.#text += text;
    this.#spaced = false;
    for (let k = 0; k < text.length; k++) {
      this.#at.push(from);
      this.#until.push(until);
    }
  }

  ended(): Normal {
    this.#space(this.#until.at(-1) ?? 0);
    return { text: this.#text, at: this.#at, until: this.#until };
  }

  #space(at: number): void {
    if (this.#spaced) return;
    this.#text += ' ';
    this.#spaced = true;
    this.#at.push(at);
    this.#until.push(at);
  }
}

function remembered(text: string, i: number): Reading {
  const code = text.charCodeAt(i);
  const known = readings[code];
  if (known) return known;
  const reading = readingOf(text.charAt(i));
  readings[code] = reading;
  return reading;
}

function readingOf(character: string): Reading {
  if (/^[\p{Cf}\p{M}]$/u.test(character)) return [{ kind: 'nothing', text: '' }];
  if (character === '\n') return [{ kind: 'end', text: '' }];
  const plain = character.normalize('NFKD').toLowerCase().replaceAll(/\p{M}/gu, '');
  return Array.from(plain, each => {
    const kind = kindOf(each);
    return { kind, text: kind === 'sign' ? (ONE_FORM[each] ?? toSimplified(each)) : each };
  });
}

function kindOf(character: string): Kind {
  if (/^\p{N}$/u.test(character) && !/^\p{Script=Han}$/u.test(character)) return 'digits';
  if (/^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u.test(character)) return 'word';
  if (/^[\p{L}\p{N}]$/u.test(character)) return 'sign';
  return /^\s$/u.test(character) ? 'blank' : 'end';
}
