/** The word by which a row is told apart from others: carried by the fact, or worked out from what it carries. */
import type { Scope, Value } from './evaluate.ts';
import type { Row } from './rows.ts';
import type { Scene } from './scene.ts';
import type { Label, Scheme } from './scheme.ts';

export type WordContext = { scheme: Scheme; scope: Scope };
/** A number per word, 0 for "not given"; the words of a list are numbered in its order, from 1 on. */
export type CodeOf = (scene: Scene, row: Row) => number;

export function codeGetter(name: string, { scheme, scope }: WordContext): CodeOf {
  if (name === 'kind') return ({ table }, row) => (table.kind[row.fact] ?? -1) + 1;
  const attribute = scheme.attributes[name];
  if (!attribute?.formula && !attribute?.bands)
    return ({ table }, row) => table.columns[name]?.codes[table.shape[row.fact] ?? -1] ?? 0;
  const workedOut = scope.lookup(name) as unknown as (scene: Scene) => Value;
  const codes = new Map(['', ...Object.keys(attribute.values ?? {})].map((word, i) => [word, i]));
  return (scene, row) => {
    scene.fact = row.fact;
    const word = String(workedOut(scene));
    const code = codes.get(word) ?? codes.size;
    codes.set(word, code);
    return code;
  };
}

/** The word itself; for what was made of several facts, the word of the first. */
export function wordGetter(name: string, { scheme, scope }: WordContext): (scene: Scene, row: Row) => string {
  const attribute = scheme.attributes[name];
  const workedOut =
    attribute?.formula || attribute?.bands || name === 'kind'
      ? (scope.lookup(name) as unknown as (scene: Scene) => Value)
      : undefined;
  return (scene, row) => {
    const fact = factOf(row);
    if (workedOut) {
      scene.fact = fact;
      return String(workedOut(scene));
    }
    const { columns, shape } = scene.table;
    const column = columns[name];
    return column?.texts[column.codes[shape[fact] ?? -1] ?? 0] ?? '';
  };
}

function factOf({ fact, sources }: Row): number {
  const [first] = sources ?? [];
  return fact >= 0 || !first ? fact : factOf(first);
}

/** How a word of for-each is called, before what follows it: 日报 条数. */
export function wordBefore(
  { name, word }: { name: string | undefined; word: string },
  words: Label,
  scheme: Scheme,
): Label {
  if (name === undefined || word === '') return words;
  const known = name === 'kind' ? scheme.kinds : scheme.attributes[name]?.values;
  const { zh, en } = known?.[word] ?? { zh: word, en: word };
  return { zh: [zh, words.zh].filter(Boolean).join(' '), en: [en, words.en].filter(Boolean).join(', ') };
}

/** After a tally with for-each, the attribute means the word that the row stands for. */
export function scopeAfterTally(forEach: string | undefined, scope: Scope): Scope {
  if (forEach === undefined) return scope;
  const word = (scene: Scene) => scene.part;
  return {
    lookup: (name, field) =>
      name === forEach && field === undefined
        ? (word as unknown as ReturnType<Scope['lookup']>)
        : scope.lookup(name, field),
  };
}
