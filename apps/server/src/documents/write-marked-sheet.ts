import type { CellStyle, WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { printable, settledPackage } from './package-bytes.ts';
import { columnName, type SheetRow } from './sheet.ts';

/** Something said about a cell, or about a row where `cell` is empty. */
export type MarkedCell = { row: number; cell: string; weight: 'error' | 'note'; said: string };

export interface MarkedSheet {
  name: string;
  rows: readonly SheetRow[];
  headRow: number;
  cells: readonly MarkedCell[];
}

const fill = (rgb: string): CellStyle => ({
  numFmt: '@',
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } },
});
const STYLES = { error: fill('FFC7CE'), note: fill('FFF2CC') };
const HEAD: CellStyle = { numFmt: '@', font: { name: '宋体', size: 11, bold: true } };
const TEXT: CellStyle = { numFmt: '@' };
const SAID = '导入检查';

/**
 * Writes a sheet that was read as it lay there, each cell in its row and column and as text, so that nothing of it can
 * become a formula; marked cells in colour, and a last column with what is said, so that it can be put right and read again.
 */
export async function writeMarkedSheet(marked: MarkedSheet): Promise<Uint8Array> {
  const { name, rows, headRow } = marked;
  const width = rows.reduce((most, row) => Math.max(most, (row.cells.at(-1)?.column ?? -1) + 1), 0);
  const said = Map.groupBy(marked.cells, each => each.row);
  const values: (string | null)[][] = Array.from({ length: rows.at(-1)?.number ?? 0 }, () => []);
  for (const row of rows) {
    const line = Array<string | null>(width + 1).fill(null);
    for (const cell of row.cells) line[cell.column] = printable(cell.date ?? cell.text);
    line[width] = row.number === headRow ? SAID : wordsOn(said.get(row.number));
    values[row.number - 1] = line;
  }
  const columns = Array.from({ length: width + 1 }, (_, at) => ({ width: at === width ? 60 : 18 }));
  const sheet: WriteSheet = {
    name: name.slice(0, 31) || 'Sheet1',
    columns,
    rows: values,
    cells: stylesOf(marked),
  };
  return settledPackage(await writeXlsx({ sheets: [sheet], defaultFont: { name: '宋体', size: 11 } }), name);
}

function wordsOn(cells: readonly MarkedCell[] | undefined): string | null {
  const lines = (cells ?? []).map(({ cell, said }) => (cell === '' ? said : `${cell}：${said}`));
  return lines.length > 0 ? printable(lines.join('\n')) : null;
}

function stylesOf({ rows, headRow, cells }: MarkedSheet): NonNullable<WriteSheet['cells']> {
  const styles: NonNullable<WriteSheet['cells']> = new Map();
  const usual = (row: number): CellStyle => (row === headRow ? HEAD : TEXT);
  for (const { number, cells: own } of rows)
    for (const { column } of own) styles.set(`${number - 1},${column}`, { style: usual(number) });
  for (const weight of ['note', 'error'] as const)
    for (const { row, cell } of cells.filter(each => each.weight === weight)) {
      const column = columnOf(cell);
      if (column !== null) styles.set(`${row - 1},${column}`, { style: STYLES[weight] });
    }
  return styles;
}

function columnOf(address: string): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/u.exec(address)?.[0];
  if (letters === undefined) return null;
  for (let column = 0; column < 16_384; column += 1) if (columnName(column) === letters) return column;
  return null;
}
