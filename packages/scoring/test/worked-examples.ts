/** The worked examples of a page: a scheme, what happened, and what it comes to, as the page says. */
import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import {
  awards,
  type Fact,
  type Ledger,
  parseScheme,
  type Roster,
  type Scheme,
  score,
  standings,
} from '../src/index.ts';

export type Example = { yaml: string; results: readonly string[] };
export type Check = { line: string; expected: string; found: string };

const read = (page: string) => readFileSync(new URL(`../../../docs/${page}`, import.meta.url), 'utf8');
/** What the examples have in common stands at the top of the language reference. */
const HEAD = parse(/```yaml 开头\n([\s\S]*?)```/.exec(read('scheme-language.md'))?.[1] ?? '');

export function examplesOf(page: string): Example[] {
  return [...read(page).matchAll(/```yaml 例\n([\s\S]*?)```\n```得数\n([\s\S]*?)```/g)].map(match => ({
    yaml: match[1] ?? '',
    results: (match[2] ?? '').trim().split('\n'),
  }));
}

const FACT = /^(\{.*\})(?: → (.*))?$/;
const LISTED = /^名册 (\w+) (\{.*\})$/;
const NUMBER = /^(\w+) = (\d+)$/;
const ANSWER = /^答案 ([\w-]+) = ([\w-]+)$/;
const RESULT = /^(?!\{)(.*) → (.*)$/;

const pairs = (example: Example, pattern: RegExp) =>
  example.results.flatMap(line => {
    const [, key = '', value = ''] = pattern.exec(line) ?? [];
    return key ? [[key, value] as const] : [];
  });

function schemeOf(example: Example): Scheme {
  const own = parse(example.yaml);
  const merged = {
    ...HEAD,
    ...own,
    attributes: { ...HEAD.attributes, ...own.attributes },
    ledgers: own.ledgers ?? HEAD.ledgers,
  };
  const parsed = parseScheme(stringify(merged), Object.fromEntries(pairs(example, ANSWER)));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.scheme;
}

const factId = (i: number) => `f${String(i).padStart(2, '0')}`;

function factsOf(text: string, i: number): Fact[] {
  const {
    kind,
    on = '2026-01-10',
    bookedOn,
    unit = 'u1',
    manuscript,
    lead,
    coUnits,
    persons,
    copies = 1,
    ...attrs
  } = parse(text);
  return Array.from({ length: copies }, (_, copy) => ({
    id: copy === 0 ? factId(i) : `${factId(i)}-${copy}`,
    kind,
    on,
    bookedOn,
    unit,
    manuscript,
    lead,
    coUnits,
    persons: persons?.map((id: string) => ({ id })),
    attrs,
  }));
}

function rosterOf(example: Example): Roster {
  const numbers = Object.fromEntries(pairs(example, NUMBER));
  const listed = Object.fromEntries(pairs(example, LISTED).map(([id, text]) => [id, parse(text)]));
  const entry = (id: string) => ({ id, name: id, numbers, ...listed[id] });
  return {
    units: ['u1', 'u2', 'u3'].map(entry),
    persons: ['p1', 'p2', 'p3'].map(id => ({ unit: 'u1', ...entry(id) })),
  };
}

/** Whom a result is about: the one named, or the first unit and the first person. */
const isAbout = (id: string | undefined) => (owner: { id: string }) =>
  id === undefined ? owner.id === 'u1' || owner.id === 'p1' : owner.id === id;

type Outcome = { scheme: Scheme; ledger: Ledger; roster: Roster };
type Asked = (words: readonly string[], outcome: Outcome) => string | undefined;

const ASKED: Record<string, Asked> = {
  合计: ([ledger, owner], { ledger: { totals } }) =>
    totals.find(total => total.ledger === ledger && isAbout(owner)(total.owner))?.points,
  标记: ([mark, owner], { ledger: { marks } }) =>
    marks.some(one => one.mark === mark && isAbout(owner)(one.owner)) ? '有' : '无',
  进度: ([clause, key], { ledger: { progress } }) => {
    const found = progress.find(
      one => one.clause === clause && one.period.key === key && isAbout(undefined)(one.owner),
    );
    return found && `${found.done}/${found.target}`;
  },
  名次: ([ranking, owner], outcome) => {
    const place = placeOf(outcome, ranking, owner);
    return place && String(place.place ?? '另列');
  },
  折分: ([ranking, owner], outcome) => placeOf(outcome, ranking, owner)?.worth,
  评上: ([award], outcome) => {
    const winners = awards(outcome).winners.filter(winner => winner.award === award);
    return (
      winners
        .map(winner => winner.standing.id)
        .sort()
        .join('、') || '无'
    );
  },
};

function placeOf(outcome: Outcome, ranking: string | undefined, owner: string | undefined) {
  const table = standings(outcome).find(one => one.ranking === ranking);
  return table?.places.find(place => isAbout(owner)(place));
}

/** Every number that the page says of an example, beside the one that comes out. */
export function checksOf(example: Example): { problems: unknown[]; checks: Check[] } {
  const scheme = schemeOf(example);
  const roster = rosterOf(example);
  const facts = example.results.flatMap(factsOfLine);
  const period = { from: '2026-01-01', to: '2026-12-31' };
  const ledger = score({ scheme, facts, roster, period, asOf: '2026-12-31' });
  const checks = example.results.flatMap((line, i): Check[] => {
    const expected = FACT.exec(line)?.[2];
    if (expected !== undefined) return [{ line, expected, found: lineOf(ledger, i) }];
    const [, subject = '', result] = RESULT.exec(line) ?? [];
    if (result === undefined) return [];
    const [what = '', ...words] = subject.split(' ');
    const found = ASKED[what]
      ? ASKED[what](words, { scheme, ledger, roster })
      : periodLine(ledger, what, words);
    return [{ line, expected: result, found: found ?? '无' }];
  });
  return { problems: ledger.problems, checks };
}

function factsOfLine(line: string, i: number): Fact[] {
  const text = FACT.exec(line)?.[1];
  return text ? factsOf(text, i) : [];
}

function lineOf({ lines }: Ledger, i: number): string {
  const own = lines.filter(item => item.factIds.length === 1 && item.factIds[0] === factId(i));
  return own.find(item => isAbout(undefined)(item.owner))?.points ?? '无';
}

/** `quota 2026-Q1` or `quota 2026-Q1 u2`. */
function periodLine({ lines }: Ledger, clause: string, [key, owner]: readonly string[]): string | undefined {
  return lines.find(item => item.clause === clause && item.period.key === key && isAbout(owner)(item.owner))
    ?.points;
}
