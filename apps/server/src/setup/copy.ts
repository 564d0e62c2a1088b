import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyStatement } from './queries.ts';

/** What a cell can hold: moments as Date, JSON wrapped so that it is not taken for an array of the database. */
export type Cell = string | number | boolean | null | Date | readonly string[] | readonly number[] | Json;
type Json = { json: unknown };

/** A table with its columns and the rows that wait to be written. */
export type Sheet = { table: string; columns: readonly string[]; lines: string[] };

/** Writes all waiting rows of a sheet in one COPY, and empties it. Answers how many there were. */
export async function flush(client: PoolClient, sheet: Sheet): Promise<number> {
  const count = sheet.lines.length;
  if (count === 0) return 0;
  const stream = client.query(copyFrom(copyStatement(sheet.table, sheet.columns)));
  stream.end(sheet.lines.join(''));
  sheet.lines = [];
  await finished(stream);
  return count;
}

/** One line in PostgreSQL's text format. */
export function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(written).join('\t')}\n`;
}

const SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escaped(text: string): string {
  return text.replace(SPECIAL, sign => ESCAPES[sign]!);
}

function written(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'string') return escaped(cell);
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 't' : 'f';
  if (cell instanceof Date) return cell.toISOString();
  if ('json' in cell) return escaped(JSON.stringify(cell.json));
  return escaped(`{${cell.map(quoted).join(',')}}`);
}

function quoted(item: string | number): string {
  return typeof item === 'number' ? String(item) : `"${item.replace(/["\\]/g, '\\$&')}"`;
}
