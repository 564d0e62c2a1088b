import { expect, test } from 'vitest';
import { type Fact, parseScheme, type Roster, score, targetFacts } from './index.ts';

const parsed = parseScheme(`
scheme: plain
version: "1"
kinds: { submitted: 报送 }
attributes: { late: { label: 迟报, type: yes-no } }
ledgers: { units: { label: 单位 } }
clauses:
  - id: items
    rule: "1"
    text: 每季度报送
    ledger: units
    steps:
      - select: { kind: submitted, leave-out: [ { when: late, because: 迟报 } ] }
      - tally: { of: count, per: quarter }
      - target: { number: 3, missing: -1 }
  - { id: one, rule: "2", text: 每条一分, ledger: units, steps: [ { select: { kind: submitted } }, { value: 1 } ] }
  - { id: days, rule: "3", text: 报送的天数, steps: [ { select: { lines: one } }, { tally: { of: distinct, distinct: day, per: month } }, { target: { number: 20 } } ] }
`);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));

const roster: Roster = {
  units: [
    { id: 'u', name: '甲' },
    { id: 'w', name: '乙' },
  ],
};
const fact = (id: string, on: string, more: Partial<Fact> = {}): Fact => ({
  ...{ id, kind: 'submitted', on, unit: 'u', attrs: { late: false } },
  ...more,
});
const input = {
  scheme: parsed.scheme,
  facts: [
    fact('b', '2026-02-10'),
    fact('a', '2026-01-31'),
    fact('late', '2026-02-11', { attrs: { late: true } }),
    fact('again', '2026-02-10'),
    fact('spring', '2026-04-02'),
    fact('other', '2026-02-10', { unit: 'w' }),
  ],
  roster,
  period: { from: '2026-01-01', to: '2026-12-31' },
  asOf: '2026-05-20',
};
const factsOf = (clause: string, period: string, id = 'u') =>
  targetFacts({ ...input, owner: { kind: 'unit', id } }).find(
    each => each.clause === clause && each.period === period,
  )?.factIds;

test('the facts of a target are those that were counted in its period, by day', () => {
  expect(factsOf('items', '2026-Q1')).toEqual(['a', 'b', 'again']);
  expect(factsOf('items', '2026-Q2')).toEqual(['spring']);
  expect(factsOf('items', '2026-Q1', 'w')).toEqual(['other']);
  expect(factsOf('items', '2026-Q1', 'nobody')).toBeUndefined();
});

test('what counts days names every item of those days', () => {
  expect(factsOf('days', '2026-02')).toEqual(['b', 'again', 'late']);
});

test('where items are counted, as many facts as the target says are done', () => {
  const { progress } = score(input);
  const items = progress.filter(({ clause }) => clause === 'items');
  expect(items.length).toBeGreaterThan(2);
  for (const { owner, period, done } of items)
    expect([period.key, factsOf('items', period.key, owner.id)?.length]).toEqual([period.key, Number(done)]);
});
