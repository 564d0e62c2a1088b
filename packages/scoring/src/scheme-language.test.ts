/** Every example of the language reference is worked out; its numbers are those that the page says. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { type Fact, type Ledger, parseScheme, type Roster, score } from './index.ts';

const PAGE = readFileSync(new URL('../../../docs/scheme-language.md', import.meta.url), 'utf8');
const HEAD = parse(/```yaml 开头\n([\s\S]*?)```/.exec(PAGE)?.[1] ?? '');
const EXAMPLES = [...PAGE.matchAll(/```yaml 例\n([\s\S]*?)```\n```得数\n([\s\S]*?)```/g)].map(match => ({
  yaml: match[1] ?? '',
  results: (match[2] ?? '').trim().split('\n'),
}));

type Example = (typeof EXAMPLES)[number];

function schemeOf({ yaml }: Example) {
  const own = parse(yaml);
  const merged = {
    ...HEAD,
    ...own,
    attributes: { ...HEAD.attributes, ...own.attributes },
    ledgers: own.ledgers ?? HEAD.ledgers,
  };
  const parsed = parseScheme(stringify(merged));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.scheme;
}

const FACT = /^(\{.*\})(?: → (.*))?$/;

function factOf(text: string, i: number): Fact {
  const { kind, on = '2026-01-10', manuscript, coUnits, persons, ...attrs } = parse(text);
  return {
    id: `f${String(i).padStart(2, '0')}`,
    kind,
    on,
    unit: 'u1',
    manuscript,
    coUnits,
    persons: persons?.map((id: string) => ({ id })),
    attrs,
  };
}

function ledgerOf(example: Example): Ledger {
  const facts = example.results.flatMap((line, i) => {
    const text = FACT.exec(line)?.[1];
    return text ? [factOf(text, i)] : [];
  });
  const numbers = Object.fromEntries(
    example.results
      .flatMap(line => [/^(\w+) = (\d+)$/.exec(line)?.slice(1) ?? []])
      .filter(pair => pair.length === 2),
  );
  const roster: Roster = {
    units: ['u1', 'u2', 'u3'].map(id => ({ id, name: id, numbers })),
    persons: ['p1', 'p2', 'p3'].map(id => ({ id, name: id, unit: 'u1' })),
  };
  return score({
    scheme: schemeOf(example),
    facts,
    roster,
    period: { from: '2026-01-01', to: '2026-12-31' },
    asOf: '2026-12-31',
  });
}

/** The owners that the page speaks of: the first unit, the first person. */
const own = ({ owner }: { owner: { id: string } }) => owner.id === 'u1' || owner.id === 'p1';

describe('the language reference', () => {
  test('has an example or more for every step', () => {
    const text = EXAMPLES.map(example => example.yaml).join('\n');
    for (const step of [
      'select',
      'value',
      'judged',
      'add',
      'times',
      'limit',
      'combine',
      'credit',
      'tally',
      'target',
      'bands',
      'start',
      'part',
      'gate',
    ]) {
      expect(text).toMatch(new RegExp(`\\b${step}: `));
    }
  });

  test.each(EXAMPLES.map((example, i) => [i + 1, /id: ([\w-]+)/.exec(example.yaml)?.[1], example] as const))(
    'example %i (%s)',
    (_, __, example) => {
      const ledger = ledgerOf(example);
      expect(ledger.problems).toEqual([]);
      let checked = 0;
      for (const [i, line] of example.results.entries()) {
        const expected = FACT.exec(line)?.[2];
        if (expected === undefined) continue;
        const found = ledger.lines
          .filter(own)
          .find(item => item.factIds.length === 1 && item.factIds[0] === `f${String(i).padStart(2, '0')}`);
        expect([line, found?.points ?? '无']).toEqual([line, expected]);
        checked++;
      }
      for (const line of example.results) {
        const [, subject = '', expected] = /^(?!\{)(.*) → (.*)$/.exec(line) ?? [];
        if (expected === undefined) continue;
        const [first, second] = subject.split(' ');
        const found =
          first === '合计'
            ? ledger.totals.filter(own).find(total => total.ledger === second)
            : ledger.lines.filter(own).find(item => item.clause === first && item.period.key === second);
        expect([line, found?.points]).toEqual([line, expected]);
        checked++;
      }
      expect(checked).toBeGreaterThan(0);
    },
  );
});
