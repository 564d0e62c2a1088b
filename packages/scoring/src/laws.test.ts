/** What must hold for any scheme that the language can say, not for one preset only: see test/naive/random.ts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ROSTER } from '../test/naive/compare.ts';
import { rules } from '../test/naive/random.ts';
import { facts } from '../test/naive/random-facts.ts';
import type { Rules } from '../test/naive/rules.ts';
import { schemeText } from '../test/naive/write.ts';
import { compileScheme, type Fact, type Ledger, parseScheme, score } from './index.ts';

const settings = { numRuns: 60, seed: 5 };

function ledgerOf(wishes: Rules, list: readonly Fact[]): Ledger {
  const parsed = parseScheme(schemeText(wishes));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const period = { from: '2026-01-01', to: '2026-12-31' };
  return score({
    scheme: compileScheme(parsed.scheme),
    facts: list,
    roster: ROSTER,
    period,
    asOf: period.to,
  });
}

/** Millionths: every line has six decimals at most. */
const exact = (points: string) => {
  const [whole = '0', rest = ''] = points.replace('-', '').split('.');
  return BigInt(whole + rest.padEnd(6, '0')) * (points.startsWith('-') ? -1n : 1n);
};

describe('for any scheme and any facts', () => {
  test('the order of facts does not matter', () => {
    fc.assert(
      fc.property(rules, facts, fc.integer(), (wishes, list, turn) => {
        const other = list.map((_, i) => list[(i + Math.abs(turn)) % list.length] as Fact).reverse();
        expect(ledgerOf(wishes, other)).toEqual(ledgerOf(wishes, list));
      }),
      settings,
    );
  });

  test('the lines of an account add up to its total, and have names of their own', () => {
    fc.assert(
      fc.property(rules, facts, (wishes, list) => {
        const { lines, totals } = ledgerOf(wishes, list);
        for (const { owner, ledger, points } of totals) {
          const own = lines.filter(
            line => line.ledger === ledger && line.owner.id === owner.id && line.owner.kind === owner.kind,
          );
          expect(own.reduce((sum, line) => sum + exact(line.points), 0n)).toBe(exact(points));
        }
        expect(new Set(lines.map(line => line.id)).size).toBe(lines.length);
      }),
      settings,
    );
  });

  test('a further fact changes lines of those who took no part in it only where the line says what it depends on', () => {
    fc.assert(
      fc.property(rules, facts, (wishes, list) => {
        const [more, ...others] = list;
        if (!more) return;
        const part = new Set([
          more.unit,
          ...(more.coUnits ?? []),
          ...(more.persons ?? []).map(({ id }) => id),
        ]);
        const apart = (ledger: Ledger) =>
          ledger.lines.filter(line => !part.has(line.owner.id) && line.others === undefined);
        // what follows from a line that depends on others depends on them as well, and its clause says so
        const [before, after] = [ledgerOf(wishes, others), ledgerOf(wishes, list)].map(apart);
        expect(after).toEqual(before);
      }),
      settings,
    );
  });
});
