/** Walking a document with a record of where each value stands, so that every complaint has a place. */
import { formatDecimal, fromNumber, parseDecimal } from './decimal.ts';
import type { Problem } from './problems.ts';
import type { Label } from './scheme.ts';

export type Path = readonly (string | number)[];
/** A value of the document and its place in the text as written (switches may have moved it). */
export type Place = { value: unknown; path: Path };

export type Complaint = { code: string; zh: string; en: string };
export type Reading = {
  problems: Problem[];
  warnings: Problem[];
  lineOf(path: Path): number | undefined;
  columnOf(path: Path): number | undefined;
  /** Where an object of the settled document stands in the written one. */
  origins: WeakMap<object, Path>;
  clause?: string;
};

export function complain(reading: Reading, place: Path, { code, zh, en }: Complaint): void {
  reading.problems.push(problemAt(reading, place, { code, zh, en }));
}

export function warn(reading: Reading, place: Path, { code, zh, en }: Complaint): void {
  reading.warnings.push(problemAt(reading, place, { code, zh, en }));
}

function problemAt(reading: Reading, path: Path, { code, zh, en }: Complaint): Problem {
  const line = reading.lineOf(path);
  const column = reading.columnOf(path);
  const clause = reading.clause;
  return {
    path: showPath(path),
    ...(line && { line }),
    ...(column && { column }),
    ...(clause && { clause }),
    code,
    zh,
    en,
  };
}

/** `clauses[1].steps[0].value`: how a problem names its place. */
export function showPath(path: Path): string {
  return path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join('');
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The child of a place. */
export function at(reading: Reading, place: Place, key: string | number): Place {
  const value = (place.value as Record<string | number, unknown> | null | undefined)?.[key];
  const origin = typeof value === 'object' && value !== null ? reading.origins.get(value) : undefined;
  return { value, path: origin ?? [...place.path, key] };
}

export function has(place: Place, key: string): boolean {
  return isMap(place.value) && place.value[key] !== undefined && place.value[key] !== null;
}

/** Complains unless the place is a map with known keys only; answers whether it is a map. */
export function expectMap(reading: Reading, place: Place, known: readonly string[] | null): boolean {
  if (!isMap(place.value)) {
    complain(reading, place.path, {
      code: 'not-a-map',
      zh: '此处应为“名称: 内容”的若干行',
      en: 'Lines of "name: content" are expected here',
    });
    return false;
  }
  if (known) {
    for (const key of Object.keys(place.value)) {
      if (known.includes(key)) continue;
      const near = nearest(key, known);
      complain(reading, [...place.path, key], {
        code: 'unknown-key',
        zh: `不认识“${key}”${near ? `，是否为“${near}”` : ''}；此处可用：${known.join('、')}`,
        en: `Unknown entry "${key}"${near ? `, did you mean "${near}"` : ''}; possible here: ${known.join(', ')}`,
      });
    }
  }
  return true;
}

export function entriesOf(reading: Reading, place: Place): [string, Place][] {
  if (!isMap(place.value)) return [];
  return Object.keys(place.value).map(key => [key, at(reading, place, key)]);
}

/** The items of a list; a single value stands for a list of one. */
export function itemsOf(reading: Reading, place: Place): Place[] {
  if (place.value === undefined || place.value === null) return [];
  if (!Array.isArray(place.value)) return [place];
  return place.value.map((_, i) => at(reading, place, i));
}

export function readText(reading: Reading, place: Place): string | undefined {
  const { value } = place;
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  complain(reading, place.path, { code: 'not-text', zh: '此处应填文字', en: 'Text is expected here' });
  return undefined;
}

/** A label: a text (both languages), or { zh, en }. */
export function readLabel(reading: Reading, place: Place, fallback: string): Label {
  if (place.value === undefined || place.value === null) return { zh: fallback, en: fallback };
  if (isMap(place.value)) {
    expectMap(reading, place, ['zh', 'en']);
    const zh = has(place, 'zh') ? readText(reading, at(reading, place, 'zh')) : undefined;
    const en = has(place, 'en') ? readText(reading, at(reading, place, 'en')) : undefined;
    return { zh: zh ?? en ?? fallback, en: en ?? zh ?? fallback };
  }
  const text = readText(reading, place) ?? fallback;
  return { zh: text, en: text };
}

/** An exact decimal as text, or undefined with a complaint. */
export function readDecimal(reading: Reading, place: Place): string | undefined {
  const { value } = place;
  if (value === undefined || value === null) return complainMissing(reading, place, []);
  const decimal =
    typeof value === 'number' ? fromNumber(value) : typeof value === 'string' ? parseDecimal(value) : null;
  if (decimal !== null && (typeof value !== 'number' || Number(formatDecimal(decimal)) === value)) {
    return formatDecimal(decimal);
  }
  complain(reading, place.path, {
    code: 'bad-decimal',
    zh: `“${String(value)}”不是数；可写至多15位整数、6位小数`,
    en: `"${String(value)}" is not a number; up to 15 digits before and 6 after the point are possible`,
  });
  return undefined;
}

/** A whole number from `from` on. */
export function readWhole(reading: Reading, place: Place, from: number): number | undefined {
  const { value } = place;
  if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= 1_000_000)
    return value;
  complain(reading, place.path, {
    code: 'bad-whole-number',
    zh: `“${String(value)}”应为不小于${from}的整数`,
    en: `"${String(value)}" should be a whole number from ${from} on`,
  });
  return undefined;
}

/** One word of a closed list, or undefined with a complaint that names the list. */
export function readWord<W extends string>(
  reading: Reading,
  place: Place,
  words: readonly W[],
): W | undefined {
  const { value } = place;
  if (value === undefined || value === null) return complainMissing(reading, place, words);
  const found = words.find(word => word === (typeof value === 'boolean' ? String(value) : value));
  if (found !== undefined) return found;
  const near = typeof value === 'string' ? nearest(value, words) : undefined;
  complain(reading, place.path, {
    code: 'unknown-word',
    zh: `没有“${String(value)}”${near ? `，是否为“${near}”` : ''}；可选：${words.join('、') || '（无）'}`,
    en: `There is no "${String(value)}"${near ? `, did you mean "${near}"` : ''}; possible: ${words.join(', ') || '(none)'}`,
  });
  return undefined;
}

/** An entry that has to be there and is not, with what may be written. */
function complainMissing(reading: Reading, { path }: Place, words: readonly string[]): undefined {
  const key = String(path.at(-1));
  const list = words.length > 0 && words.length <= 30 ? words : [];
  complain(reading, path, {
    code: 'missing',
    zh: `缺少 ${key}${list.length > 0 ? `，可写：${list.join('、')}` : ''}`,
    en: `${key} is missing${list.length > 0 ? `; possible: ${list.join(', ')}` : ''}`,
  });
  return undefined;
}

export function readFlag(reading: Reading, place: Place): boolean | undefined {
  if (typeof place.value === 'boolean') return place.value;
  complain(reading, place.path, {
    code: 'not-yes-no',
    zh: '应为 true 或 false',
    en: 'Should be true or false',
  });
  return undefined;
}

/** The known word that is at most two typing errors away. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let distance = Math.min(3, word.length);
  for (const candidate of known) {
    const d = typingErrors(word, candidate);
    if (d < distance) [best, distance] = [candidate, d];
  }
  return best;
}

function typingErrors(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
