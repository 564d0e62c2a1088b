/**
 * Schemes entered from their printed rules alone, by somebody who had the documentation and never this source:
 * the rules restated at the head of each table, the results worked by hand from them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Case, factsOf, rosterOf, type Table, type ThenRow } from '../test/presets/read-table.ts';
import {
  awards,
  type Ledger,
  type Line,
  parseScheme,
  type Roster,
  type Scheme,
  score,
  standings,
} from './index.ts';

const HERE = new URL('../test/unseen/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, HERE), 'utf8');

type Row = ThenRow & { marks?: true };
type Scored = { scheme: Scheme; ledger: Ledger; roster: Roster };

const CASES = readdirSync(HERE)
  .filter(file => file.endsWith('.facts.yaml'))
  .map(file => parse(read(file)) as Table)
  .flatMap(table => table.cases.map(given => [table.scheme, given.about, table, given] as const));

const sumOf = (lines: readonly Line[]) =>
  lines.length === 0 ? 'none' : String(lines.reduce((sum, { points }) => sum + Number(points), 0));

/** The points of one fact by clause, or by clause@owner, as far as the table asks for them. */
function booked({ lines }: Ledger, id: string, keys: readonly string[]): Record<string, string> {
  const own = lines.filter(({ factIds }) => factIds.length === 1 && factIds[0] === id);
  const of = (key: string) => {
    const [clause, owner] = key.split('@');
    return own.filter(line => line.clause === clause && (!owner || line.owner.id === owner));
  };
  return Object.fromEntries(keys.map(key => [key, sumOf(of(key))]));
}

function found(row: Row, { scheme, ledger, roster }: Scored): unknown {
  const { owner, total, clause, place, worth, award } = row;
  if (clause) {
    const ofClause = (line: Line) => line.clause === clause && line.period.key === row.period;
    return sumOf(ledger.lines.filter(line => ofClause(line) && line.owner.id === owner));
  }
  if (total) return ledger.totals.find(one => one.ledger === total && one.owner.id === owner)?.points;
  if (row.marks) {
    return ledger.marks.filter(one => one.owner.id === owner).map(one => `${one.mark}@${one.period.key}`);
  }
  if (award) {
    const { winners } = awards({ scheme, ledger, roster });
    return winners
      .filter(one => one.award === award)
      .map(one => one.standing.id)
      .sort();
  }
  const table = standings({ scheme, ledger, roster }).find(one => one.ranking === (place ?? worth));
  const standing = table?.places.find(one => one.id === owner);
  return place ? String(standing?.place ?? 'apart') : standing?.worth;
}

const texts = (is: object) =>
  Object.fromEntries(Object.entries(is).map(([key, value]) => [key, String(value)]));
const wanted = (is: unknown) => (typeof is === 'number' ? String(is) : is);

function scored(table: Table, given: Case) {
  const parsed = parseScheme(read(`${table.scheme}.yaml`), given.answers ?? {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  const roster = rosterOf(table, given);
  const facts = factsOf(table, given, roster);
  const [from, to] = given.period ?? table.period ?? ['2026-01-01', '2026-12-31'];
  const input = { scheme: parsed.scheme, facts: facts.map(({ fact }) => fact), roster };
  const ledger = score({ ...input, period: { from, to }, asOf: to });
  return { scheme: parsed.scheme, ledger, roster, facts };
}

test('there are as many schemes as tables', () => {
  const files = readdirSync(HERE).filter(file => !file.endsWith('.facts.yaml'));
  expect(files.sort()).toEqual([...new Set(CASES.map(([scheme]) => `${scheme}.yaml`))].sort());
});

test.each(CASES)('%s: %s', (_scheme, _about, table, given) => {
  const outcome = scored(table, given);
  expect(outcome.ledger.problems).toEqual([]);
  const rows = outcome.facts.flatMap(({ row, fact }) =>
    typeof row.is === 'object' ? [{ row, fact, is: texts(row.is) }] : [],
  );
  expect(
    rows.map(({ row, fact, is }) => [row.rule, fact.id, booked(outcome.ledger, fact.id, Object.keys(is))]),
  ).toEqual(rows.map(({ row, fact, is }) => [row.rule, fact.id, is]));
  const then = (given.then ?? []) as Row[];
  expect(then.map(row => ({ ...row, is: found(row, outcome) }))).toEqual(
    then.map(row => ({ ...row, is: wanted(row.is) })),
  );
});
