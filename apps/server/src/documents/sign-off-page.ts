import type { OfficialPage } from './official-page.ts';

/** One duty on the sheet: who signed when, with what opinion, and how many errors were found. */
export interface SheetLine {
  duty: string;
  person: string;
  opinion: string;
  errors: string;
  time: string;
}

/** 发稿审签单: what goes out where, and who signed which text (R2, R3, L12). */
export interface SignOffSheet {
  /** The name of the body, which heads the sheet. */
  body: string;
  title: string;
  unit: string;
  authors: string;
  destination: string;
  /** Which text was signed: its number and the beginning of its hash. */
  text: string;
  lines: SheetLine[];
  /** Released by whom and when; empty while it is not. */
  released: string;
  remark?: string;
}

const COLUMNS = 5;
const NAME = '发稿审签单';

/** The sheet as one ruled table on the official page. */
export function signOffPage(sheet: SignOffSheet): OfficialPage {
  const wide: [string, string][] = [
    ['稿件标题', sheet.title],
    ['供稿单位', sheet.unit],
    ['作者', sheet.authors],
    ['拟发布渠道', sheet.destination],
    ['送审文字', sheet.text],
  ];
  // On the sheet itself, which shall not run over its page.
  const closing: [string, string][] = [
    ['发布', sheet.released],
    ...(sheet.remark ? [['备注', sheet.remark] satisfies [string, string]] : []),
  ];
  const rows = [
    ...wide.map(([name, value]) => [name, value, '', '', '']),
    ['环节', '签字人', '意见', '差错', '时间'],
    ...sheet.lines.map(line => [line.duty, line.person, line.opinion, line.errors, line.time]),
    ...closing.map(([name, value]) => [name, value, '', '', '']),
  ];
  const across = [...wide.keys(), ...closing.map((_, at) => rows.length - closing.length + at)];
  const spans = across.map(row => ({ row, column: 1, across: COLUMNS - 1, down: 1 }));
  return {
    title: `${sheet.body.trim()}\n${NAME}`,
    blocks: [{ kind: 'table', rows, headerRows: 0, spans }],
  };
}
