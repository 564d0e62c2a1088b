/** Sums without lines are worked out another, faster way; under every preset and any facts they are those of the lines. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Attribute,
  type AttributeValue,
  addFact,
  type ClauseSum,
  compileScheme,
  type Fact,
  factTable,
  type Ledger,
  type Plan,
  parseScheme,
  type Roster,
  type Scheme,
  score,
  scoreSums,
} from './index.ts';

const FOLDER = new URL('../schemes/', import.meta.url);
const plans = readdirSync(FOLDER)
  .filter(name => name.endsWith('.yaml'))
  .map((name): [string, Plan] => {
    const parsed = parseScheme(readFileSync(new URL(name, FOLDER), 'utf8'));
    if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.problems)}`);
    return [name, compileScheme(parsed.scheme)];
  });

const UNITS = ['u1', 'u2', 'u3'];
const PERSONS = ['p1', 'p2', 'p3', 'p4'];

function rosterFor({ classes, numbers }: Scheme): Roster {
  const words = Object.keys(classes);
  const figures = (n: number) => Object.fromEntries(Object.keys(numbers).map((name, i) => [name, n + i]));
  return {
    units: UNITS.map((id, i) => ({
      id,
      name: `单位${i}`,
      group: `g${i % 2}`,
      classes: words.slice(i % Math.max(1, words.length)).slice(0, 1),
      numbers: figures(i + 1),
    })),
    persons: PERSONS.map((id, i) => ({
      id,
      name: `人员${i}`,
      unit: UNITS[i % 3] as string,
      role: i % 2 === 0 ? 'correspondent' : 'editor',
      numbers: figures(i),
    })),
  };
}

function anyValue({ type, values }: Attribute): fc.Arbitrary<string | number | boolean> {
  if (type === 'yes-no') return fc.boolean();
  if (type === 'number') return fc.integer({ min: 0, max: 60 }).map(n => n / 2);
  return fc.constantFrom(...Object.keys(values ?? { 甲: 0, 乙: 0 }));
}

function factOf({ kinds, attributes }: Scheme): fc.Arbitrary<Omit<Fact, 'id'>> {
  const open = Object.values(attributes).filter(({ formula, bands }) => !formula && !bands);
  const day = fc
    .integer({ min: 0, max: 364 })
    .map(n => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
  return fc.record({
    kind: fc.constantFrom(...Object.keys(kinds)),
    on: day,
    unit: fc.constantFrom(...UNITS),
    coUnits: fc.subarray(UNITS, { maxLength: 1 }),
    persons: fc.subarray(PERSONS, { maxLength: 2 }).map(ids => ids.map(id => ({ id, share: '0.5' }))),
    manuscript: fc.option(fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5'), { nil: undefined }),
    lead: fc.option(fc.constantFrom('l1', 'l2'), { nil: undefined }),
    attrs: fc
      .record(Object.fromEntries(open.map(attribute => [attribute.id, anyValue(attribute)])), {
        requiredKeys: [],
      })
      .map(attrs => attrs as Record<string, AttributeValue>),
  });
}

/** Points of lines by account and clause, in millionths. */
function addedUp(lines: readonly Pick<ClauseSum, 'owner' | 'clause' | 'ledger' | 'points'>[]) {
  const sums: Record<string, number> = {};
  for (const { owner, ledger, clause, points } of lines) {
    const key = [owner.kind, owner.id, ledger, clause].join(' ');
    sums[key] = (sums[key] ?? 0) + Math.round(Number(points) * 1e6);
  }
  return sums;
}

function compare(plan: Plan, facts: readonly Fact[], asOf: string): void {
  const roster = rosterFor(plan.scheme);
  const period = { from: '2026-01-01', to: '2026-12-31' };
  const ledger: Ledger = score({ scheme: plan, facts, roster, period, asOf });
  const table = factTable(plan, roster);
  for (const fact of facts) addFact(table, fact);
  const sums = scoreSums({ plan, table, period, asOf });
  expect(sums.totals).toEqual(ledger.totals);
  expect(sums.counters).toEqual(ledger.counters);
  expect(sums.progress).toEqual(ledger.progress);
  expect(sums.marks).toEqual(ledger.marks);
  expect(addedUp(sums.clauses)).toEqual(addedUp(ledger.lines));
  expect(sums.clauses.reduce((all, sum) => all + sum.counted + sum.superseded + sum.excluded, 0)).toBe(
    ledger.lines.length,
  );
}

describe('sums without lines are those of the lines', () => {
  test.each(plans)('%s', (_, plan) => {
    const scheme = { ...plan.scheme, effective: {} };
    const facts = fc
      .array(factOf(scheme), { maxLength: 40 })
      .map(list => list.map((item, i): Fact => ({ id: `f${i}`, ...item })));
    fc.assert(
      fc.property(facts, fc.constantFrom('2026-05-20', '2026-12-31'), (list, asOf) =>
        compare(compileScheme(scheme), list, asOf),
      ),
      { numRuns: 12 },
    );
  });
});
