import { encodingOf } from '../files/sniff.ts';
import type { Align, Block, ReadDocument } from './document.ts';
import { trimmed } from './document.ts';
import { Refused } from './refusals.ts';
import { withInferredTables } from './text-tables.ts';

/** Reads plain text: UTF-8, marked UTF-16 or GB18030. Every line is a paragraph; empty lines mean nothing. */
export function readText(bytes: Uint8Array): ReadDocument {
  const encoding = encodingOf(bytes, true);
  if (!encoding) throw new Refused('unreadable', { detail: 'GB18030 / UTF-8' });
  const lines = new TextDecoder(encoding).decode(bytes).split(/\r\n|[\n\r\f\u2028\u2029]/u);
  const blocks: Block[] = [];
  for (const typed of lines) {
    const line = trimmed(typed);
    const last = blocks.at(-1);
    const row = rowOf(line);
    if (line === '' || DRAWN.test(line)) continue;
    if (row && last?.kind === 'table') last.rows.push(row);
    else if (row) blocks.push({ kind: 'table', rows: [row], headerRows: 0 });
    else
      blocks.push({
        kind: 'paragraph',
        text: line,
        heading: 0,
        bold: false,
        align: alignOf(typed),
        size: null,
      });
  }
  return { format: 'text', blocks: withInferredTables(blocks), pictures: [], aside: [], notes: [] };
}

/** Widths of a line of plain text in half characters: who types sets a title in the middle with spaces. */
const [INDENT, FULL, MIDDLE] = [4, 76, 10];

/** Where the spaces before a short line put it; more than an indent is no accident. */
function alignOf(typed: string): Align {
  const width = (text: string) =>
    [...text].reduce(
      (sum, each) => sum + (each === '\t' ? 8 : /[\u2e80-\uffef\u3000]/u.test(each) ? 2 : 1),
      0,
    );
  const before = width(/^[\s\u3000]*/u.exec(typed)![0]);
  if (before <= INDENT || width(typed) > FULL) return 'left';
  const after = FULL - width(typed);
  return before > MIDDLE * 2 && after < before ? 'right' : 'center';
}

/** Lines that only draw a table or a rule. */
const DRAWN = /^[\s\-=+|_:*\u2500-\u257f—]+$/u;

/** A row of a table drawn with upright bars. */
function rowOf(line: string): string[] | null {
  const bars = line.match(/[|│┃]/gu)?.length ?? 0;
  if (bars < 3 || !/^[|│┃].*[|│┃]$/u.test(line) || DRAWN.test(line)) return null;
  return line.slice(1, -1).split(/[|│┃]/u).map(trimmed);
}
