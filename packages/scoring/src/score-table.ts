/** Scoring without any server: rows of a spreadsheet in, sheets of a ledger out. */

import { readsOfClause } from './check.ts';
import { explain, type Language } from './explain.ts';
import type { CalendarDays, Fact, Roster } from './facts.ts';
import type { Ledger, Line } from './ledger.ts';
import { calendarOf, parseDay, type Stretch } from './periods.ts';
import { compileScheme, readsPast } from './plan.ts';
import type { Clause, Scheme } from './scheme.ts';
import { score } from './score.ts';
import { type Standings, standings } from './standings.ts';
import { factsFromRows, type RowProblem, type TableRow } from './table-rows.ts';

export type ScoreTableInput = {
  scheme: Scheme;
  rows: readonly TableRow[];
  roster?: Roster;
  /** The calendar years of the rows when left out. */
  period?: Stretch;
  /** The last day of the rows when left out: nothing later is known. */
  asOf?: string;
  /** The table holds everything that happened: a clause without any fact then counts as done nothing. */
  complete?: boolean;
  calendar?: CalendarDays;
  language?: Language;
};

export type Sheet = { name: string; header: string[]; rows: string[][] };

export type ScoredTable = {
  facts: Fact[];
  problems: RowProblem[];
  /** Headings that mean nothing to the scheme. */
  unread: string[];
  period: Stretch;
  asOf: string;
  /** Clauses that the table says nothing about, for example targets of submissions in a table of adoptions. */
  leftOut: Clause[];
  ledger: Ledger;
  standings: Standings[];
  /** Totals with places, lines with their sentences, and problems, ready to be written to a workbook. */
  sheets: Sheet[];
};

/**
 * Scores a table of adoptions. Rows with problems are left out and told. A clause that needs kinds of facts of which
 * the table has none is left out as a whole, so that a table of adoptions is not punished for missing submissions.
 */
export function scoreTable(input: ScoreTableInput): ScoredTable {
  const { language = 'zh', calendar } = input;
  const { facts, problems, roster, unread } = factsFromRows(input);
  const days = facts.map(fact => fact.on).sort();
  const period = input.period ?? yearsOf(input.scheme, days);
  const asOf = input.asOf ?? days.at(-1) ?? period.to;
  const { scheme, leftOut } = input.complete
    ? { scheme: input.scheme, leftOut: [] }
    : keepClauses(input.scheme, new Set(facts.map(fact => fact.kind)));
  const plan = compileScheme(scheme);
  const [first] = days;
  const factsFrom = readsPast(plan) && first !== undefined ? { factsFrom: first } : {};
  const ledger = score({ scheme: plan, facts, roster, period, asOf, calendar, ...factsFrom });
  const places = standings({ scheme, ledger, roster });
  const sheets = [
    totalsSheet({ scheme, ledger, places, roster, language }),
    linesSheet({ scheme, ledger, roster, language }),
    problemsSheet(problems, ledger, { leftOut, unread, language }),
  ];
  return { facts, problems, unread, period, asOf, leftOut, ledger, standings: places, sheets };
}

/** The scoring years of the facts, as the scheme begins them. */
function yearsOf({ year }: Scheme, days: readonly string[]): Stretch {
  const [first = '1970-01-01', last = first] = [days[0], days.at(-1)];
  const calendar = calendarOf(year, { from: 0, to: 0 });
  const of = (day: string) => calendar.describe('year', calendar.indexOf('year', parseDay(day) ?? 0));
  return { from: of(first).from, to: of(last).to };
}

/** The scheme without the clauses that need kinds of facts which there are none of, and without what reads those. */
export function keepClauses(
  scheme: Scheme,
  kinds: ReadonlySet<string>,
): { scheme: Scheme; leftOut: Clause[] } {
  const ids = new Set(scheme.clauses.map(clause => clause.id));
  const kept = new Set<string>();
  const open = [...scheme.clauses];
  // a clause that reads another one follows it; the document's order does not matter
  for (let before = -1; before !== kept.size; ) {
    before = kept.size;
    for (const clause of open) {
      const [first] = clause.steps;
      const own =
        first?.do === 'select' && first.kinds.length > 0 ? first.kinds.some(kind => kinds.has(kind)) : true;
      const read = readsOfClause(clause).filter(id => ids.has(id));
      if (own && read.every(id => kept.has(id))) kept.add(clause.id);
    }
  }
  const clauses = scheme.clauses.filter(clause => kept.has(clause.id));
  return { scheme: { ...scheme, clauses }, leftOut: scheme.clauses.filter(clause => !kept.has(clause.id)) };
}

type Written = { scheme: Scheme; ledger: Ledger; roster: Roster; language: Language };

function namesOf({ units, persons = [] }: Roster): (owner: Line['owner']) => string {
  const names = new Map([
    ...units.map(unit => [`unit ${unit.id}`, unit.name] as const),
    ...persons.map(person => [`person ${person.id}`, person.name] as const),
  ]);
  return ({ kind, id }) => names.get(`${kind} ${id}`) ?? id;
}

function totalsSheet({
  scheme,
  ledger,
  places,
  roster,
  language,
}: Written & { places: readonly Standings[] }): Sheet {
  const zh = language === 'zh';
  const name = namesOf(roster);
  const header = zh
    ? ['台账', '分组', '名次', '名称', '得分', '计分条数']
    : ['Ledger', 'Group', 'Place', 'Name', 'Points', 'Lines'];
  const rows = ledger.totals.map(total => {
    const table = places.find(standing => standing.ledger === total.ledger);
    const standing = table?.places.find(place => place.id === total.owner.id);
    const label = scheme.ledgers[total.ledger]?.label[language] ?? total.ledger;
    return [
      label,
      standing?.group ?? '',
      standing?.place ? String(standing.place) : '',
      name(total.owner),
      total.points,
      String(total.counted),
    ];
  });
  const order = (row: string[]) => Number(row[2] || Number.MAX_SAFE_INTEGER);
  rows.sort((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]) || order(a) - order(b));
  return { name: zh ? '得分' : 'Totals', header, rows };
}

function compareText(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const STATUS = {
  zh: { counted: '计分', superseded: '已取最高', excluded: '不计' },
  en: { counted: 'counted', superseded: 'superseded', excluded: 'excluded' },
};

function linesSheet({ scheme, ledger, roster, language }: Written): Sheet {
  const zh = language === 'zh';
  const name = namesOf(roster);
  const header = zh
    ? ['名称', '台账', '条款', '日期', '标题', '状态', '得分', '说明', '佐证', '依据']
    : ['Name', 'Ledger', 'Rule', 'Date', 'Title', 'Status', 'Points', 'Why', 'Evidence', 'Facts'];
  const rows = ledger.lines.map(line => [
    name(line.owner),
    scheme.ledgers[line.ledger]?.label[language] ?? line.ledger,
    line.rule,
    line.date,
    line.label ?? '',
    STATUS[language][line.status],
    line.points,
    explain(line, language),
    line.evidence.join(zh ? '；' : '; '),
    line.factIds.join(' '),
  ]);
  return { name: zh ? '台账' : 'Ledger', header, rows };
}

function problemsSheet(
  problems: readonly RowProblem[],
  ledger: Ledger,
  {
    leftOut,
    unread,
    language,
  }: { leftOut: readonly Clause[]; unread: readonly string[]; language: Language },
): Sheet {
  const zh = language === 'zh';
  const columns = unread.map(heading => [
    '',
    heading,
    zh ? '办法里没有这一列，未读' : 'The scheme has no such column; it was not read',
  ]);
  const clauses = leftOut.map(({ rule, text }) => [
    '',
    rule,
    zh ? `表中没有此条款所需的事实，未计：${text.zh}` : `The table has no facts for this clause: ${text.en}`,
  ]);
  const rows = [
    ...problems.map(problem => [String(problem.row), problem.column, problem[language]]),
    ...ledger.problems.map(problem => [problem.factId, '', problem[language]]),
    ...columns,
    ...clauses,
  ];
  return {
    name: zh ? '问题' : 'Problems',
    header: zh ? ['行', '列', '说明'] : ['Row', 'Column', 'What'],
    rows,
  };
}
