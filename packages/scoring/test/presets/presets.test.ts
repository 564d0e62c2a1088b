/** Published schemes as data: every preset does what its printed text says, row by row. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  awards,
  type Ledger,
  type Line,
  type Roster,
  type Scheme,
  score,
  standings,
} from '../../src/index.ts';
import { FOLDER } from '../presets.ts';
import {
  type Case,
  type FactRow,
  factsOf,
  rosterOf,
  schemeOf,
  type Table,
  type ThenRow,
  tables,
} from './read-table.ts';

/** The first presets have tests of their own, beside the engine. */
const ELSEWHERE = [
  'street-office',
  'city-bureau',
  'approval-bureau',
  'university-money',
  'livestock-bureau',
  'family-planning',
];
const TABLES = tables();

type Scored = { scheme: Scheme; ledger: Ledger; roster: Roster; facts: ReturnType<typeof factsOf> };

function scoreCase(table: Table, given: Case): Scored {
  const scheme = schemeOf(table, given.answers);
  const roster = rosterOf(table, given);
  const facts = factsOf(table, given, roster);
  const [from, to] = given.period ?? table.period ?? ['2026-01-01', '2026-12-31'];
  const input = { scheme, facts: facts.map(({ fact }) => fact), roster, period: { from, to }, asOf: to };
  return { scheme, ledger: score(input), roster, facts };
}

/** Lines about one fact alone; what a period's closing books is asked for under `then`. */
const linesOf = ({ lines }: Ledger, id: string) =>
  lines.filter(({ factIds, steps }) => factIds.length === 1 && factIds[0] === id && !isOfPeriod(steps));
const isOfPeriod = (steps: Line['steps']) => steps.some(({ op }) => op === 'tally' || op === 'target');

function found(lines: readonly Line[], is: FactRow['is']): FactRow['is'] {
  if (typeof is !== 'object') return lines.length === 0 ? 'none' : lines.map(line => line.points).join(' & ');
  const named = (line: Line) =>
    `${line.clause}@${line.owner.id}` in is ? `${line.clause}@${line.owner.id}` : line.clause;
  return Object.fromEntries(lines.map(line => [named(line), line.points]));
}

function written(is: FactRow['is']): FactRow['is'] {
  if (typeof is !== 'object') return String(is);
  return Object.fromEntries(Object.entries(is).map(([clause, points]) => [clause, String(points)]));
}

/** The owner that a row of `then` speaks of: the one named, or the first of the roster. */
function ownerOf(
  { owner }: ThenRow,
  kind: 'unit' | 'person',
  { units, persons = [] }: Roster,
): string | undefined {
  return owner ?? (kind === 'unit' ? units : persons)[0]?.id;
}

function asked(row: ThenRow, { scheme, ledger, roster }: Scored): unknown {
  const kindOf = (id: string) =>
    scheme.ledgers[id]?.owner ?? scheme.clauses.find(clause => clause.id === id)?.owner ?? 'unit';
  const of = (id: string) => ownerOf(row, kindOf(id), roster);
  const { total, clause, counter, progress, mark, place, worth, award } = row;
  if (total) return ledger.totals.find(item => item.ledger === total && item.owner.id === of(total))?.points;
  if (counter)
    return ledger.counters.find(item => item.clause === counter && item.owner.id === of(counter))?.value;
  if (clause) {
    const own = (line: Line) =>
      line.clause === clause && line.owner.id === of(clause) && line.period.key === row.period;
    const lines = ledger.lines.filter(line => own(line) && (!row.word || line.id.endsWith(row.word)));
    return lines.length === 0 ? 'none' : lines.map(line => line.points).join(' & ');
  }
  if (progress) {
    const item = ledger.progress.find(
      one => one.clause === progress && one.owner.id === of(progress) && one.period.key === row.period,
    );
    return item && `${item.done}/${item.target}`;
  }
  if (mark) {
    const owner = row.owner ?? roster.units[0]?.id;
    const held = ledger.marks.filter(
      one =>
        one.mark === mark &&
        (one.owner.id === owner || one.owner.id === (row.owner ?? roster.persons?.[0]?.id)),
    );
    return held.some(one => !row.period || one.period.key === row.period);
  }
  if (award) {
    const { winners } = awards({ scheme, ledger, roster });
    return winners
      .filter(winner => winner.award === award)
      .map(winner => winner.standing.id)
      .sort();
  }
  const table = standings({ scheme, ledger, roster }).find(one => one.ranking === (place ?? worth));
  const standing = table?.places.find(one => one.id === ownerOf(row, kindOf(table.ledger), roster));
  return place ? (standing?.place ?? 'apart') : standing?.worth;
}

const plain = (value: unknown) => (typeof value === 'number' ? String(value) : value);

describe.each(TABLES.map(table => [table.scheme, table] as const))('%s', (_, table) => {
  test.each(table.cases.map(given => [given.about, given] as const))('%s', (_, given) => {
    const scored = scoreCase(table, given);
    expect(scored.ledger.problems).toEqual([]);
    const rows = scored.facts.filter(({ row }) => row.is !== undefined);
    expect(
      rows.map(({ row, fact }) => [row.rule, fact.id, found(linesOf(scored.ledger, fact.id), row.is)]),
    ).toEqual(rows.map(({ row, fact }) => [row.rule, fact.id, written(row.is)]));
    const then = given.then ?? [];
    expect(then.map(row => ({ ...row, is: plain(asked(row, scored)) }))).toEqual(
      then.map(row => ({ ...row, is: plain(row.is) })),
    );
  });

  test('every clause, closing, ranking, award and answer is touched; every row cites its rule', () => {
    const scheme = schemeOf(table);
    const rows = table.cases.flatMap(given => [...given.facts, ...(given.then ?? [])]);
    expect(rows.filter(row => !row.rule)).toEqual([]);
    const facts = table.cases.flatMap(given => given.facts.map(row => row.copies ?? 1));
    expect(facts.reduce((sum, copies) => sum + copies, 0)).toBeGreaterThanOrEqual(10);
    const touched = touchedBy(table);
    const wanted = [
      ...scheme.clauses.filter(clause => clause.ledger).map(clause => clause.id),
      ...Object.values(scheme.ledgers)
        .filter(ledger => ledger.steps.length > 0)
        .map(ledger => ledger.id),
      ...scheme.rankings.map(ranking => ranking.id),
      ...scheme.awards.map(award => award.id),
      ...Object.entries(scheme.switches).flatMap(([id, { options }]) =>
        Object.keys(options).map(option => `${id}: ${option}`),
      ),
    ];
    expect(wanted.filter(id => !touched.has(id))).toEqual([]);
  });
});

function touchedBy(table: Table): Set<string> {
  return new Set(table.cases.flatMap(given => touchedByCase(given, scoreCase(table, given))));
}

function touchedByCase({ then = [] }: Case, { ledger, facts, scheme }: Scored): string[] {
  const expected = facts.filter(({ row }) => row.is !== undefined);
  const clauses = expected.flatMap(({ fact }) => linesOf(ledger, fact.id).map(line => line.clause));
  const ids = then.flatMap(({ total, clause, counter, progress, place, worth, award }) =>
    [total, clause, counter, progress, place, worth, award].filter(id => id !== undefined),
  );
  // an award is an answer of its ranking, and a place an answer of its ledger
  const rankings = scheme.awards.filter(({ id }) => ids.includes(id)).map(({ ranking }) => ranking);
  const ranked = scheme.rankings.filter(({ id }) => ids.includes(id)).map(one => one.ledger);
  const answers = Object.entries(scheme.switches).map(([id, { value }]) => `${id}: ${value}`);
  return [...clauses, ...ids, ...rankings, ...ranked, ...answers];
}

test('every preset has its table', () => {
  const presets = readdirSync(FOLDER).map(file => file.replace('.yaml', ''));
  expect(presets.filter(name => !ELSEWHERE.includes(name))).toEqual(TABLES.map(table => table.scheme).sort());
});
