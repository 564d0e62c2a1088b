import type { InferContractRouterOutputs } from '@orpc/contract';
import { contract, type ExampleRow, ROSTER_HEADING } from '@xinxuan/contract';
import {
  explain,
  type Line,
  parseScheme,
  type Roster,
  rosterFromRows,
  type Scheme,
  type ScoredTable,
  scoreTable,
} from '@xinxuan/scoring';
import { answers } from '../../http/endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { ownerPlace } from '../ledger-queries.ts';
import { sumOf } from '../plain.ts';
import { type ExampleFact, latestFacts, type UnitForRoster, unitForRoster } from './dry-run-queries.ts';

type Result = InferContractRouterOutputs<typeof contract>['schemes']['dryRun'];

/** Example rows under a text as it stands: read like a spreadsheet, scored by the same engine as everything else. */
export const dryRun = answers(contract.schemes.dryRun, async ({ input }) => {
  const parsed = parseScheme(input.yaml);
  if (!parsed.ok)
    return {
      unfit: parsed.problems.length,
      rowProblems: [],
      rosterProblems: [],
      lines: [],
      totals: [],
      untouched: [],
    };
  const { scheme } = parsed;
  const rows = withAllHeadings(input.rows.filter(row => !(ROSTER_HEADING in row)));
  const listed = withAllHeadings(input.rows.filter(row => ROSTER_HEADING in row));
  const { roster, problems } = rosterFromRows(scheme, listed);
  const known = listed.length > 0 ? { roster: withNamed(roster, rows) } : {};
  const scored = scoreTable({ scheme, rows, ...known, ...(input.asOf && { asOf: input.asOf }) });
  return {
    ...shown(scheme, scored),
    rosterProblems: problems.map(({ row, column, zh, en }) => ({ row, column, zh, en })),
  };
});

/** Whoever the rows name and the roster does not is there as without a roster, with the numbers' defaults. */
function withNamed(roster: Roster, rows: readonly ExampleRow[]): Roster {
  const units = new Map(roster.units.map(unit => [unit.name, unit]));
  const persons = new Map((roster.persons ?? []).map(person => [person.name, person]));
  for (const row of rows) {
    const unit = row['单位']?.trim() ?? '';
    for (const name of [unit, ...namesIn(row['协作单位'])])
      if (name && !units.has(name)) units.set(name, { id: name, name });
    for (const name of unit ? namesIn(row['作者']) : [])
      if (!persons.has(name)) persons.set(name, { id: name, name, unit });
  }
  return { units: [...units.values()], persons: [...persons.values()] };
}

const namesIn = (cell: string | undefined): string[] => (cell ?? '').split(/[、，,;；\s]+/).filter(Boolean);

/** The reader takes the headings from the first row, so every row has them all. */
function withAllHeadings(rows: readonly ExampleRow[]): ExampleRow[] {
  const headings = [...new Set(rows.flatMap(row => Object.keys(row)))];
  return rows.map(row => Object.fromEntries(headings.map(heading => [heading, row[heading] ?? ''])));
}

function shown(
  scheme: Scheme,
  { problems, facts, ledger, leftOut }: ScoredTable,
): Omit<Result, 'rosterProblems'> {
  const texts = new Map(scheme.clauses.map(clause => [clause.id, clause.text.zh]));
  const bookOf = (id: string): string => scheme.ledgers[id]?.label.zh ?? id;
  const measureOf = (id: string) => scheme.measures[id]?.label ?? { zh: '分', en: 'points' };
  const spoken = spokenOf(scheme, facts, ledger.lines);
  return {
    unfit: 0,
    rowProblems: [
      ...problems.map(({ row, column, zh, en }) => ({ row, column, zh, en })),
      ...ledger.problems.map(({ factId, zh, en }) => ({ row: rowOf(factId), column: '', zh, en })),
    ],
    lines: spoken.map(line => ({
      id: line.id,
      owner: line.owner.id,
      ledger: bookOf(line.ledger),
      rule: line.rule,
      clause: texts.get(line.clause) ?? bookOf(line.clause),
      date: line.date,
      period: { from: line.period.from, to: line.period.to },
      title: line.label ?? null,
      rows: rowsOf(line),
      status: line.status,
      points: line.points,
      measure: measureOf(line.measure),
      zh: explain(line, 'zh'),
      en: explain(line, 'en'),
    })),
    totals: sumsOf(spoken).map(total => ({
      owner: total.owner.id,
      ledger: bookOf(total.ledger),
      points: total.points,
      measure: measureOf(total.measure),
    })),
    untouched: leftOut.map(({ rule, id, text }) => ({ rule, clause: id, text: text.zh })),
  };
}

/**
 * Examples are a few rows, not the year: a period that none of them falls in would only show everybody's missed targets,
 * which nobody has asked about. What a closing books follows the lines that it closes.
 */
function spokenOf(scheme: Scheme, facts: ScoredTable['facts'], lines: readonly Line[]): Line[] {
  const isClosing = ({ clause }: Line): boolean => clause in scheme.ledgers;
  const within = (day: string, { period: { from, to } }: Line): boolean => day >= from && day <= to;
  const asked = lines.filter(
    line => !isClosing(line) && (line.factIds.length > 0 || facts.some(({ on }) => within(on, line))),
  );
  const kept = new Set(asked);
  return lines.filter(line =>
    isClosing(line) ? asked.some(({ date }) => within(date, line)) : kept.has(line),
  );
}

/** One total for each owner and account, of the lines that are shown. */
function sumsOf(lines: readonly Line[]): Pick<Line, 'owner' | 'ledger' | 'measure' | 'points'>[] {
  const sums = new Map<string, Pick<Line, 'owner' | 'ledger' | 'measure'> & { all: string[] }>();
  for (const { owner, ledger, measure, points, status } of lines) {
    if (status !== 'counted') continue;
    const key = JSON.stringify([owner.kind, owner.id, ledger]);
    const sum = sums.get(key) ?? { owner, ledger, measure, all: [] };
    sum.all.push(points);
    sums.set(key, sum);
  }
  return [...sums.values()].map(({ all, ...sum }) => ({ ...sum, points: sumOf(all) }));
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
  const facts = await latestFacts(reader, input.unitId, input.count);
  if (facts.length === 0) return [];
  const unit = await unitForRoster(reader, input.unitId);
  return [...(unit ? [rosterRow(unit)] : []), ...facts.map(exampleOf)];
});

function rosterRow({ name, group, kind, numbers }: UnitForRoster): ExampleRow {
  const figures = Object.entries(numbers).map(([id, number]) => [id, String(number)] as const);
  return { [ROSTER_HEADING]: '是', 单位: name, 组: group ?? '', 类别: kind, ...Object.fromEntries(figures) };
}

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
