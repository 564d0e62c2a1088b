import type { CellStyle, CellValue, WriteSheet } from 'hucre';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { bytesSource } from '../files/byte-source.ts';
import type { ContentType } from '../files/content-type.ts';
import type { Finding, Outcome } from '../files/finding.ts';
import { sniff } from '../files/sniff.ts';
import { trimmed } from './document.ts';
import { printable, settledPackage } from './package-bytes.ts';
import { Refused, refusable } from './refusals.ts';
import type { ReadSheet, SheetCell, SheetLimits, SheetRow } from './sheet.ts';
import { columnName, SHEET_LIMITS, sheetRefusal } from './sheet.ts';
import { rowsOfCsv } from './sheet-csv.ts';
import type { Package, ZipLimits } from './zip.ts';
import { openPackage } from './zip.ts';

const WORKBOOK_LIMITS: ZipLimits = {
  file: 10 * 1048576,
  entries: 500,
  part: 64 * 1048576,
  total: 100 * 1048576,
  ratio: 150,
  ratioFrom: 16 * 1048576,
};

type SheetCode = Parameters<typeof sheetRefusal>[0];
const REFUSED_TYPES: Partial<Record<ContentType, SheetCode>> = {
  xls: 'not_xlsx_but_xls',
  xlsm: 'macros',
  office_encrypted: 'encrypted',
};

/** Which sheet, and how much of it at most. */
export type SheetWish = Partial<SheetLimits> & {
  /** By its name; unless given, the first that is not hidden. */
  sheet?: string;
};

/**
 * Reads one sheet of a workbook, or a CSV file in UTF-8 or GB18030. Formulas are taken at their kept values. A sheet of
 * a name that the workbook does not have is `empty_sheet`.
 */
export async function readSheet(bytes: Uint8Array, wish: SheetWish = {}): Promise<Outcome<ReadSheet>> {
  const limits: SheetLimits = { ...SHEET_LIMITS, ...wish };
  const { type } = await sniff(bytesSource(bytes));
  if (type === 'empty') return refusable(() => Promise.reject(new Refused('empty_file')));
  if (type === 'zip_broken') return refusable(() => Promise.reject(new Refused('truncated')));
  if (type === 'text') return bounded(rowsOfCsv(bytes, limits), 'CSV', limits);
  if (type !== 'xlsx') return { ok: false, refusal: sheetRefusal(REFUSED_TYPES[type] ?? 'not_xlsx') };
  const read = await refusable(async () => {
    if (await drawsOnOutside(bytes)) return 'external_content' as const;
    // One row and one column more than allowed, to see that there is more.
    const range = `A1:${columnName(limits.columns)}${limits.rows + 1}`;
    const wanted = ({ name }: { name: string }): boolean => wish.sheet === undefined || name === wish.sheet;
    const workbook = await readXlsx(bytes, {
      sheets: info => !info.hidden && !info.veryHidden && wanted(info),
      range,
    });
    return { name: workbook.sheets[0]?.name ?? '', rows: workbook.sheets[0]?.rows ?? [] };
  });
  if (!read.ok) return ofSheet(read);
  if (read.value === 'external_content') return { ok: false, refusal: sheetRefusal('external_content') };
  return bounded(read.value.rows, read.value.name, limits);
}

/** What a parser tripped over helps nobody, and a table is not mended in Word. */
function ofSheet({ refusal }: { refusal: Finding }): { ok: false; refusal: Finding } {
  return { ok: false, refusal: refusal.code === 'unreadable' ? sheetRefusal('damaged') : refusal };
}

/** The names of the sheets that are not hidden, in their order; one, `CSV`, for a CSV file. */
export async function sheetNames(bytes: Uint8Array): Promise<Outcome<string[]>> {
  const { type } = await sniff(bytesSource(bytes));
  if (type === 'text') return { ok: true, value: ['CSV'] };
  if (type !== 'xlsx') return (await readSheet(bytes)) as Outcome<never>;
  const names: string[] = [];
  const noted = (info: { name: string; hidden?: boolean; veryHidden?: boolean }): boolean => {
    if (!info.hidden && !info.veryHidden) names.push(info.name);
    return false;
  };
  const read = await refusable(async () => {
    if (await drawsOnOutside(bytes)) return false;
    await readXlsx(bytes, { sheets: noted });
    return true;
  });
  if (!read.ok) return ofSheet(read);
  return read.value ? { ok: true, value: names } : { ok: false, refusal: sheetRefusal('external_content') };
}

/** Opens the package with every check of its own, and answers whether it fetches from elsewhere. */
async function drawsOnOutside(bytes: Uint8Array): Promise<boolean> {
  const pack = await openPackage(bytes, WORKBOOK_LIMITS);
  await refuseDeclarations(pack);
  return [...pack.names].some(name => /^xl\/(?:externalLinks|connections|queryTables)/u.test(name));
}

/** The workbook reader is not ours: what it must never see is kept from it. */
async function refuseDeclarations(pack: Package): Promise<void> {
  for (const name of pack.names) {
    if (!/\.(?:xml|rels|vml)$/iu.test(name)) continue;
    const part = await pack.read(name);
    if (part?.subarray(0, 4096).toString('latin1').replaceAll('\u0000', '').includes('<!DOCTYPE')) {
      throw new Refused('unsafe_package', { detail: 'DOCTYPE' });
    }
  }
}

function bounded(values: CellValue[][], name: string, limits: SheetLimits): Outcome<ReadSheet> {
  const rows: SheetRow[] = [];
  for (const [at, row] of values.entries()) {
    const cells = row.map((value, column) => cellOf(value, at + 1, column)).filter(cell => cell.text !== '');
    if (cells.length > 0) rows.push({ number: at + 1, cells });
  }
  if (rows.length === 0) return { ok: false, refusal: sheetRefusal('empty_sheet') };
  if (rows.at(-1)!.number > limits.rows)
    return { ok: false, refusal: sheetRefusal('too_many_rows', { limit: limits.rows }) };
  if (rows.some(row => row.cells.at(-1)!.column >= limits.columns)) {
    return { ok: false, refusal: sheetRefusal('too_many_columns', { limit: limits.columns }) };
  }
  return { ok: true, value: { name, rows } };
}

function cellOf(value: CellValue, row: number, column: number): SheetCell {
  const address = `${columnName(column)}${row}`;
  if (value instanceof Date && !Number.isNaN(value.getTime())) {
    const date = value.toISOString().slice(0, 10);
    return { address, column, text: date, date };
  }
  if (typeof value === 'number') return { address, column, text: plainNumber(value), date: null };
  return { address, column, text: value === null ? '' : trimmed(String(value)), date: null };
}

/** As a person would write it: a telephone number is not 1.38E+10. */
function plainNumber(value: number): string {
  return Number.isSafeInteger(value) ? value.toFixed(0) : String(Number(value.toPrecision(15)));
}

export interface WrittenSheet {
  name: string;
  /** `width` in characters of the header font. */
  columns: { title: string; width: number }[];
  rows: (string | number | null)[][];
}

const HEADER: CellStyle = {
  font: { name: '黑体', size: 11, bold: false },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EEF7' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border: { bottom: { style: 'thin', color: { rgb: '8FA3BF' } } },
};
const LOOKS_LIKE_FORMULA = /^[\s\u00a0\u3000\ufeff]*[=+\-@＝＋－＠]/u;

/**
 * Writes a workbook: a styled, frozen header and the rows. Text stays text: what could be taken for a formula is
 * marked as text, so that it stays so even after somebody edits the cell. The same content gives the same bytes.
 */
export async function writeSheet({ sheets }: { sheets: WrittenSheet[] }): Promise<Uint8Array> {
  const bytes = await writeXlsx({ sheets: sheets.map(worksheet), defaultFont: { name: '宋体', size: 11 } });
  return settledPackage(bytes, sheets[0]?.name ?? '');
}

function worksheet({ name, columns, rows }: WrittenSheet): WriteSheet {
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  columns.forEach((_, column) => void cells.set(`0,${column}`, { style: HEADER }));
  const values = rows.map(row => row.map(value => (typeof value === 'string' ? printable(value) : value)));
  values.forEach((row, at) => {
    row.forEach((value, column) => {
      if (typeof value === 'string' && LOOKS_LIKE_FORMULA.test(value))
        cells.set(`${at + 1},${column}`, { style: { numFmt: '@' } });
    });
  });
  return {
    name: sheetName(name),
    columns: columns.map(({ width }) => ({ width })),
    rows: [columns.map(({ title }) => printable(title)), ...values],
    cells,
    freezePane: { rows: 1 },
  };
}

/** Excel allows 31 characters, and none of []:*?/\\. */
function sheetName(name: string): string {
  const clean = printable(name)
    .replace(/[[\]:*?/\\]/gu, ' ')
    .trim()
    .slice(0, 31);
  return clean === '' ? 'Sheet1' : clean;
}
