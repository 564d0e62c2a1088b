/** Where the parts of a YAML collection stand in its text, and how a new part is written. */

import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Scalar,
  stringify,
} from 'yaml';

/** A stretch of the text, from offset to offset. */
export type Span = { start: number; end: number };
export type Read = { text: string; document: Document };

/** Above this length a new collection is written on several lines. */
const ONE_LINE = 96;

/** The end of what is written for a node, without the blank lines and comments that follow it. */
export function endOf(node: unknown): number {
  if (isPair(node)) return endOf(node.value ?? node.key);
  if (isCollection(node) && !node.flow && node.items.length > 0) return endOf(node.items.at(-1));
  const range = (node as Node).range;
  return range?.[1] ?? 0;
}

/**
 * The stretches of a collection's parts: the item with its dash, the pair with its key; each with the comment lines
 * directly above it and the comment behind it. What lies between two of them stays where it is. Null for forms of
 * YAML that schemes do not use.
 */
export function partsOf({ text }: Read, node: YAMLMap | YAMLSeq): Span[] | null {
  const spans: Span[] = [];
  const tokens = (node.srcToken as { items?: CollectionToken[] } | undefined)?.items ?? [];
  const dashes = tokens.flatMap(item => item.start?.find(token => token.type === 'seq-item-ind') ?? []);
  let previous = node.range?.[0] ?? 0;
  for (const [i, item] of node.items.entries()) {
    const inner = isPair(item) ? (item.key as Node).range?.[0] : (item as Node).range?.[0];
    const own = isSeq(node) && !node.flow ? dashes[i]?.offset : startWithProps(text, inner, item);
    if (own === undefined) return null;
    const start = node.flow || i === 0 ? own : withCommentsAbove(text, own, previous);
    const end = node.flow ? endOf(item) : withCommentBehind(text, endOf(item));
    spans.push({ start, end });
    previous = end;
  }
  return spans;
}

type CollectionToken = { start?: { type: string; offset: number }[] };

/** An item of a flow list may begin with an anchor or a tag. */
function startWithProps(text: string, inner: number | undefined, item: unknown): number | undefined {
  const anchor = isPair(item) ? undefined : (item as Node & { anchor?: string }).anchor;
  if (inner === undefined || !anchor) return inner;
  const at = text.lastIndexOf(`&${anchor}`, inner);
  return at < 0 ? inner : at;
}

function withCommentsAbove(text: string, start: number, from: number): number {
  let best = start;
  for (;;) {
    const line = text.lastIndexOf('\n', best - 1);
    const above = text.lastIndexOf('\n', line - 1) + 1;
    if (line < 0 || above <= from) return best;
    const written = text.slice(above, line);
    if (!/^\s*#/.test(written) || text.slice(line + 1, best).trim() !== '') return best;
    best = above + written.indexOf('#');
  }
}

function withCommentBehind(text: string, end: number): number {
  const behind = /^[ \t]+#[^\n]*/.exec(text.slice(end));
  return end + (behind?.[0].length ?? 0);
}

/** The column of a place in the text. */
export function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

/** A value inside braces or brackets, on one line. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, part]) => `${scalarText(key)}: ${flowText(part)}`);
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  return scalarText(value);
}

/** A single value in the quotes of the one that it replaces, or in those that it needs. */
export function scalarText(value: unknown, like?: unknown): string {
  const scalar = new Scalar(value);
  const quoted = like === Scalar.QUOTE_DOUBLE || like === Scalar.QUOTE_SINGLE;
  if (quoted && typeof value === 'string') scalar.type = like;
  if (typeof value === 'string' && value.includes('\n')) scalar.type = Scalar.QUOTE_DOUBLE;
  const written = stringify([scalar], {
    collectionStyle: 'flow',
    lineWidth: 0,
    flowCollectionPadding: false,
  });
  return written.trim().slice(1, -1);
}

/** A value in block form; continued lines are indented by `indent` spaces. */
export function blockText(value: unknown, indent: number): string {
  const flow = flowText(value);
  const pad = ' '.repeat(indent);
  if (typeof value !== 'object' || value === null || (flow.length <= ONE_LINE && !isSpread(value)))
    return flow;
  if (Array.isArray(value)) return value.map(item => `- ${blockText(item, indent + 2)}`).join(`\n${pad}`);
  return Object.entries(value)
    .map(([key, part]) => pairText(key, part, indent))
    .join(`\n${pad}`);
}

/** A clause and a step are read line by line, however short they are. */
function isSpread(value: object): boolean {
  if (Array.isArray(value))
    return value.some(item => typeof item === 'object' && item !== null && isSpread(item));
  const [first = ''] = Object.keys(value);
  return ('steps' in value && 'id' in value) || STEPS.has(first);
}

const STEPS = new Set([
  'select',
  'value',
  'judged',
  'add',
  'times',
  'set',
  'limit',
  'round',
  'combine',
  'credit',
  'tally',
  'target',
  'bands',
  'start',
  'part',
  'gate',
]);

export function pairText(key: string, value: unknown, indent: number): string {
  const inner = blockText(value, indent + 2);
  const flow = flowText(value);
  const same = inner === flow && !inner.includes('\n');
  return same ? `${scalarText(key)}: ${inner}` : `${scalarText(key)}:\n${' '.repeat(indent + 2)}${inner}`;
}

/** What stands at a path; an alias leads to what it names, so that a shared part is changed for all who share it. */
export function nodeAt({ document }: Read, path: readonly (string | number)[]): unknown {
  let node: unknown = document.contents;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (!isMap(node) && !isSeq(node)) return undefined;
    node = isSeq(node) ? node.items[Number(step)] : pairOf(node, String(step))?.value;
  }
  return node;
}

export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find(pair => String(isScalar(pair.key) ? pair.key.value : pair.key) === key);
}
