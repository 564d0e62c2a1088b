import { parseCsv } from 'hucre/csv';
import { encodingOf } from '../files/sniff.ts';
import type { SheetLimits } from './sheet.ts';

/** The rows of a CSV file as text; one row more than allowed is read, to see that there is more. */
export function rowsOfCsv(bytes: Uint8Array, limits: SheetLimits): (string | null)[][] {
  const text = new TextDecoder(encodingOf(bytes, true) ?? 'gb18030').decode(bytes);
  return parseCsv(text, { maxRows: limits.rows + 1 }).map(row =>
    row.map(value => (value === null ? null : String(value))),
  );
}

/**
 * Writes CSV that opens rightly in Excel (UTF-8 with a mark, CRLF) and in which no cell starts a formula: an
 * apostrophe goes before every physical line that would.
 */
export function writeCsv(rows: (string | number | null)[][]): Uint8Array {
  const lines = rows.map(row => row.map(csvCell).join(','));
  return new TextEncoder().encode(`\ufeff${lines.map(line => `${line}\r\n`).join('')}`);
}

const STARTS_FORMULA = /^[\s\u00a0\u3000\ufeff]*[=+\-@＝＋－＠]|^[\t\r]/u;

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = value
    .split(/(\r\n|\n|\r)/u)
    .map((line, at) => (at % 2 === 0 && STARTS_FORMULA.test(line) ? `'${line}` : line))
    .join('');
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
