/** A table of amounts as it stands in a printed scheme: heads that span, words in their declared order. */

import { labelOf } from './amounts.ts';
import { roleName } from './printed-calls.ts';
import { dimensionName, figure, label, type Speech, sayBand, together } from './printed-language.ts';
import type { Amount, Label, Table } from './scheme.ts';

/** A cell; `across` and `down` say how many columns and rows it takes, 1 when left out. */
export type PrintedCell = { text: Label; across?: number; down?: number; figure?: true };
/** The first `heads` rows are heads. Cells that a spanning cell covers are left out, as in HTML. */
export type PrintedTable = {
  kind: 'table';
  caption: Label;
  heads: number;
  rows: readonly (readonly PrintedCell[])[];
};

type TableAmount = Extract<Amount, { table: Table }>;
type Framed = { caption: Label; unit: Label; speech: Speech };

/** More columns than this are laid on their side, when that helps. */
const WIDE = 6;
const NO_CELL = label('—', '—');

/** Lays out a table with the last dimension across, the others down; every cell shows what a fact there gets. */
export function printedTable(amount: TableAmount, { caption, unit, speech }: Framed): PrintedTable {
  const words = amount.by.map((name, depth) => wordsAt(amount, depth, { name, speech }));
  if (amount.by.length === 1) return oneColumn(amount, words[0] ?? [], { caption, unit, speech });
  const last = amount.by.length - 1;
  const onItsSide =
    amount.by.length === 2 &&
    (words[1]?.length ?? 0) > WIDE &&
    (words[0]?.length ?? 0) < (words[1]?.length ?? 0);
  const across = onItsSide ? 0 : last;
  const down = amount.by.map((_, depth) => depth).filter(depth => depth !== across);
  const columns = words[across] ?? [];
  const name = (depth: number) => dimensionName(speech.scheme, amount.by[depth] ?? '');
  const head: PrintedCell[][] = [
    [...down.map(depth => ({ text: name(depth), down: 2 })), { text: name(across), across: columns.length }],
    columns.map(word => ({ text: said(amount.by[across], word, speech) })),
  ];
  const cellOf = (path: readonly string[], column: string): PrintedCell => {
    const full = onItsSide ? [column, ...path] : [...path, column];
    return cell(lookup(amount, full));
  };
  const paths = pathsOf(down, words).filter(path => columns.some(word => isThere(cellOf(path, word))));
  const rows = paths.map((path, i): PrintedCell[] => [
    ...rowHeads(path, paths, i).map(({ depth, span }) => ({
      text: said(amount.by[down[depth] ?? 0], path[depth] ?? '', speech),
      ...(span > 1 && { down: span }),
    })),
    ...merged(columns.map(column => cellOf(path, column))),
  ]);
  return { kind: 'table', caption: inBrackets(caption, unit), heads: 2, rows: [...head, ...rows] };
}

function oneColumn(
  amount: TableAmount,
  words: readonly string[],
  { caption, unit, speech }: Framed,
): PrintedTable {
  const [name = ''] = amount.by;
  const head: PrintedCell[] = [{ text: dimensionName(speech.scheme, name) }, { text: caption }];
  const rows = words.map((word): PrintedCell[] => [
    { text: said(name, word, speech) },
    cell(lookup(amount, [word])),
  ]);
  return { kind: 'table', caption: inBrackets(caption, unit), heads: 1, rows: [head, ...rows] };
}

/** Words of one dimension that occur at any place, in the order in which the scheme declares them; the rest last. */
function wordsAt(
  { table, by }: TableAmount,
  depth: number,
  { name, speech }: { name: string; speech: Speech },
): string[] {
  const found = new Set<string>();
  const visit = (level: Table, at: number): void => {
    for (const [word, inner] of Object.entries(level)) {
      if (at === depth) found.add(word);
      else if (typeof inner !== 'string') visit(inner, at + 1);
    }
  };
  visit(table, 0);
  const declared = Object.keys(speech.scheme.attributes[by[depth] ?? '']?.values ?? {});
  const order = (word: string) => (word === '*' ? Number.MAX_SAFE_INTEGER : declared.indexOf(word));
  const words = [...found].sort((a, b) => order(a) - order(b));
  // the rest beside every word that there is says nothing
  const everything = declared.length > 0 && declared.every(word => found.has(word));
  const isYesNo =
    speech.scheme.attributes[name]?.type === 'yes-no' && found.has('true') && found.has('false');
  return words.length > 1 && (everything || isYesNo) ? words.filter(word => word !== '*') : words;
}

/** The cell as the engine finds it: the word, else “*”, level by level; else what holds for the rest of the table. */
function lookup({ table, otherwise }: TableAmount, words: readonly string[]): string | undefined {
  const seek = (level: Table, depth: number): string | undefined => {
    const word = words[depth] ?? '';
    const found = [
      Object.hasOwn(level, word) ? level[word] : undefined,
      word === '*' ? undefined : level['*'],
    ];
    for (const each of found) {
      const value = each === undefined || typeof each === 'string' ? each : seek(each, depth + 1);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  return seek(table, 0) ?? otherwise;
}

function pathsOf(down: readonly number[], words: readonly (readonly string[])[]): string[][] {
  return down.reduce<string[][]>(
    (paths, depth) => paths.flatMap(path => (words[depth] ?? []).map(word => [...path, word])),
    [[]],
  );
}

/** Equal words that follow one another in a row head are one cell. */
function rowHeads(
  path: readonly string[],
  paths: readonly (readonly string[])[],
  i: number,
): { depth: number; span: number }[] {
  const same = (other: readonly string[] | undefined, depth: number) =>
    other !== undefined && path.slice(0, depth + 1).every((word, at) => other[at] === word);
  return path.flatMap((_, depth) => {
    const isLast = depth === path.length - 1;
    if (!isLast && same(paths[i - 1], depth)) return [];
    let span = 1;
    while (!isLast && same(paths[i + span], depth)) span++;
    return [{ depth, span }];
  });
}

/** One figure for the whole row is written once. */
function merged(cells: readonly PrintedCell[]): PrintedCell[] {
  const [first] = cells;
  if (!first || cells.length === 1 || !cells.every(each => each.text.zh === first.text.zh)) return [...cells];
  return [{ ...first, across: cells.length }];
}

function cell(value: string | undefined): PrintedCell {
  return value === undefined
    ? { text: NO_CELL }
    : { text: label(figure(value), figure(value)), figure: true };
}

function isThere({ text }: PrintedCell): boolean {
  return text.zh !== NO_CELL.zh;
}

/** A word of a table: its label, the bounds of a band, 是 or 否 of a yes/no attribute, 其他 for “*”. */
export function said(name: string | undefined, word: string, { scheme }: Speech): Label {
  if (word === '*') return label('其他', 'all others');
  if (scheme.attributes[name ?? '']?.type === 'yes-no')
    return word === 'true' ? label('是', 'yes') : label('否', 'no');
  if (name === 'person.role') return roleName(word);
  const found = labelOf(scheme, name ?? '', word);
  const bands = scheme.attributes[name ?? '']?.bands;
  const i = bands && found.zh === word ? bands.from.findIndex(band => band.word === word) : -1;
  // a band without a label of its own is called by its bounds
  if (bands && i >= 0)
    return sayBand(bands.from[i]?.at ?? '0', bands.from[i + 1]?.at, bands.bounds === 'from');
  return found.zh === '' ? label(word, word) : found;
}

function inBrackets(text: Label, unit: Label): Label {
  return unit.zh === '' ? text : label(`${text.zh}（${unit.zh}）`, `${text.en} (${unit.en})`);
}

/** 媒体级别和篇幅, outlet level and genre. */
export function dimensionsOf({ by }: TableAmount, { scheme }: Speech): Label {
  return together(by.map(name => dimensionName(scheme, name)));
}

/** Every cell with its words, as the scheme has it: [市级长篇, 60]. */
export function cellsOf(
  { table, by }: TableAmount,
  speech: Speech,
): { words: string[]; name: Label; value: string }[] {
  const cells: { words: string[]; name: Label; value: string }[] = [];
  const visit = (level: Table, words: string[]): void => {
    for (const [word, inner] of Object.entries(level)) {
      const path = [...words, word];
      if (typeof inner !== 'string') visit(inner, path);
      else cells.push({ words: path, name: nameOfCell(by, path, speech), value: inner });
    }
  };
  visit(table, []);
  return cells;
}

function nameOfCell(by: readonly string[], words: readonly string[], speech: Speech): Label {
  const parts = words.map((word, i) => {
    const name = by[i] ?? '';
    const spoken = said(name, word, speech);
    if (word !== '*' && speech.scheme.attributes[name]?.type !== 'yes-no') return spoken;
    const dimension = dimensionName(speech.scheme, name);
    if (word === 'true') return dimension;
    return word === 'false'
      ? label(`非${dimension.zh}`, `not ${dimension.en}`)
      : label(`其他${dimension.zh}`, `other ${dimension.en}`);
  });
  return label(parts.map(part => part.zh).join(''), parts.map(part => part.en).join(' '));
}
