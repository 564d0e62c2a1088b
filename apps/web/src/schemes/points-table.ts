import type { SchemeEdit } from '@xinxuan/contract';
import { type Entries, isMap, type Json, type Path, remove, set, textOf, typed } from './document.ts';

/** A table of points as a sheet: one row per word of all attributes but the last, one column per word of the last. */
export type PointsTable = {
  by: string[];
  /** The words at the head of each row; one for each attribute but the last. */
  rows: string[][];
  columns: string[];
  /** `locked` cells are decided by a switch; null is an empty cell. */
  cells: ({ text: string; locked: boolean } | null)[][];
};

/** The one column of a table by a single attribute. */
export const ONLY = '';

/** Null when the table is no sheet: a row that holds one number for all columns, or deeper than its attributes. */
export function readTable(amount: Entries): PointsTable | null {
  const by = (Array.isArray(amount['by']) ? amount['by'] : [amount['by']]).map(textOf);
  if (!isMap(amount['table']) || by.some(name => name === '')) return null;
  if (by.length === 1) {
    const rows = Object.entries(amount['table']);
    const cells = rows.map(([, value]) => [cellOf(value)]);
    if (cells.some(([cell]) => cell === undefined)) return null;
    return { by, rows: rows.map(([word]) => [word]), columns: [ONLY], cells: cells as PointsTable['cells'] };
  }
  const found = rowsOf(amount['table'], by.length - 1);
  if (!found) return null;
  const columns = [...new Set(found.flatMap(row => Object.keys(row.values)))];
  const cells = found.map(row =>
    columns.map(column => (column in row.values ? cellOf(row.values[column]) : null)),
  );
  if (cells.some(row => row.includes(undefined))) return null;
  return { by, rows: found.map(row => row.words), columns, cells: cells as PointsTable['cells'] };
}

function rowsOf(table: Entries, depth: number): { words: string[]; values: Entries }[] | null {
  if (depth === 0) return [{ words: [], values: table }];
  const rows: { words: string[]; values: Entries }[] = [];
  for (const [word, inner] of Object.entries(table)) {
    if (!isMap(inner) || 'choose' in inner) return null;
    const below = rowsOf(inner, depth - 1);
    if (!below) return null;
    rows.push(...below.map(row => ({ words: [word, ...row.words], values: row.values })));
  }
  return rows;
}

/** Undefined: not a cell at all. */
function cellOf(value: unknown): { text: string; locked: boolean } | null | undefined {
  if (value === null || value === undefined) return null;
  if (isMap(value)) return 'choose' in value ? { text: textOf(value['choose']), locked: true } : undefined;
  return Array.isArray(value) ? undefined : { text: textOf(value), locked: false };
}

export type CellChange = { row: number; column: number; text: string };

export function cellPath(
  table: PointsTable,
  at: Path,
  { row, column }: { row: number; column: number },
): Path {
  const words = table.rows[row] ?? [];
  const last = table.columns[column];
  return [...at, 'table', ...words, ...(last === ONLY || last === undefined ? [] : [last])];
}

/** Cells as typed or pasted; an emptied cell is taken out of the table. Locked cells and cells outside stay. */
export function changeCells(table: PointsTable, at: Path, changes: readonly CellChange[]): SchemeEdit[] {
  return changes.flatMap(change => {
    const before = table.cells[change.row]?.[change.column];
    if (before === undefined || before?.locked || (before?.text ?? '') === change.text.trim()) return [];
    const path = cellPath(table, at, change);
    return change.text.trim() === '' ? [remove(path)] : [set(path, typed(change.text))];
  });
}

/** A new row with the words of `words`, empty cells 0, below the last row. */
export function addRow(table: PointsTable, at: Path, words: readonly string[]): SchemeEdit {
  const inner: Json =
    table.columns[0] === ONLY ? 0 : Object.fromEntries(table.columns.map(column => [column, 0]));
  const same = (depth: number): boolean =>
    table.rows.some(row => words.slice(0, depth).every((word, i) => row[i] === word));
  let depth = 0;
  while (depth < words.length - 1 && same(depth + 1)) depth++;
  const value = words.slice(depth + 1).reduceRight<Json>((below, word) => ({ [word]: below }), inner);
  return set([...at, 'table', ...words.slice(0, depth + 1)], value);
}

export function removeRow(table: PointsTable, at: Path, row: number): SchemeEdit[] {
  return table.rows.length > 1 ? [remove([...at, 'table', ...(table.rows[row] ?? [])])] : [];
}

export function addColumn(table: PointsTable, at: Path, word: string): SchemeEdit[] {
  return table.rows.map(words => set([...at, 'table', ...words, word], 0));
}

export function removeColumn(table: PointsTable, at: Path, column: number): SchemeEdit[] {
  if (table.columns.length < 2) return [];
  return table.rows.flatMap((_, row) =>
    table.cells[row]?.[column] ? [remove(cellPath(table, at, { row, column }))] : [],
  );
}
