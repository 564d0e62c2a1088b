import type { InferContractRouterOutputs } from '@orpc/contract';
import { contract, type ExampleRow } from '@xinxuan/contract';
import { explain, type Line, parseScheme, type Scheme, type ScoredTable, scoreTable } from '@xinxuan/scoring';
import { answers } from '../../http/endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { ownerPlace } from '../ledger-queries.ts';
import { type ExampleFact, latestFacts } from './dry-run-queries.ts';

type Result = InferContractRouterOutputs<typeof contract>['schemes']['dryRun'];

/** Example rows under a text as it stands: read like a spreadsheet, scored by the same engine as everything else. */
export const dryRun = answers(contract.schemes.dryRun, async ({ input }) => {
  const parsed = parseScheme(input.yaml);
  if (!parsed.ok)
    return { unfit: parsed.problems.length, rowProblems: [], lines: [], totals: [], untouched: [] };
  const { scheme } = parsed;
  const rows = withAllHeadings(input.rows);
  return shown(scheme, scoreTable({ scheme, rows, ...(input.asOf && { asOf: input.asOf }) }));
});

/** The reader takes the headings from the first row, so every row has them all. */
function withAllHeadings(rows: readonly ExampleRow[]): ExampleRow[] {
  const headings = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return rows.map(row => Object.fromEntries(headings.map(heading => [heading, row[heading] ?? ''])));
}

function shown(scheme: Scheme, { problems, ledger, leftOut }: ScoredTable): Result {
  const texts = new Map(scheme.clauses.map(clause => [clause.id, clause.text.zh]));
  const bookOf = (id: string): string => scheme.ledgers[id]?.label.zh ?? id;
  const measureOf = (id: string) => scheme.measures[id]?.label ?? { zh: '分', en: 'points' };
  return {
    unfit: 0,
    rowProblems: [
      ...problems.map(({ row, column, zh, en }) => ({ row, column, zh, en })),
      ...ledger.problems.map(({ factId, zh, en }) => ({ row: rowOf(factId), column: '', zh, en })),
    ],
    lines: ledger.lines.map(line => ({
      id: line.id,
      owner: line.owner.id,
      ledger: bookOf(line.ledger),
      rule: line.rule,
      clause: texts.get(line.clause) ?? bookOf(line.clause),
      date: line.date,
      title: line.label ?? null,
      rows: rowsOf(line),
      status: line.status,
      points: line.points,
      measure: measureOf(line.measure),
      zh: explain(line, 'zh'),
      en: explain(line, 'en'),
    })),
    totals: ledger.totals.map(total => ({
      owner: total.owner.id,
      ledger: bookOf(total.ledger),
      points: total.points,
      measure: measureOf(total.measure),
    })),
    untouched: leftOut.map(({ rule, id, text }) => ({ rule, clause: id, text: text.zh })),
  };
}

function rowsOf(line: Line): number[] {
  return [...new Set(line.factIds.map(rowOf))].filter(row => row > 0).sort((a, b) => a - b);
}

/** Facts read from rows are called `row-0000012`. */
function rowOf(factId: string): number {
  return Number(/^row-(\d+)$/.exec(factId)?.[1] ?? 0);
}

/** What really happened in a unit lately, as rows to try a text with. */
export const realExamples = answers(contract.schemes.realExamples, async ({ input, reader, may }) => {
  const place = await ownerPlace(reader, 'unit', input.unitId);
  if (!place) return notFound('单位', 'unit');
  const away = may(place);
  if (away) return away;
  return (await latestFacts(reader, input.unitId, input.count)).map(exampleOf);
});

function exampleOf(fact: ExampleFact): ExampleRow {
  const attrs = Object.entries(fact.attrs).map(([id, value]) => [id, cellOf(value)] as const);
  return {
    种类: fact.kind,
    单位: fact.unit,
    作者: fact.persons.join('、'),
    日期: fact.on_day,
    稿件编号: fact.manuscript_id ?? '',
    标题: fact.label.slice(0, 500),
    ...Object.fromEntries(attrs),
  };
}

function cellOf(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? '是' : '否') : String(value).slice(0, 500);
}
