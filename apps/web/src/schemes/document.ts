import type { CheckedScheme, SchemeEdit } from '@xinxuan/contract';
import type { Language } from '../words/i18n.ts';

/** A scheme's text as data, of the shape in docs/scheme.schema.json as far as the writer has kept to it. */
export type Doc = NonNullable<CheckedScheme['document']>;
export type Path = readonly (string | number)[];
export type Entries = Record<string, unknown>;
export type Json = Extract<SchemeEdit, { do: 'set' }>['value'];

export function isMap(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const mapOf = (value: unknown): Entries => (isMap(value) ? value : {});
export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Entries | undefined | null)?.[step as string], value);
}

/** A single value as a field shows it; nothing for what has parts. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

/** A label is written once, or once in each language. */
export function labelOf(value: unknown, language: Language): string {
  if (!isMap(value)) return textOf(value);
  return textOf(value[language]) || textOf(value['zh']) || textOf(value['en']);
}

/** `clauses[1].steps[0].value`: how the server's check names a place. */
export function pathText(path: Path): string {
  return path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join('');
}

/** The finding about exactly this place or something inside it. */
export function findingAt(
  problems: CheckedScheme['problems'],
  path: Path,
): CheckedScheme['problems'][number] | undefined {
  const place = pathText(path);
  return problems.find(
    problem =>
      problem.path === place || problem.path.startsWith(`${place}.`) || problem.path.startsWith(`${place}[`),
  );
}

const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;

export function isNumber(text: string): boolean {
  return NUMBER.test(text) && Number.isSafeInteger(Math.trunc(Number(text)));
}

/** Figures as a Chinese input method or a table of Word has them, １２．５ or −3, in the signs that numbers are read by. */
export function plainFigures(text: string): string {
  return text
    .replace(/[０-９]/g, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[－−]/g, '-')
    .replaceAll('，', ',')
    .replace(/(?<=\d)[．。](?=\d)/g, '.');
}

/** What a person types into a field: a number is written as one, all else as text. */
export function typed(text: string): string | number {
  const plain = plainFigures(text.trim()).replace(/,(?=\d{3}(\D|$))/g, '');
  return isNumber(plain) ? Number(plain) : text.trim();
}

export const set = (path: Path, value: Json): SchemeEdit => ({ do: 'set', path: [...path], value });
export const remove = (path: Path): SchemeEdit => ({ do: 'remove', path: [...path] });

/** Writes a value where the maps around it may not be there yet; they come with it. */
export function putAt(document: Doc, path: Path, value: Json): SchemeEdit {
  let depth = path.length - 1;
  while (depth > 0 && !isMap(valueAt(document, path.slice(0, depth))) && typeof path[depth] !== 'number')
    depth--;
  const inner = path.slice(depth + 1).reduceRight<Json>((below, key) => ({ [String(key)]: below }), value);
  return set(path.slice(0, depth + 1), inner);
}

/** Maps that mean nothing when they are empty. */
const GO_EMPTY = ['gives', 'convert', 'drop', 'year', 'effective', 'rounding'];

/** Takes a value away, and the map around it when nothing else is in it and it is not needed. */
export function dropAt(document: Doc, path: Path): SchemeEdit {
  const around = path.slice(0, -1);
  const alone = Object.keys(mapOf(valueAt(document, around))).length === 1;
  return remove(alone && GO_EMPTY.includes(String(around.at(-1))) ? around : path);
}
