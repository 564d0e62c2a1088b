/**
 * A second, naive engine written from the language reference alone (test/naive): every primitive, and both must agree on
 * every total, mark, place and award. SECOND_OPINION=10000 tries so many pairs of scheme and facts instead of the usual
 * number; SEED=… tries others.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { disagreements } from '../test/naive/compare.ts';
import { rules } from '../test/naive/random.ts';
import { facts } from '../test/naive/random-facts.ts';
import { clause, HEAD, LEDGER, ROSTER, run } from '../test/small-scheme.ts';
import { type Fact, parseScheme, standings } from './index.ts';

const RUNS = Number(process.env.SECOND_OPINION ?? 800);
const SEED = Number(process.env.SEED ?? 20_260_101);

test(`both engines agree on ${RUNS} random schemes and lists of facts`, { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(rules, facts, (wishes, list) => {
      expect(disagreements(wishes, list)).toEqual([]);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

/** What the two did not agree on once, each as it was found. */
describe('found by the second engine', () => {
  const of = (text: string, facts: Partial<Fact>[]) => run({ text, facts });

  test('who owes nothing and is only paid for what is above is not charged for a target not met', () => {
    const steps =
      '{ select: { kind: adopted } }, { tally: { of: count, per: year } }, { target: { number: 0, unmet: -1, nothing-owed: count } }';
    expect(of(clause(steps), [{}]).totals[0]?.points).toBe('0');
  });

  test('a counter of a target decides between equals', () => {
    const text = `${clause('{ select: { kind: adopted } }, { value: 0 }')}  - { id: quota, steps: [ { select: { kind: submitted } }, { tally: { of: count, per: year } }, { target: { number: 1, missing: -1 } } ] }
rankings: [ { id: r, ledger: main, breakers: [ { of: quota } ] } ]
`;
    const parsed = parseScheme(HEAD + LEDGER + text);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const ledger = of(text, [{ kind: 'submitted', unit: 'w' }]);
    const [table] = standings({ scheme: parsed.scheme, ledger, roster: ROSTER });
    expect(table?.places.map(({ id, place }) => [id, place])).toEqual([
      ['w', 1],
      ['u', 2],
    ]);
  });

  test('a gate that stops the steps does not stop the rounding of the total', () => {
    const text = `rounding: { places: 0, at: total }
ledgers: { main: { steps: [ { gate: { when: now < 3, then: stop } } ] } }
${clause('{ select: { kind: adopted } }, { value: 1.25 }')}`;
    expect(of(text, [{}]).totals[0]?.points).toBe('1');
  });
});
