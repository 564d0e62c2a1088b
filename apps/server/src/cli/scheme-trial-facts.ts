import { readFile } from 'node:fs/promises';
import type { TableRow } from '@xinxuan/scoring';
import { readSheet } from '../documents/xlsx.ts';
import { CommandStop } from './command.ts';

const ROWS = { rows: 200_000, columns: 60 };

/** Rows of a workbook, a CSV file or a JSON array, as heading → cell. */
export async function readFactRows(path: string): Promise<TableRow[]> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new CommandStop(
      error.code === 'ENOENT'
        ? `没有文件 ${path}。There is no file ${path}.`
        : `${path} 读不出来（${error.code ?? error.message}）。${path} cannot be read.`,
      2,
    );
  });
  if (path.toLowerCase().endsWith('.json')) return rowsOfJson(path, bytes.toString('utf8'));
  const read = await readSheet(bytes, ROWS);
  if (!read.ok) throw new CommandStop(`${path}: ${read.refusal.zh}\n${read.refusal.en}`);
  const [head, ...body] = read.value.rows;
  const names = new Map(head?.cells.map(cell => [cell.column, cell.text]));
  return body.map(row =>
    Object.fromEntries(row.cells.map(cell => [names.get(cell.column) ?? '', cell.date ?? cell.text])),
  );
}

function rowsOfJson(path: string, text: string): TableRow[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    throw new CommandStop(
      `${path} 不是 JSON（${error instanceof Error ? error.message : error}）。${path} is not JSON.`,
    );
  }
  const isRow = (row: unknown): row is TableRow =>
    typeof row === 'object' && row !== null && !Array.isArray(row);
  if (!Array.isArray(read) || !read.every(isRow))
    throw new CommandStop(
      `${path} 应是行的数组，如 [{"单位": "市容科", "日期": "2026-03-12"}]。${path} has to be an array of rows.`,
    );
  return read;
}
