/** Numbers, tables and formulas, compiled: how much a row gets, and in which words. */
import {
  add,
  ceiling,
  type Dec,
  divide,
  floor,
  greatest,
  least,
  multiply,
  parseDecimal,
  parseQuantity,
  subtract,
  whole,
} from './decimal.ts';
import { compileExpression, type Scope, type Value } from './evaluate.ts';

import type { Scene } from './scene.ts';
import type { Amount, EachPart, Label, Scheme, Table } from './scheme.ts';

export type CompiledAmount = {
  /** Undefined when a table has no cell for the row. */
  of(scene: Scene): Dec | undefined;
  /** The words that chose the number, for example 市级 长篇; empty for a plain number. */
  words(scene: Scene): Label;
};

const HUNDRED = whole(100);
const NO_WORDS: Label = { zh: '', en: '' };

export type AmountContext = {
  scheme: Scheme;
  scope: Scope;
  /** Dimensions that the words leave out. */
  unsaid?: readonly string[];
};

export function compileAmount(amount: Amount, context: AmountContext): CompiledAmount {
  const { scope } = context;
  const core = compileCore(amount, context);
  const { percent, each } = amount;
  const [low, high] = [boundOf(amount.least), boundOf(amount.most)];
  if (!percent && !each && low === undefined && high === undefined) return core;
  const parts = each ? compileEach(each, scope) : null;
  return {
    words: core.words,
    of: scene => {
      let value = core.of(scene);
      if (value === undefined) return undefined;
      if (percent) value = divide(multiply(value, percent === 'base' ? scene.base : scene.now), HUNDRED);
      if (parts) value = multiply(value, parts(scene));
      if (low !== undefined) value = greatest(low, value);
      return high === undefined ? value : least(high, value);
    },
  };
}

function boundOf(text: string | undefined): Dec | undefined {
  return text === undefined ? undefined : (parseDecimal(text) ?? 0);
}

function compileCore(amount: Amount, context: AmountContext): CompiledAmount {
  if ('number' in amount) {
    const fixed = parseDecimal(amount.number) ?? 0;
    return { of: () => fixed, words: () => NO_WORDS };
  }
  if ('formula' in amount) {
    const formula = compileExpression<Scene, Dec>(amount.formula, context.scope);
    const words = { zh: `公式 ${amount.formula.source}`, en: `formula ${amount.formula.source}` };
    return { of: formula, words: () => words };
  }
  return compileTable(amount, context);
}

type WordGetter = (scene: Scene) => string;

function compileTable(
  { by, table, otherwise }: Extract<Amount, { table: Table }>,
  { scheme, scope, unsaid = [] }: AmountContext,
): CompiledAmount {
  const getters = by.map((name, depth) =>
    name === 'unit.class' ? classGetter(wordsAt(table, depth)) : wordGetter(name, scope),
  );
  const fallback = otherwise === undefined ? undefined : (parseQuantity(otherwise) ?? 0);
  const cells = compileCells(table);
  const of =
    getters.length === 1
      ? oneWord(cells, getters[0] as WordGetter, fallback)
      : manyWords(cells, getters, fallback);
  return {
    of,
    words: scene =>
      joinWords(
        by.map((name, i) =>
          unsaid.includes(name) ? NO_WORDS : labelOf(scheme, name, getters[i]?.(scene) ?? ''),
        ),
      ),
  };
}

type Cells = Map<string, Dec | Cells>;

function compileCells(table: Table): Cells {
  const entries = Object.entries(table).map(([word, cell]): [string, Dec | Cells] => [
    word,
    typeof cell === 'string' ? (parseQuantity(cell) ?? 0) : compileCells(cell),
  ]);
  return new Map(entries);
}

function oneWord(cells: Cells, get: WordGetter, fallback: Dec | undefined): CompiledAmount['of'] {
  return scene => (cells.get(get(scene)) ?? cells.get('*') ?? fallback) as Dec | undefined;
}

function manyWords(
  cells: Cells,
  getters: readonly WordGetter[],
  fallback: Dec | undefined,
): CompiledAmount['of'] {
  const seek = (scene: Scene, level: Cells, depth: number): Dec | undefined => {
    const word = getters[depth]?.(scene) ?? '';
    for (const found of [level.get(word), level.get('*')]) {
      if (found === undefined) continue;
      const value = found instanceof Map ? seek(scene, found, depth + 1) : found;
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return scene => seek(scene, cells, 0) ?? fallback;
}

/** The words that a table has at a depth, under whatever stands before them. */
function wordsAt(table: Table, depth: number): ReadonlySet<string> {
  if (depth === 0) return new Set(Object.keys(table));
  const inner = Object.values(table).filter(cell => typeof cell !== 'string');
  return new Set(inner.flatMap(cell => [...wordsAt(cell, depth - 1)]));
}

/** Of a unit's several classes the first that the table knows. */
function classGetter(words: ReadonlySet<string>): WordGetter {
  return ({ owner }) => {
    const classes = owner.unit?.classes ?? [];
    return classes.find(name => words.has(name)) ?? classes[0] ?? '';
  };
}

function wordGetter(name: string, scope: Scope): WordGetter {
  const [head, field] = name.split('.');
  const getter = scope.lookup(head ?? '', field) as ((scene: Scene) => Value) | undefined;
  if (!getter) throw new Error(`the checked table is laid out by ${name}, which the scheme does not have`);
  return scene => {
    const value = getter(scene);
    return typeof value === 'string' ? value : String(value);
  };
}

/** The label of a word: its own when declared; for a yes/no attribute the attribute's label when it holds. */
export function labelOf(scheme: Scheme, name: string, word: string): Label {
  const attribute = Object.hasOwn(scheme.attributes, name) ? scheme.attributes[name] : undefined;
  if (attribute?.type === 'yes-no') return word === 'true' ? attribute.label : NO_WORDS;
  if (attribute?.values && Object.hasOwn(attribute.values, word)) return attribute.values[word] as Label;
  if (name === 'kind') return scheme.kinds[word] ?? { zh: word, en: word };
  if (name === 'unit.class') return scheme.classes[word] ?? { zh: word, en: word };
  if (word === '' && attribute)
    return { zh: `${attribute.label.zh}未填`, en: `${attribute.label.en} not given` };
  return { zh: word, en: word };
}

export function joinWords(labels: readonly Label[]): Label {
  return {
    zh: labels
      .map(label => label.zh)
      .filter(Boolean)
      .join(''),
    en: labels
      .map(label => label.en)
      .filter(Boolean)
      .join(' '),
  };
}

function compileEach({ of, over, step, count }: EachPart, scope: Scope): (scene: Scene) => Dec {
  const number = scope.lookup(of) as unknown as (scene: Scene) => Dec;
  const [from, size] = [parseDecimal(over) ?? 0, parseDecimal(step) ?? 1];
  return scene => {
    const parts = divide(greatest(0, subtract(number(scene), from)), size);
    return count === 'whole' ? floor(parts) : count === 'started' ? ceiling(parts) : parts;
  };
}

/** Sum of exact decimals. */
export function sumOf(values: readonly Dec[]): Dec {
  return values.reduce(add, 0);
}
