/** Random facts of 2026, with all that is often missing. */
import fc from 'fast-check';
import type { Fact } from '../../src/index.ts';
import { LEVELS } from './tally.ts';

const pick = <T>(...list: T[]) => fc.constantFrom(...list);
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });

const dayOfYear = fc.integer({ min: 0, max: 364 });
const dateOf = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
const attrs = fc.record(
  {
    level: pick(...LEVELS),
    outlet: pick('晚报', '日报', '电视'),
    words: pick(0, 120, 500, 899, 900, 1300),
    front: fc.boolean(),
    mark: pick(1, 2, 5, 8, 9),
    judge: fc.constant('李某'),
    reason: fc.constant('好'),
    due: dayOfYear.map(dateOf),
  },
  { requiredKeys: [] },
);
const fact = fc.record({
  kind: pick('adopted', 'adopted', 'submitted', 'judged'),
  day: dayOfYear,
  late: pick(0, 0, 0, 10, 40),
  unit: pick('u1', 'u2', 'u3'),
  coUnits: pick([], [], ['u2'], ['u3', 'u1']),
  persons: pick<NonNullable<Fact['persons']>>(
    [],
    [{ id: 'p1' }],
    [
      { id: 'p2', share: '0.7' },
      { id: 'p1', share: '0.3' },
    ],
    [{ id: 'p3' }, { id: 'gone' }, { id: 'p1' }],
  ),
  manuscript: maybe(pick('m1', 'm2', 'm3')),
  lead: maybe(pick('l1', 'l2')),
  attrs,
});
export const facts: fc.Arbitrary<Fact[]> = fc.array(fact, { maxLength: 18 }).map(all =>
  all.map(
    ({ day, late, coUnits, ...rest }, i): Fact => ({
      id: `f${String(i).padStart(2, '0')}`,
      ...rest,
      on: dateOf(day),
      bookedOn: dateOf(day + late),
      coUnits: coUnits.filter(id => id !== rest.unit),
    }),
  ),
);
