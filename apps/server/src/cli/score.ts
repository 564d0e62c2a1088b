import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  parseScheme,
  type RowProblem,
  type Scheme,
  type Sheet,
  scoreTable,
  type TableRow,
} from '@xinxuan/scoring';
import { readSheet, writeSheet } from '../documents/xlsx.ts';
import { CommandStop, runCommand } from './command.ts';

const HELP = `用法：xinxuan score --scheme 办法.yaml --facts 采用记录.xlsx|csv --out 台账.xlsx [--switch 开关=答案 …] [--lang zh|en]
  不需要服务。采用记录的第一行是列名：单位、信息员、标题、日期、媒体级别、篇幅、版位…… 有问题的行不计分并逐格列出（退出码 3）。
Usage: xinxuan score --scheme SCHEME.yaml --facts FACTS.xlsx|csv --out LEDGER.xlsx [--switch ID=ANSWER …] [--lang zh|en]
  Needs no server. The first row of the facts names the columns; bad rows are left out and told cell by cell (exit code 3).`;

const ROWS = { rows: 200_000, columns: 60 };

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      scheme: { type: 'string' },
      facts: { type: 'string' },
      out: { type: 'string' },
      switch: { type: 'string', multiple: true, default: [] },
      lang: { type: 'string', default: 'zh' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help || !values.scheme || !values.facts || !values.out) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const scheme = await readScheme(values.scheme, answersOf(values.switch));
  const { rows, addressOf } = await readFacts(values.facts);
  const scored = scoreTable({ scheme, rows, language: values.lang === 'en' ? 'en' : 'zh' });
  await writeFile(values.out, await writeSheet({ sheets: scored.sheets.map(written) }));
  for (const clause of scored.leftOut) {
    console.error(
      `条款 ${clause.rule} 未计：表中没有它所需的记录。Clause ${clause.rule} was left out: the table says nothing about it.`,
    );
  }
  for (const problem of scored.problems) console.error(`${addressOf(problem)}  ${problem.zh} ${problem.en}`);
  console.log(
    `已计分 ${scored.facts.length} 条，写入 ${values.out}。Scored ${scored.facts.length} facts into ${values.out}.`,
  );
  return scored.problems.length > 0 ? 3 : 0;
}

function answersOf(given: string[]): Record<string, string> {
  return Object.fromEntries(
    given.map(each => {
      const [id = '', answer] = each.split('=');
      if (!answer) throw new CommandStop(`--switch 应写成 开关=答案：${each}。Write --switch ID=ANSWER.`, 2);
      return [id, answer];
    }),
  );
}

async function readScheme(path: string, answers: Record<string, string>): Promise<Scheme> {
  const parsed = parseScheme((await content(path)).toString('utf8'), answers);
  if (parsed.ok) return parsed.scheme;
  const list = parsed.problems.map(
    ({ line, path: place, zh, en }) => `  ${line ? `第 ${line} 行 line ${line}` : place}: ${zh} ${en}`,
  );
  throw new CommandStop(
    `计分办法有误，没有计分。The scheme has mistakes; nothing was scored.\n${list.join('\n')}`,
  );
}

type Facts = { rows: TableRow[]; addressOf(problem: RowProblem): string };

async function readFacts(path: string): Promise<Facts> {
  const read = await readSheet(await content(path), ROWS);
  if (!read.ok) throw new CommandStop(`${path}: ${read.refusal.zh}\n${read.refusal.en}`);
  const [head, ...body] = read.value.rows;
  const names = new Map(head?.cells.map(cell => [cell.column, cell.text]));
  const rows = body.map(row =>
    Object.fromEntries(row.cells.map(cell => [names.get(cell.column) ?? '', cell.date ?? cell.text])),
  );
  const columns = new Map(head?.cells.map(cell => [cell.text, cell.address.replace(/\d+$/, '')]));
  return {
    rows,
    addressOf: problem =>
      `${columns.get(problem.column) ?? problem.column}${body[problem.row - 1]?.number ?? problem.row + 1}`,
  };
}

async function content(path: string): Promise<Buffer> {
  if (!existsSync(path)) throw new CommandStop(`没有文件 ${path}。There is no file ${path}.`);
  return readFile(path);
}

function written({ name, header, rows }: Sheet) {
  const width = (column: number): number =>
    Math.min(60, Math.max(8, ...rows.slice(0, 200).map(row => (row[column] ?? '').length * 1.6)));
  return {
    name,
    columns: header.map((title, column) => ({ title, width: width(column) })),
    rows: rows.map(row => row.map(number)),
  };
}

/** Points are numbers in the workbook, so that a spreadsheet can add them; anything else stays text. */
function number(cell: string): string | number {
  return /^-?\d{1,9}(\.\d{1,4})?$/.test(cell) ? Number(cell) : cell;
}

if (import.meta.main) await runCommand(main);
