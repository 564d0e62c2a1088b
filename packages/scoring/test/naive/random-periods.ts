/** Random tallies, targets and bands. */
import fc from 'fast-check';
import * as f from './fractions.ts';
import { q } from './fractions.ts';
import type { PeriodStep, Tally } from './rules.ts';

const pick = <T>(...list: T[]) => fc.constantFrom(...list);
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
const halves = (from: number, to: number) =>
  fc.integer({ min: from * 2, max: to * 2 }).map(n => String(n / 2));

export const bound = fc.oneof(
  halves(1, 15).map(most => ({ most })),
  halves(-3, 3).map(least => ({ least })),
  fc.tuple(halves(-3, 2), halves(3, 15)).map(([least, most]) => ({ least, most })),
);
export const tally: fc.Arbitrary<Tally> = fc
  .record({
    of: pick<Tally['of']>('sum', 'count', 'distinct', 'average', 'highest', 'lowest'),
    per: pick<Tally['per']>(
      'week',
      'ten-days',
      'half-month',
      'month',
      'two-months',
      'quarter',
      'half-year',
      'term',
      'year',
    ),
    distinct: pick<Tally['distinct']>('manuscript', 'lead', 'day', 'level'),
    forEach: maybe(pick<NonNullable<Tally['forEach']>>('level', 'outlet')),
    best: maybe(pick(1, 3)),
    drop: maybe(pick({ highest: 1, lowest: 1 }, { highest: 0, lowest: 2 })),
    byStaff: fc.boolean(),
  })
  .map(step =>
    step.of === 'sum' || step.of === 'average' ? step : { ...step, best: undefined, drop: undefined },
  ) as fc.Arbitrary<Tally>;
const pays = fc.record({
  met: maybe(halves(1, 9)),
  unmet: maybe(halves(-5, -1)),
  missing: maybe(halves(-3, -1)),
  extra: maybe(halves(1, 2)),
  proportion: maybe(halves(5, 20)),
});
const nothingOwed = pick('skip' as const, 'met' as const, 'count' as const);
const target = (forEach: Tally['forEach']) =>
  fc
    .tuple(
      pays,
      maybe(bound),
      nothingOwed,
      fc.oneof(
        pick('0', '1', '3').map(plain => ({ plain })),
        pick('1', '2').map(staff => ({ staff })),
        ...(forEach === 'level' ? [fc.constant({ table: { national: '1', city: '3' } })] : []),
      ),
    )
    .map(([p, b, owed, number]) => ({ do: 'target' as const, number, ...p, ...b, nothingOwed: owed }));
const bands = pick('from' as const, 'above' as const).map(bounds => ({
  do: 'bands' as const,
  bands: [
    ['1', '2'],
    ['2.5', '5'],
    ['6', '9'],
  ] as [string, string][],
  bounds,
}));
const formula = fc.constant({
  do: 'formula' as const,
  text: 'now < 2 ? -1 : now * 1.5',
  of: (now: f.Q) => (f.cmp(now, q(2)) < 0 ? q(-1) : f.mul(now, q(3, 2))),
});
export const afterFor = (forEach: Tally['forEach']): fc.Arbitrary<PeriodStep[]> =>
  fc.array(
    fc.oneof(
      target(forEach),
      bands,
      formula,
      pick('2', '0.5').map(number => ({ do: 'times' as const, number })),
    ),
    { maxLength: 2 },
  );
