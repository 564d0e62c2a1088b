/** Two things to compare, as trees of named parts; what differs is told at the smallest part that still has a name. */
import { formOf } from './printed-conditions.ts';
import { joined, label } from './printed-language.ts';
import type { Expression, Label } from './scheme.ts';

/** A part of a scheme. Parts of the same `shape` are compared child by child, others as a whole. */
export type Part = {
  key: string;
  name: Label;
  /** What it says, for “… → …”. */
  says: Label;
  /** Equal forms mean the same. */
  form: string;
  shape?: string;
  parts?: readonly Part[];
  /** Only words: no result depends on it. */
  isText?: true;
  /** The order of the children matters; they are brought together by what they do. */
  ordered?: true;
};

export type Difference = { kind: 'added' | 'removed' | 'changed' | 'moved' | 'text'; sentence: Label };

/** Every difference, in the order of the parts. Nothing when both mean the same and say the same. */
export function differences(before: Part, after: Part): Difference[] {
  if (before.form === after.form) return [];
  const [old, fresh] = [before.parts, after.parts];
  const found =
    old && fresh && before.shape === after.shape
      ? after.ordered
        ? inOrder(old, fresh)
        : byKey(old, fresh)
      : [];
  // a difference that no part has a name for is still told
  return found.length > 0 ? found : [changed(before, after)];
}

function byKey(before: readonly Part[], after: readonly Part[]): Difference[] {
  const old = new Map(before.map(part => [part.key, part]));
  const kept = new Set(after.map(part => part.key));
  const found = after.flatMap(part => {
    const was = old.get(part.key);
    return was ? differences(was, part) : [added(part)];
  });
  return [...found, ...before.filter(part => !kept.has(part.key)).map(removed)];
}

/** Steps: equal ones first, then those that do the same; a step that only stands elsewhere has moved. */
function inOrder(before: readonly Part[], after: readonly Part[]): Difference[] {
  const pairs = aligned(before, after);
  const gone = pairs.flatMap(([was, is]) => (was && !is ? [was] : []));
  const come = pairs.flatMap(([was, is]) => (is && !was ? [is] : []));
  const wandered = come.filter(is => gone.some(was => was.form === is.form));
  return pairs.flatMap(([was, is]): Difference[] => {
    if (was && is) return differences(was, is);
    if (is) return wandered.includes(is) ? [moved(is)] : [added(is)];
    if (!was || wandered.some(other => other.form === was.form)) return [];
    return [removed(was)];
  });
}

type Pair = readonly [Part | undefined, Part | undefined];
const CHANGE = 1;
const GAP = 1.5;

/** The cheapest way to turn one list into the other. */
function aligned(before: readonly Part[], after: readonly Part[]): Pair[] {
  const costs = costTable(before, after);
  const at = (i: number, j: number): number => costs[i]?.[j] ?? 0;
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [was, is] = [before[i], after[j]];
    const isPair = was && is && at(i, j) === at(i + 1, j + 1) + pairCost(was, is);
    const isGone = !isPair && was && at(i, j) === at(i + 1, j) + GAP;
    pairs.push(isPair ? [was, is] : isGone ? [was, undefined] : [undefined, is]);
    if (isPair || isGone) i++;
    if (isPair || !isGone) j++;
  }
  return pairs;
}

function pairCost(was: Part, is: Part): number {
  if (was.form === is.form) return 0;
  return was.key === is.key ? CHANGE : Number.POSITIVE_INFINITY;
}

/** From each place of both lists, what it costs to come to their ends. */
function costTable(before: readonly Part[], after: readonly Part[]): number[][] {
  const costs = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length; i >= 0; i--) {
    const [row, below] = [costs[i] ?? [], costs[i + 1] ?? []];
    for (let j = after.length; j >= 0; j--) {
      const [was, is] = [before[i], after[j]];
      if (!was) row[j] = (after.length - j) * GAP;
      else if (!is) row[j] = (before.length - i) * GAP;
      else
        row[j] = Math.min(
          (below[j] ?? 0) + GAP,
          (row[j + 1] ?? 0) + GAP,
          (below[j + 1] ?? 0) + pairCost(was, is),
        );
    }
  }
  return costs;
}

function changed(before: Part, after: Part): Difference {
  const arrow = label(`${before.says.zh} → ${after.says.zh}`, `${before.says.en} → ${after.says.en}`);
  return { kind: after.isText ? 'text' : 'changed', sentence: joined([after.name, arrow], ' ', ' ') };
}

function added(part: Part): Difference {
  const words = label(`增加：${part.says.zh}`, `added: ${part.says.en}`);
  return { kind: part.isText ? 'text' : 'added', sentence: joined([part.name, words], ' ', ' ') };
}

function removed(part: Part): Difference {
  const words = label(`取消：${part.says.zh}`, `removed: ${part.says.en}`);
  return { kind: part.isText ? 'text' : 'removed', sentence: joined([part.name, words], ' ', ' ') };
}

function moved(part: Part): Difference {
  const words = label(`次序调整：${part.says.zh}`, `moved: ${part.says.en}`);
  return { kind: 'moved', sentence: joined([part.name, words], ' ', ' ') };
}

/** A canonical text of data: conditions by their meaning, names in any order, lines of the file left out. */
export function canonical(data: unknown): string {
  return JSON.stringify(plain(data));
}

function plain(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(plain);
  if (typeof data !== 'object' || data === null) return data;
  if (isExpression(data)) return formOf(data.ast);
  const entries = Object.entries(data)
    .filter(([key, value]) => value !== undefined && !isPlaceInFile(key, value))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isSet(key, value) ? [...value].sort() : plain(value)]),
  );
}

/** Where a part was read and under which answers. A word of a table may be called the same; its value is a text or a table. */
function isPlaceInFile(key: string, value: unknown): boolean {
  return (key === 'line' && typeof value === 'number') || (key === 'switches' && Array.isArray(value));
}

/** Kinds and lines that a clause selects: in whatever order. */
function isSet(key: string, value: unknown): value is readonly string[] {
  return (key === 'kinds' || key === 'lines') && Array.isArray(value);
}

function isExpression(data: object): data is Expression {
  return 'ast' in data && 'source' in data;
}
