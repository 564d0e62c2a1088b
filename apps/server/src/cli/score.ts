import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  parseScheme,
  type RowProblem,
  rosterFromRows,
  type Scheme,
  type Sheet,
  scoreTable,
  type TableRow,
} from '@xinxuan/scoring';
import { readSheet, writeSheet } from '../documents/xlsx.ts';
import { CommandStop, runCommand } from './command.ts';
import { writeResult } from './write-result.ts';

const HELP = `用法：xinxuan score --scheme 办法.yaml --facts 采用记录.xlsx|csv --out 台账.xlsx
       [--roster 名册.xlsx|csv] [--from 日期] [--to 日期] [--as-of 日期] [--complete] [--switch 开关=答案 …] [--lang zh|en]
  不需要服务。采用记录的第一行是列名：单位、协作单位、信息员、标题、日期、稿件编号、线索、媒体级别、篇幅、版位……
  名册的列：单位、组、类别、上级单位、起、止和办法里的数（如人数、任务数）；写了姓名的一行是个人，另有角色。
  --from、--to 计分时段，不写就是记录所在的考核年度；--as-of 截至哪一天，不写就是最后一条记录的日期，没有到期的任务不结算。
  --complete 表示记录是全的：一条记录也没有的条款照样结算（任务记欠账）；不写时这样的条款不计并说明。
  有问题的行不计分并逐格列出，没有读懂的列也列出（退出码 3）。
Usage: xinxuan score --scheme SCHEME.yaml --facts FACTS.xlsx|csv --out LEDGER.xlsx
       [--roster ROSTER.xlsx|csv] [--from DAY] [--to DAY] [--as-of DAY] [--complete] [--switch ID=ANSWER …] [--lang zh|en]
  Needs no server. The first row of the facts names the columns. The roster has units (group, class, parent, from, to and
  the scheme's numbers) and, in rows with a name, persons. Without --from and --to the scoring years of the facts are
  scored; without --as-of everything up to the last fact is known and open targets are not settled. --complete says that
  nothing is missing: a clause without any fact then counts as nothing done. Bad rows are left out and told cell by cell,
  columns that mean nothing are told too (exit code 3).`;

const ROWS = { rows: 200_000, columns: 60 };

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      scheme: { type: 'string' },
      facts: { type: 'string' },
      roster: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      'as-of': { type: 'string' },
      complete: { type: 'boolean', default: false },
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
  const { rows, addressOf } = await readRows(values.facts);
  if (rows.length === 0)
    throw new CommandStop(
      `${values.facts} 里没有一行记录，没有计分。请在列名下面逐行填写采用记录。There is no row in ${values.facts}; nothing was scored. Write the facts below the names of the columns.`,
    );
  const listed = values.roster === undefined ? undefined : await readRows(values.roster);
  const roster = listed && rosterFromRows(scheme, listed.rows);
  const days = { from: dayOf('from', values.from), to: dayOf('to', values.to) };
  if ((days.from === undefined) !== (days.to === undefined))
    throw new CommandStop('--from 与 --to 要一起写。Give --from and --to together.', 2);
  const asOf = dayOf('as-of', values['as-of']);
  const scored = scoreTable({
    scheme,
    rows,
    complete: values.complete,
    language: values.lang === 'en' ? 'en' : 'zh',
    ...(roster && { roster: roster.roster }),
    ...(days.from && days.to && { period: { from: days.from, to: days.to } }),
    ...(asOf && { asOf }),
  });
  const sources = [values.scheme, values.facts, values.roster];
  await writeResult(values.out, await writeSheet({ sheets: scored.sheets.map(written) }), sources);
  tellLeftOut(scored.leftOut);
  const told = [
    ...scored.problems.map(problem => `${addressOf(problem)}  ${problem.zh} ${problem.en}`),
    ...(roster?.problems ?? []).map(
      problem => `名册 ${listed?.addressOf(problem)}  ${problem.zh} ${problem.en}`,
    ),
    ...scored.ledger.problems.map(problem => `${problem.factId}  ${problem.zh} ${problem.en}`),
    ...[...scored.unread, ...(roster?.unread ?? [])].map(
      column => `没有读懂“${column}”这一列，未计入。The column "${column}" was not understood and not read.`,
    ),
  ];
  for (const line of told) console.error(line);
  console.log(
    `已计分 ${scored.facts.length} 条（${scored.period.from} 至 ${scored.period.to}，截至 ${scored.asOf}），写入 ${values.out}。Scored ${scored.facts.length} facts (${scored.period.from} to ${scored.period.to}, as of ${scored.asOf}) into ${values.out}.`,
  );
  return told.length > 0 ? 3 : 0;
}

type Clause = ReturnType<typeof scoreTable>['leftOut'][number];

function tellLeftOut(clauses: readonly Clause[]): void {
  for (const clause of clauses) {
    const zh = named(clause, 'zh');
    const en = named(clause, 'en');
    console.error(
      `条款 ${zh} 未计：表中没有它所需的记录（记录本来就是全的，请加 --complete）。Clause ${en} was left out: the table says nothing about it (add --complete if nothing is missing).`,
    );
  }
}

/** A printed number may stand over several clauses, so the text is told with it. */
function named({ rule, text }: Clause, language: 'zh' | 'en'): string {
  return rule ? `${rule}“${text[language]}”` : `“${text[language]}”`;
}

function dayOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined || /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text)) return text;
  throw new CommandStop(`--${option} 应写成 2026-03-31：${text}。Write --${option} as 2026-03-31.`, 2);
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

type Rows = { rows: TableRow[]; addressOf(problem: RowProblem): string };

async function readRows(path: string): Promise<Rows> {
  const read = await readSheet(await content(path), ROWS);
  if (!read.ok) throw new CommandStop(`${path}: ${read.refusal.zh}\n${read.refusal.en}`);
  const [head, ...body] = read.value.rows;
  const names = new Map(head?.cells.map(cell => [cell.column, cell.text]));
  const rows = body.map(row =>
    Object.fromEntries([
      // a column whose first cells are empty is a column all the same
      ...[...names.values()].map(name => [name, '']),
      ...row.cells.map(cell => [names.get(cell.column) ?? '', cell.date ?? cell.text]),
    ]),
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
