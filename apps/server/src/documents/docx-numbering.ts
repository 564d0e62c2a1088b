import { ownValue } from './docx-styles.ts';
import type { XmlElement } from './xml.ts';
import { elements } from './xml.ts';

interface Level {
  format: string;
  /** Such as '%1、' or '（%2）'. */
  text: string;
  start: number;
}

const DIGITS = '零一二三四五六七八九';

/** 1 -> 一, 10 -> 十, 21 -> 二十一, 105 -> 一百零五; from 1000 on in arabic. */
export function chineseNumeral(value: number): string {
  if (value <= 0 || value >= 1000 || !Number.isInteger(value)) return String(value);
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const hundred = hundreds > 0 ? `${DIGITS[hundreds]}百` : '';
  const ten =
    tens > 0 ? `${tens === 1 && hundreds === 0 ? '' : DIGITS[tens]}十` : hundreds > 0 && ones > 0 ? '零' : '';
  return hundred + ten + (ones > 0 ? DIGITS[ones] : '');
}

function roman(value: number): string {
  const parts: [number, string][] = [
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let [rest, text] = [value, ''];
  for (const [size, letters] of parts) for (; rest >= size && text.length < 20; rest -= size) text += letters;
  return text;
}

const FORMATS: Record<string, (value: number) => string> = {
  decimal: String,
  decimalZero: value => String(value).padStart(2, '0'),
  chineseCounting: chineseNumeral,
  chineseCountingThousand: chineseNumeral,
  chineseLegalSimplified: chineseNumeral,
  japaneseCounting: chineseNumeral,
  ideographDigital: chineseNumeral,
  taiwaneseCountingThousand: chineseNumeral,
  decimalEnclosedCircle: value =>
    value >= 1 && value <= 20 ? String.fromCodePoint(0x245f + value) : String(value),
  decimalEnclosedCircleChinese: value =>
    value >= 1 && value <= 20 ? String.fromCodePoint(0x245f + value) : String(value),
  decimalFullWidth: value =>
    String(value).replace(/\d/gu, digit => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0)),
  lowerLetter: value => String.fromCodePoint(96 + ((value - 1) % 26) + 1),
  upperLetter: value => String.fromCodePoint(64 + ((value - 1) % 26) + 1),
  lowerRoman: value => roman(value).toLowerCase(),
  upperRoman: roman,
};

/**
 * Writes out the numbers that Word counts by itself: '一、' in front of a heading is often not in its text at all.
 * One instance follows one document from top to bottom.
 */
export class Numbering {
  readonly #levels = new Map<string, Map<number, Level>>();
  readonly #sharedBy = new Map<string, string>();
  readonly #counts = new Map<string, number[]>();

  constructor(part: XmlElement | null) {
    const children = part ? elements(part) : [];
    const abstracts = new Map<string, Map<number, Level>>();
    for (const each of children) {
      if (each.name === 'w:abstractNum')
        abstracts.set(each.attributes['w:abstractNumId'] ?? '', levelsIn(each));
    }
    for (const each of children) {
      if (each.name !== 'w:num') continue;
      const id = each.attributes['w:numId'] ?? '';
      const abstract = ownValue(each, 'w:abstractNumId') ?? '';
      const { levels, restarts } = overridden(new Map(abstracts.get(abstract) ?? []), each);
      this.#levels.set(id, levels);
      // Lists of one definition go on counting from one another unless they say where to start.
      this.#sharedBy.set(id, restarts ? `num ${id}` : `abstract ${abstract}`);
    }
  }

  /** The number in front of the next paragraph of this list, without a space after it; '' for bullets and unknown lists. */
  next({ id, level }: { id: string; level: number }): string {
    const levels = this.#levels.get(id);
    const own = levels?.get(level);
    if (!levels || !own || id === '0') return '';
    const key = this.#sharedBy.get(id)!;
    const counts = this.#counts.get(key) ?? [];
    counts.length = Math.min(counts.length, level + 1);
    for (let each = 0; each < level; each += 1) counts[each] ??= levels.get(each)?.start ?? 1;
    counts[level] = counts[level] === undefined ? own.start : counts[level] + 1;
    this.#counts.set(key, counts);
    if (own.format === 'bullet' || own.format === 'none') return '';
    return own.text.replace(/%([1-9])/gu, (_, digit: string) => {
      const index = Number(digit) - 1;
      return (FORMATS[levels.get(index)?.format ?? 'decimal'] ?? String)(counts[index] ?? 1);
    });
  }
}

function levelsIn(parent: XmlElement): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const each of elements(parent)) {
    if (each.name !== 'w:lvl') continue;
    levels.set(Number(each.attributes['w:ilvl'] ?? 0), {
      format: ownValue(each, 'w:numFmt') ?? 'decimal',
      text: ownValue(each, 'w:lvlText') ?? '',
      start: Number(ownValue(each, 'w:start') ?? 1),
    });
  }
  return levels;
}

/** The levels of a list after what it says differently from its definition. */
function overridden(
  levels: Map<number, Level>,
  list: XmlElement,
): { levels: Map<number, Level>; restarts: boolean } {
  let restarts = false;
  for (const override of elements(list)) {
    if (override.name !== 'w:lvlOverride') continue;
    for (const [index, level] of levelsIn(override)) levels.set(index, level);
    const index = Number(override.attributes['w:ilvl'] ?? 0);
    const start = ownValue(override, 'w:startOverride');
    const known = levels.get(index);
    if (start === undefined || !known) continue;
    levels.set(index, { ...known, start: Number(start) });
    restarts = true;
  }
  return { levels, restarts };
}
