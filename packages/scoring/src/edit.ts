import { HEAD_KEYS } from './head-keys.ts';
/** Changing a scheme's text without losing its comments, its order and its layout. */

import type { Alias, YAMLMap, YAMLSeq } from 'yaml';
import { isAlias, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';
import {
  blockText,
  columnOf,
  endOf,
  flowText,
  nodeAt,
  pairOf,
  pairText,
  partsOf,
  type Read,
  type Span,
  scalarText,
} from './edit-text.ts';

export type EditPath = readonly (string | number)[];

/**
 * One change of a scheme's text. `path` leads through keys and places of lists.
 * Without `do`: the value at the path becomes `value`; undefined takes it away.
 * `insert`: a new part of the list or map at the path, before place `at` (a map's part has its `key`).
 * `copy`: a part once more, comments included, behind itself; `set` are the values that differ in the copy.
 * `move`: a part of the list or map at the path from one place to another. `rename`: the key at the end of the path.
 */
export type Edit =
  | { do?: 'set'; path: EditPath; value: unknown }
  | { do: 'insert'; path: EditPath; at: number; key?: string; value: unknown }
  | { do: 'copy'; path: EditPath; at: number; set?: Readonly<Record<string, unknown>> }
  | { do: 'move'; path: EditPath; from: number; to: number }
  | { do: 'rename'; path: EditPath; to: string };

/**
 * Changes the YAML text: `[{ path: ['switches', 'quarter-quota', 'value'], value: 'year' }]`. Only what is named is
 * written anew; every other character stays. Null when the text is not YAML, a path leads nowhere, or a part would be
 * lost that others share; the result is then to be read by `parseScheme` as any other text.
 */
export function editScheme(text: string, edits: readonly Edit[]): string | null {
  let current: string | null = text;
  for (let i = 0; i < edits.length && current !== null; ) {
    const read = readText(current);
    if (!read) return null;
    const spans: (Span & { text: string })[] = [];
    while (i < edits.length) {
      const span = valueSpan(read, edits[i] as Edit);
      if (!span || spans.some(other => other.start === span.start)) break;
      spans.push(span);
      i++;
    }
    if (spans.length > 0) current = splice(current, spans);
    else current = change(read, edits[i++] as Edit);
  }
  if (current === null || current === text) return current;
  const after = readText(current);
  return after && namesKnown(after) ? current : null;
}

/** Whether every alias stands behind the part that it names; reading the text alone does not tell. */
function namesKnown({ document }: Read): boolean {
  let known = true;
  visit(document, {
    Alias: (_key, alias) => {
      if (!alias.resolve(document)) known = false;
    },
  });
  return known;
}

export function walk(node: unknown, path: EditPath, see: (node: unknown, path: EditPath) => void): void {
  see(node, path);
  if (isMap(node)) for (const pair of node.items) walk(pair.value, [...path, keyOf(pair.key)], see);
  if (isSeq(node)) for (const [i, item] of node.items.entries()) walk(item, [...path, i], see);
}

function keyOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

export function readText(text: string): Read | null {
  const document = parseDocument(text, { prettyErrors: false, keepSourceTokens: true });
  return document.errors.length > 0 ? null : { text, document };
}

function splice(text: string, spans: readonly (Span & { text: string })[]): string {
  const ordered = [...spans].sort((a, b) => b.start - a.start);
  return ordered.reduce((done, span) => done.slice(0, span.start) + span.text + done.slice(span.end), text);
}

/** A single value replaced by another one, the commonest edit: many of them need only one reading. */
function valueSpan(read: Read, edit: Edit): (Span & { text: string }) | null {
  if ((edit.do ?? 'set') !== 'set' || !('value' in edit) || edit.value === undefined) return null;
  if (typeof edit.value === 'object' && edit.value !== null) return null;
  const node = nodeAt(read, edit.path);
  if (!isScalar(node) || !node.range || node.range[0] === node.range[1]) return null;
  if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') return null;
  const [start, end] = node.range;
  if (node.value === edit.value) return { start, end, text: read.text.slice(start, end) };
  return { start, end, text: scalarText(edit.value, node.type) };
}

function change(read: Read, edit: Edit): string | null {
  switch (edit.do) {
    case 'insert':
      return insert(read, edit);
    case 'copy':
      return copy(read, edit);
    case 'move':
      return move(read, edit);
    case 'rename':
      return rename(read, edit);
    default:
      return edit.value === undefined ? remove(read, edit.path) : set(read, edit);
  }
}

function collectionAt(read: Read, path: EditPath): YAMLMap | YAMLSeq | null {
  const node = nodeAt(read, path);
  const real = isAlias(node) ? node.resolve(read.document) : node;
  return isMap(real) || isSeq(real) ? real : null;
}

function set(read: Read, { path, value }: { path: EditPath; value: unknown }): string | null {
  const parent = collectionAt(read, path.slice(0, -1));
  const last = path.at(-1);
  if (!parent || last === undefined) return null;
  if (isSeq(parent) && Number(last) >= parent.items.length)
    return insert(read, { path: path.slice(0, -1), at: parent.items.length, value });
  if (isMap(parent) && !pairOf(parent, String(last))) {
    const at = placeOfKey(parent, path);
    return insert(read, { path: path.slice(0, -1), at, key: String(last), value });
  }
  return replacePart(read, { parent, last, value });
}

type Part = { parent: YAMLMap | YAMLSeq; last: string | number; value: unknown };

function replacePart(read: Read, { parent, last, value }: Part): string | null {
  const { text } = read;
  const pair = isMap(parent) ? pairOf(parent, String(last)) : undefined;
  const old = pair ? pair.value : (parent as YAMLSeq).items[Number(last)];
  if (holdsShared(read, old)) return null;
  if (!pair) {
    const span = partsOf(read, parent)?.[Number(last)];
    if (!span) return null;
    const column = columnOf(text, span.start);
    const fresh = parent.flow ? flowText(value) : `- ${blockText(value, column + 2)}`;
    return splice(text, [{ ...span, end: endOf(old), text: fresh }]);
  }
  const [start] = (pair.key as { range?: [number, number, number] }).range ?? [];
  if (start === undefined) return null;
  const key = keyOf(pair.key);
  const fresh = parent.flow
    ? `${scalarText(key)}: ${flowText(value)}`
    : pairText(key, value, columnOf(text, start));
  return splice(text, [{ start, end: endOf(pair), text: fresh }]);
}

/** Where a new key belongs: schemes are read from top to bottom, so the known keys keep their order. */
function placeOfKey(map: YAMLMap, path: EditPath): number {
  const order = path.length === 1 ? HEAD_KEYS : path.length === 3 && path[0] === 'clauses' ? CLAUSE : [];
  const rank = order.indexOf(String(path.at(-1)));
  const later = map.items.findIndex(pair => rank >= 0 && order.indexOf(keyOf(pair.key)) > rank);
  return later < 0 ? map.items.length : later;
}

const CLAUSE = ['id', 'rule', 'text', 'ledger', 'owner', 'steps'];

type Insertion = { path: EditPath; at: number; key?: string; value: unknown };

function insert(read: Read, { path, at, key, value }: Insertion): string | null {
  const parent = collectionAt(read, path);
  if (!parent || isMap(parent) !== (key !== undefined)) return null;
  if (isMap(parent) && pairOf(parent, key ?? '')) return null;
  if (parent.items.length === 0) return fill(read, parent, { path, key, value });
  const parts = partsOf(read, parent);
  const [first] = parts ?? [];
  if (!parts || !first) return null;
  const column = columnOf(read.text, isMap(parent) ? startOfKey(parent) : first.start);
  const fresh = parent.flow
    ? key === undefined
      ? flowText(value)
      : `${scalarText(key)}: ${flowText(value)}`
    : key === undefined
      ? `- ${blockText(value, column + 2)}`
      : pairText(key, value, column);
  return addPart(read, { parent, parts, at, fresh });
}

function startOfKey(map: YAMLMap): number {
  return (map.items[0]?.key as { range?: [number, number, number] } | undefined)?.range?.[0] ?? 0;
}

type Added = { parent: YAMLMap | YAMLSeq; parts: readonly Span[]; at: number; fresh: string };

function addPart({ text }: Read, { parent, parts, at, fresh }: Added): string {
  const gap = gapOf(text, parent, parts);
  const before = parts[Math.min(at, parts.length) - 1];
  if (before) return splice(text, [{ start: before.end, end: before.end, text: gap + fresh }]);
  const start = parts[0]?.start ?? 0;
  return splice(text, [{ start, end: start, text: fresh + gap }]);
}

/** What parts two neighbours: a comma, or the line end with as many blank lines as the others have between them. */
function gapOf(text: string, parent: YAMLMap | YAMLSeq, parts: readonly Span[]): string {
  const [one, two] = parts;
  if (parent.flow) return ', ';
  const own = columnOf(text, isMap(parent) ? startOfKey(parent) : (one?.start ?? 0));
  const between = one && two ? text.slice(one.end, two.start) : '\n';
  const blank = /^\n[ \t]*\n/.test(between) ? '\n' : '';
  return `\n${blank}${' '.repeat(own)}`;
}

/** The first part of an empty list or map. */
function fill(
  read: Read,
  parent: YAMLMap | YAMLSeq,
  { path, key, value }: Omit<Insertion, 'at'>,
): string | null {
  const whole = key === undefined ? [value] : { [key]: value };
  if (path.length === 0) return `${read.text.trimEnd()}\n${blockText(whole, 0)}\n`;
  const last = path.at(-1);
  const above = collectionAt(read, path.slice(0, -1));
  if (!above || last === undefined || !parent.range) return null;
  return replacePart(read, { parent: above, last, value: whole });
}

function copy(read: Read, { path, at, set: differs = {} }: Extract<Edit, { do: 'copy' }>): string | null {
  const parent = collectionAt(read, path);
  const parts = parent && partsOf(read, parent);
  const span = parts?.[at];
  if (!parent || !isSeq(parent) || !parts || !span) return null;
  const fresh = withoutAnchors(read.text.slice(span.start, span.end), anchorsOf(parent.items[at]));
  const text = addPart(read, { parent, parts, at: at + 1, fresh });
  const edits = Object.entries(differs).map(([key, value]) => ({ path: [...path, at + 1, key], value }));
  return editScheme(text, edits);
}

/** A copy names nothing anew: `&name` of the original would be defined twice. */
function withoutAnchors(text: string, names: readonly string[]): string {
  return names.reduce((kept, name) => kept.replace(`&${name}\n`, '\n').replace(`&${name} `, ''), text);
}

function anchorsOf(node: unknown): string[] {
  const names: string[] = [];
  walk(node, [], each => {
    const anchor = (each as { anchor?: string } | null)?.anchor;
    if (anchor) names.push(anchor);
  });
  return names;
}

function move(read: Read, { path, from, to }: Extract<Edit, { do: 'move' }>): string | null {
  const parent = collectionAt(read, path);
  const parts = parent && partsOf(read, parent);
  const [first, last] = [parts?.[0], parts?.at(-1)];
  if (!parts?.[from] || !parts[to] || !first || !last) return null;
  const { text } = read;
  const pieces = parts.map(part => text.slice(part.start, part.end));
  const gaps = parts.slice(1).map((part, i) => text.slice(parts[i]?.end, part.start));
  const [moved = ''] = pieces.splice(from, 1);
  pieces.splice(to, 0, moved);
  const written = pieces.map((piece, i) => piece + (gaps[i] ?? '')).join('');
  return splice(text, [{ start: first.start, end: last.end, text: written }]);
}

function rename(read: Read, { path, to }: Extract<Edit, { do: 'rename' }>): string | null {
  const parent = collectionAt(read, path.slice(0, -1));
  const pair = parent && isMap(parent) ? pairOf(parent, String(path.at(-1))) : undefined;
  if (!parent || !isMap(parent) || !pair || pairOf(parent, to)) return null;
  const [start, end] = (pair.key as { range?: [number, number, number] }).range ?? [];
  if (start === undefined || end === undefined) return null;
  const like = (pair.key as { type?: unknown }).type;
  return splice(read.text, [{ start, end, text: scalarText(to, like) }]);
}

function remove(read: Read, path: EditPath): string | null {
  const parent = collectionAt(read, path.slice(0, -1));
  const parts = parent && partsOf(read, parent);
  const last = path.at(-1);
  if (!parent || !parts || last === undefined) return null;
  const at = isMap(parent) ? parent.items.findIndex(pair => keyOf(pair.key) === String(last)) : Number(last);
  const part = parts[at];
  if (!part) return isMap(parent) ? read.text : null;
  const item = parent.items[at];
  if (holdsShared(read, isMap(parent) ? (item as { value?: unknown }).value : item)) return null;
  if (parts.length === 1)
    return path.length === 1
      ? null
      : replacePart(read, {
          parent: collectionAt(read, path.slice(0, -2)) as YAMLMap | YAMLSeq,
          last: path.at(-2) as string | number,
          value: isMap(parent) ? {} : [],
        });
  const [before, after] = [parts[at - 1], parts[at + 1]];
  if (before) return splice(read.text, [{ start: before.end, end: part.end, text: '' }]);
  return splice(read.text, [{ start: part.start, end: after?.start ?? part.end, text: '' }]);
}

/** Whether an alias elsewhere needs what would be written over; an alias of the part itself does not count. */
function holdsShared({ document }: Read, node: unknown): boolean {
  const own = new Set(anchorsOf(node));
  const inside = new Set<Alias>();
  walk(node, [], each => {
    if (isAlias(each)) inside.add(each);
  });
  if (own.size === 0) return false;
  let needed = false;
  visit(document, {
    Alias: (_key, alias) => {
      if (own.has(alias.source) && !inside.has(alias)) needed = true;
    },
  });
  return needed;
}
