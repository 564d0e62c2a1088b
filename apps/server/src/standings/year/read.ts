import { open } from 'node:fs/promises';
import type { Plain } from '../periods/canonical.ts';
import { checkOf, PARTS, type Part, ROWS, type RowOf } from './format.ts';

/** An exported year as read: its rows by part, and the rows whose check code does not fit. */
export type Year = { head: RowOf<'head'> } & { [P in Part]: RowOf<P>[] } & {
  changed: { part: string; line: number; row: { [key: string]: Plain } }[];
  /** Rows that were written, by part. */
  written: Record<string, number>;
};

/** Why a file cannot be checked at all, in words for the person at the keyboard. */
export class Unreadable extends Error {
  readonly zh: string;
  readonly en: string;

  constructor(zh: string, en: string) {
    super(`${zh}\n${en}`);
    this.zh = zh;
    this.en = en;
  }
}

/** The head is short; the largest row is the facts of a closed year. */
const LONGEST_HEAD = 64 * 1024;
const LONGEST_ROW = 256 * 1024 * 1024;

/** Reads an exported year line by line. @throws Unreadable when the file is none, is cut off, or a row is no such row. */
export async function readYear(path: string): Promise<Year> {
  const parts = Object.fromEntries(PARTS.map(part => [part, [] as unknown[]]));
  const changed: Year['changed'] = [];
  let head: RowOf<'head'> | null = null;
  let end: RowOf<'end'> | null = null;
  let number = 0;
  for await (const line of linesIn(path)) {
    number++;
    if (end)
      throw new Unreadable(
        `第 ${number} 行：结束行之后还有内容。`,
        `Line ${number}: there is more after the last row.`,
      );
    const row = parsed(line, number);
    const part = String(row['part']);
    if (number === 1 && part !== 'head') throw notAYear();
    if (row['check'] !== checkOf(row)) changed.push({ part, line: number, row });
    if (part === 'head') head = number === 1 ? rowOf('head', row, number) : failed(number, part);
    else if (part === 'end') end = rowOf('end', row, number);
    else if (isPart(part)) parts[part]?.push(rowOf(part, row, number));
    else failed(number, part);
  }
  if (!head) throw notAYear();
  if (!end)
    throw new Unreadable(
      `文件不完整：读到第 ${number} 行就没有了，缺少结束行。请重新导出或重新传送。`,
      `The file is cut off: it stops after line ${number} without its last row. Export or transfer it again.`,
    );
  return { ...(parts as { [P in Part]: RowOf<P>[] }), head, changed, written: end.rows };
}

function isPart(part: string): part is Part {
  return (PARTS as readonly string[]).includes(part);
}

function parsed(line: string, number: number): { [key: string]: Plain } {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    if (number === 1) throw notAYear();
    throw new Unreadable(
      `第 ${number} 行不是完整的一行数据，文件可能被截断或损坏。请重新导出或重新传送。`,
      `Line ${number} is no complete row: the file is cut off or damaged. Export or transfer it again.`,
    );
  }
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as { [key: string]: Plain };
  if (number === 1) throw notAYear();
  return failed(number, '?');
}

function rowOf<P extends keyof typeof ROWS>(part: P, row: object, number: number): RowOf<P> {
  const read = ROWS[part].safeParse(row);
  if (read.success) return read.data as RowOf<P>;
  if (number === 1) throw notAYear();
  const [issue] = read.error.issues;
  throw new Unreadable(
    `第 ${number} 行（${part}）缺少内容或形式不对：${issue?.path.join('.')}。`,
    `Line ${number} (${part}) lacks something or has another form: ${issue?.path.join('.')}.`,
  );
}

function failed(number: number, part: string): never {
  throw new Unreadable(
    `第 ${number} 行是不认识的内容：${part.slice(0, 40)}。`,
    `Line ${number} is of an unknown part: ${part.slice(0, 40)}.`,
  );
}

function notAYear(): Unreadable {
  return new Unreadable(
    '这不是信宣导出的年度台账（xinxuan-ledger-year/1）。请用“导出年度台账”或 xinxuan ledger export 得到的文件。',
    'This is no exported ledger year (xinxuan-ledger-year/1). Use the file made by “Export the year” or xinxuan ledger export.',
  );
}

/** Lines of a file without holding it whole; a first line that is too long for a head is no exported year. */
async function* linesIn(path: string): AsyncGenerator<string> {
  const file = await open(path);
  let isFirst = true;
  let size = 0;
  let pieces: Buffer[] = [];
  try {
    for await (const piece of file.createReadStream({ highWaterMark: LONGEST_HEAD })) {
      let rest = piece as Buffer;
      for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10)) {
        yield Buffer.concat([...pieces, rest.subarray(0, at)]).toString('utf8');
        [isFirst, size, pieces] = [false, 0, []];
        rest = rest.subarray(at + 1);
      }
      size += rest.length;
      if (isFirst && size > LONGEST_HEAD) throw notAYear();
      if (size > LONGEST_ROW)
        throw new Unreadable(
          '有一行长得不合理，文件已损坏。',
          'A line is longer than any row: the file is damaged.',
        );
      if (rest.length > 0) pieces.push(rest);
    }
    if (pieces.length > 0) yield Buffer.concat(pieces).toString('utf8');
  } finally {
    await file.close();
  }
}
