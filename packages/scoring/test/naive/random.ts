/** Random wishes and random facts. */
import fc from 'fast-check';
import { CONDITIONS, FORMULAS } from './conditions.ts';
import * as f from './fractions.ts';
import { q } from './fractions.ts';
import { afterFor, bound, tally } from './random-periods.ts';
import type { Amount, Clause, Closing, Combine, FactStep, Owner, Reader, Rules, Share } from './rules.ts';

export const OWNERS: readonly Owner[] = [
  { kind: 'unit', id: 'u1', unit: '', group: '一组', staff: 2, role: '' },
  { kind: 'unit', id: 'u2', unit: 'u1', group: '一组', staff: 3, role: '' },
  { kind: 'unit', id: 'u3', unit: 'u1', group: '二组', staff: 0, role: '' },
  { kind: 'person', id: 'p1', unit: 'u1', group: '一组', staff: 2, role: 'editor' },
  { kind: 'person', id: 'p2', unit: 'u1', group: '一组', staff: 2, role: '' },
  { kind: 'person', id: 'p3', unit: 'u3', group: '二组', staff: 0, role: '' },
];

const pick = <T>(...list: T[]) => fc.constantFrom(...list);
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
const halves = (from: number, to: number) =>
  fc.integer({ min: from * 2, max: to * 2 }).map(n => String(n / 2));
const KINDS = ['adopted', 'submitted', 'judged'];
const condition = fc.constantFrom(...CONDITIONS);

const cell = fc.oneof({ arbitrary: halves(-4, 20), weight: 5 }, { arbitrary: pick('1/3', '7/3'), weight: 1 });
const table = fc.record(
  { national: cell, province: cell, city: cell, '*': cell },
  { requiredKeys: ['city'] },
) as unknown as fc.Arbitrary<Record<string, string>>;
const core: fc.Arbitrary<Amount['core']> = fc.oneof(
  halves(-3, 12).map(number => ({ number })),
  fc.record({ table, otherwise: maybe(cell) }),
  fc.constantFrom(...FORMULAS).map(formula => ({ formula })),
);
const value: fc.Arbitrary<Amount> = fc.record({ core });
const changed: fc.Arbitrary<Amount> = fc
  .record({
    core,
    percent: maybe(pick('base' as const, 'now' as const)),
    each: maybe(
      fc.record({
        over: pick(0, 500),
        step: pick(100, 300),
        count: pick('whole' as const, 'started' as const, 'exact' as const),
      }),
    ),
    bounds: maybe(fc.tuple(halves(-2, 1), halves(2, 9))),
  })
  .map(({ bounds, ...rest }) => ({ ...rest, ...(bounds && { least: bounds[0], most: bounds[1] }) }));

const mode = pick(
  'half-up' as const,
  'half-down' as const,
  'half-even' as const,
  'down' as const,
  'up' as const,
);
const when = maybe(condition);
const combined: fc.Arbitrary<Combine> = fc
  .record({
    key: pick<Combine['key']>(
      ['manuscript'],
      ['lead'],
      ['manuscript', 'outlet'],
      ['month'],
      ['outlet', 'month'],
      ['kind'],
    ),
    best: pick<Combine['best']>(1, 2, 'all'),
    order: pick<Combine['order']>('highest', 'first', 'last'),
    by: maybe(fc.constant('level' as const)),
    oneOf: maybe(fc.constant('level' as const)),
    rest: maybe(pick('0', '0.2', '0.5')),
    factors: maybe(pick(['1', '0.5'], ['1', '0.5', '0'])),
    when,
  })
  .map(step => (step.best === 'all' ? { ...step, order: 'highest' as const } : step));

const factSteps = fc.array(
  fc.oneof(
    {
      arbitrary: fc.record({
        do: pick('add' as const, 'times' as const, 'set' as const),
        amount: changed,
        when,
      }),
      weight: 4,
    },
    {
      arbitrary: fc.tuple(bound, when).map(([b, w]) => ({ do: 'limit' as const, ...b, when: w })),
      weight: 2,
    },
    {
      arbitrary: fc.record({
        do: fc.constant('limit' as const),
        of: fc.constant('base' as const),
        most: pick('80', '150', '300'),
      }),
      weight: 1,
    },
    {
      arbitrary: fc.record({ do: fc.constant('round' as const), places: pick(0, 1), mode, when }),
      weight: 1,
    },
    { arbitrary: combined.map(step => ({ do: 'combine' as const, ...step })), weight: 3 },
  ),
  { maxLength: 4 },
) as fc.Arbitrary<FactStep[]>;

const share: fc.Arbitrary<Share> = pick<Share>(
  'full',
  'equal',
  'half',
  'stated',
  { ratio: ['3', '2'] },
  { ratio: ['2', '1', '1'] },
  {
    formula: {
      text: 'order == 1 ? 0.6 : 0.4 / max(1, joint + authors)',
      of: ({ fact, now }) =>
        f.same(now, q(1))
          ? q(3, 5)
          : f.over(q(2, 5), q(Math.max(1, 1 + (fact?.coUnits ?? []).length + (fact?.persons ?? []).length))),
    },
  },
);
const creditFor = (owner: 'unit' | 'person') =>
  fc.record({
    do: fc.constant('credit' as const),
    to:
      owner === 'unit'
        ? pick('unit' as const, 'units' as const, 'co-units' as const)
        : pick('persons' as const, 'first-person' as const),
    share,
    when,
  });
const cap = fc
  .tuple(
    bound,
    pick('week' as const, 'month' as const, 'half-month' as const, 'quarter' as const, 'year' as const),
    maybe(pick('level' as const, 'outlet' as const, 'kind' as const)),
  )
  .map(([b, per, forEach]) => ({ do: 'cap' as const, per, forEach, ...b }));

const clauseOf = (owner: 'unit' | 'person', ledger: Clause['ledger']) =>
  fc
    .record({
      kinds: pick(['adopted'], ['submitted'], ['adopted', 'submitted'], KINDS),
      where: maybe(condition),
      leaveOut: maybe(condition),
      start: fc.oneof(
        { arbitrary: value.map(each => ({ value: each })), weight: 5 },
        { arbitrary: fc.constant({ judged: { least: '2', most: '8' } }), weight: 1 },
      ),
      steps: factSteps,
      credit: maybe(creditFor(owner)),
      cap: maybe(cap),
      tally: maybe(tally),
    })
    .chain(({ kinds, where, leaveOut, start, steps, credit, cap: limit, tally: counted }) =>
      afterFor(counted?.forEach).map(after => ({
        owner,
        ...(ledger && { ledger }),
        select: {
          kinds: 'judged' in start ? ['judged'] : kinds,
          ...(where && { where }),
          ...(leaveOut && leaveOut !== where && { leaveOut }),
        },
        start,
        steps: [...steps, ...(credit ? [credit] : []), ...(limit && !counted ? [limit] : [])] as FactStep[],
        ...(counted && { tally: counted, after }),
        ...(!counted && { after: [] }),
      })),
    ) as fc.Arbitrary<Omit<Clause, 'id'>>;

const closing = (part: boolean): fc.Arbitrary<Closing[]> =>
  fc.array(
    fc.oneof(
      fc.record({
        do: pick('start' as const, 'add' as const, 'set' as const),
        number: halves(-5, 20),
        whenBelow: maybe(pick('5', '20')),
      }),
      fc.record({
        do: fc.constant('times' as const),
        number: pick('1.5', '0.333333', '2'),
        whenBelow: maybe(pick('5', '20')),
      }),
      bound.map(b => ({ do: 'limit' as const, ...b })),
      fc.record({ do: fc.constant('round' as const), places: pick(0, 1), mode }),
      fc.record({
        do: fc.constant('gate' as const),
        below: pick('3', '10'),
        does: pick('zero' as const, 'set' as const, 'stop' as const, 'mark' as const),
        to: halves(0, 9),
        running: pick(1, 2),
      }),
      ...(part ? [fc.record({ do: fc.constant('part' as const), weight: pick('1', '0.3', '0.7') })] : []),
    ),
    { maxLength: 3 },
  );

const TIMES = pick('1', '0.5', '2');
const PERIOD = pick('month' as const, 'quarter' as const, 'year' as const);
const readersFor = (fromPersons: boolean): fc.Arbitrary<Reader[]> => {
  const year = fc.record({
    id: fc.constant(''),
    ledger: fc.constant('year' as const),
    owner: fc.constant('unit' as const),
    each: PERIOD,
    reads: pick<Reader['reads']>(
      { what: 'place' },
      { what: 'worth' },
      { what: 'highest' },
      { what: 'mean' },
      { what: 'total', id: 'main' },
      { what: 'before', id: 'main' },
      { what: 'partsTotal', id: 'main' },
      { what: 'total', id: 'c1' },
      { what: 'carry', id: 'c1', above: '4' },
    ),
    times: TIMES,
  });
  const across = fromPersons
    ? fc.record({
        id: fc.constant(''),
        ledger: fc.constant('main' as const),
        owner: fc.constant('unit' as const),
        each: PERIOD,
        reads: fc.constant<Reader['reads']>({ what: 'personsTotal', id: 'own' }),
        times: TIMES,
      })
    : fc.record({
        id: fc.constant(''),
        ledger: fc.constant('own' as const),
        owner: fc.constant('person' as const),
        each: PERIOD,
        reads: pick<Reader['reads']>(
          { what: 'unitTotal', id: 'main' },
          { what: 'unitTotal', id: 'c1' },
          { what: 'total', id: 'c3' },
          { what: 'before', id: 'c3' },
        ),
        times: TIMES,
      });
  return fc
    .tuple(
      fc.array<Reader>(year, { maxLength: 2 }),
      fc.array<Reader>(across as fc.Arbitrary<Reader>, { maxLength: 1 }),
    )
    .map(([a, b]) => [...a, ...b].map((reader, i) => ({ ...reader, id: `x${i + 1}` })));
};

export const rules: fc.Arbitrary<Rules> = fc
  .record({
    rounding: fc.record({
      places: pick(0, 1, 2, 6),
      mode,
      at: pick('line' as const, 'line' as const, 'total' as const),
    }),
    dates: pick('on' as const, 'on' as const, 'bookedOn' as const),
    list: fc.tuple(
      clauseOf('unit', 'main'),
      clauseOf('unit', undefined),
      clauseOf('person', 'own'),
      maybe(clauseOf('unit', 'main')),
    ),
    lines: maybe(tally),
    per: pick('year' as const, 'quarter' as const),
    mainSteps: closing(false),
    yearSteps: closing(true),
    ranking: fc.record({
      by: pick('group' as const, 'class' as const, 'all' as const),
      ties: pick('shared' as const, 'dense' as const),
      breaker: maybe(fc.record({ of: pick('c1', 'c2'), order: pick('more' as const, 'less' as const) })),
      apart: fc.boolean(),
      worth: pick<Rules['ranking']['worth']>(
        { gives: ['5', '3'], others: '1' },
        { gives: ['10'], others: '0' },
        { full: '40' },
      ),
    }),
    awards: fc.record({
      seats: pick<Rules['awards']['seats']>(
        { eachGroup: 1 },
        { eachGroup: 2 },
        { share: '0.5' },
        { from: '5' },
      ),
      barred: fc.boolean(),
      atLeast: maybe(pick('1', '10')),
      ties: pick('all' as const, 'none' as const),
      second: fc.boolean(),
    }),
    fromPersons: fc.boolean(),
  })
  .chain(({ list, lines, fromPersons, ...rest }) =>
    readersFor(fromPersons).map((readers): Rules => {
      const [first, counter, own, second] = list;
      const clauses: Clause[] = [
        { id: 'c1', ...first },
        { id: 'c2', ...counter },
        { id: 'c3', ...own },
        ...(second ? [{ id: 'c4', ...second }] : []),
      ];
      if (lines) {
        const { forEach: _, ...counted } = lines;
        const of = counted.of === 'distinct' ? ('sum' as const) : counted.of;
        clauses.push({
          id: 'c5',
          ledger: 'main',
          owner: 'unit',
          select: { lines: 'c2' },
          start: null,
          steps: [],
          tally: { ...counted, of },
          after: [],
        });
      }
      return { ...rest, clauses, readers };
    }),
  );
