/** Sums without lines are worked out another, faster way; under every preset and any facts they are those of the lines. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Attribute,
  type AttributeValue,
  addFact,
  type BatchLayout,
  BETWEEN,
  batchLayout,
  batchReader,
  type ClauseSum,
  compileScheme,
  type Digit,
  type Fact,
  type FactBatch,
  factTable,
  type Ledger,
  NOT_GIVEN,
  openSums,
  type Plan,
  parseScheme,
  type Roster,
  readsOthers,
  type Scheme,
  type Sums,
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

/** Few kinds of facts that occur again and again, as in life: facts alike are worked out once. */
function factsOf({ kinds, attributes }: Scheme): fc.Arbitrary<Fact[]> {
  const open = Object.values(attributes).filter(({ formula, bands }) => !formula && !bands);
  const shape = fc.record({
    kind: fc.constantFrom(...Object.keys(kinds)),
    attrs: fc
      .record(Object.fromEntries(open.map(attribute => [attribute.id, anyValue(attribute)])), {
        requiredKeys: [],
      })
      .map(attrs => attrs as Record<string, AttributeValue>),
  });
  const day = fc
    .integer({ min: 0, max: 364 })
    .map(n => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
  const event = fc.record({
    on: day,
    bookedOn: fc.option(fc.constantFrom('2026-12-30', '2026-12-31'), { nil: undefined }),
    unit: fc.constantFrom(...UNITS),
    coUnits: fc.subarray(UNITS, { maxLength: 1 }),
    persons: fc.subarray(PERSONS, { maxLength: 2 }).map(ids => ids.map(id => ({ id, share: '0.5' }))),
    manuscript: fc.option(fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5'), { nil: undefined }),
    lead: fc.option(fc.constantFrom('l1', 'l2'), { nil: undefined }),
  });
  return fc
    .array(shape, { minLength: 1, maxLength: 6 })
    .chain(shapes =>
      fc
        .array(fc.tuple(fc.constantFrom(...shapes), event), { maxLength: 40 })
        .map(list => list.map(([{ kind, attrs }, item], i): Fact => ({ id: `f${i}`, kind, attrs, ...item }))),
    );
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

/** The facts as a database would hand them over. Shares and joint units are not among what it knows. */
function batchesOf(layout: BatchLayout, facts: readonly Fact[]): FactBatch[] {
  const digit = (item: Digit, { on, bookedOn = on, kind, attrs = {} }: Fact): number => {
    if (!('words' in item))
      return Date.parse(item.of === 'on' ? on : bookedOn) / 86_400_000 - layout.days.from;
    const word = item.of === 'kind' ? kind : attrs[item.id];
    if (word === undefined) return 0;
    const place = item.words.indexOf(String(word));
    return place < 0 ? item.words.length + 1 : place + 1;
  };
  const pack = (digits: readonly Digit[], item: Fact) =>
    digits.reduceRight((sum, each) => sum * each.radix + digit(each, item), 0);
  return [...Map.groupBy(facts, item => item.unit)].map(([unit, own]) => ({
    unit,
    packs: layout.packs.map(digits => own.map(item => pack(digits, item))),
    ids: own.map(({ id }) => id).join(BETWEEN.ids),
    manuscripts: own.map(({ manuscript = '' }) => manuscript).join(BETWEEN.ids),
    leads: own.map(({ lead = '' }) => lead).join(BETWEEN.ids),
    persons: own.map(({ persons = [] }) => persons.map(({ id }) => id).join(',')).join(BETWEEN.ids),
    open: layout.open.map(id => own.map(({ attrs }) => attrs?.[id] ?? NOT_GIVEN).join(BETWEEN.texts)),
  }));
}

function compare(plan: Plan, facts: readonly Fact[], asOf: string): void {
  const roster = rosterFor(plan.scheme);
  const period = { from: '2026-01-01', to: '2026-12-31' };
  const ledger: Ledger = score({ scheme: plan, facts, roster, period, asOf });
  const table = factTable(plan, roster);
  for (const fact of facts) addFact(table, fact);
  agree(scoreSums({ plan, table, period, asOf }), ledger);
  const bulk = factTable(plan, roster, { distinctIds: true });
  const layout = batchLayout(plan, DAYS);
  const read = batchReader(bulk, layout);
  const plain = facts.map(({ coUnits: _, persons = [], ...fact }) => ({
    ...fact,
    persons: persons.map(({ id }) => ({ id })),
  }));
  const known = plain.filter(({ on, bookedOn = on }) => bookedOn <= asOf);
  const open = openSums({ plan, table: bulk, period, asOf });
  const apart = !readsOthers(plan);
  for (const batch of batchesOf(layout, known)) {
    const rows = read(batch);
    if (apart) open.unit(batch.unit, rows);
  }
  agree(open.finish(), score({ scheme: plan, facts: plain, roster, period, asOf }));
}

/** 2025-12-20 to 2026-12-31. */
const DAYS = { from: 20_442, to: 20_818 };

function agree(sums: Sums, ledger: Ledger): void {
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
    fc.assert(
      fc.property(factsOf(scheme), fc.constantFrom('2026-05-20', '2026-12-31'), (list, asOf) =>
        compare(compileScheme(scheme), list, asOf),
      ),
      { numRuns: 20 },
    );
  });
});
