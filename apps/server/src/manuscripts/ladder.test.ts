import type { ReviewState, StepMode } from '@xinxuan/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inNextRound, onward, type Seat } from './ladder.ts';

const seat = (id: string, step: number, change: Partial<Seat> = {}): Seat => ({
  id,
  step,
  mode: 'any',
  state: step === 1 ? 'pending' : 'waiting',
  carriedHash: null,
  ...change,
});
const all = { mode: 'all' as StepMode };
const NOTHING = { over: [], stands: [], opens: [], complete: false };

test.each([
  ['the only step completes the round', [seat('a', 1)], { complete: true }],
  ['the next step is asked', [seat('a', 1), seat('b', 2)], { opens: ['b'] }],
  [
    'the others of an any-of step are let off',
    [seat('a', 1), seat('x', 1), seat('b', 2)],
    { over: ['x'], opens: ['b'] },
  ],
  ['an all-of step waits for its last', [seat('a', 1, all), seat('x', 1, all), seat('b', 2)], {}],
  [
    'the last of an all-of step goes on',
    [seat('a', 1, all), seat('x', 1, { ...all, state: 'approved' }), seat('b', 2)],
    { opens: ['b'] },
  ],
  [
    'all of the next step are asked at once',
    [seat('a', 1), seat('b', 2, all), seat('c', 2, all)],
    { opens: ['b', 'c'] },
  ],
  [
    'an earlier signature on the same text stands',
    [seat('a', 1), seat('b', 2, { carriedHash: 'h' }), seat('c', 3)],
    { stands: ['b'], opens: ['c'] },
  ],
  [
    'an earlier signature on another text falls',
    [seat('a', 1), seat('b', 2, { carriedHash: 'old' }), seat('c', 3)],
    { opens: ['b'] },
  ],
  [
    'of an all-of step those who have not signed this text are asked',
    [seat('a', 1), seat('b', 2, { ...all, carriedHash: 'h' }), seat('c', 2, all)],
    { stands: ['b'], opens: ['c'] },
  ],
] as [string, Seat[], object][])('%s', (_, seats, expected) => {
  expect(onward(seats, { signed: 'a', hash: 'h' })).toEqual({ ...NOTHING, ...expected });
});

test.each<[string, number, ReviewState, boolean, ReviewState]>([
  ['below, a signature stands', 1, 'approved', false, 'approved'],
  ['below, what was let off stays so', 1, 'void', false, 'void'],
  ['at the step, whoever is asked signs again', 2, 'approved', true, 'pending'],
  ['at the step, who is not asked keeps the signature', 2, 'approved', false, 'approved'],
  ['above, everything waits', 3, 'returned', false, 'waiting'],
])('in the next round: %s', (_, step, state, asked, expected) => {
  expect(inNextRound({ step, state }, { to: 2, asked })).toBe(expected);
});

/** A route of up to four steps with up to three seats each, and for each decision which of those asked signs. */
const routes = fc.array(
  fc.record({ mode: fc.constantFrom<StepMode>('any', 'all'), seats: fc.integer({ min: 1, max: 3 }) }),
  { minLength: 1, maxLength: 4 },
);

test('a round ends exactly when every step has what its rule asks, and asks one step at a time', () => {
  fc.assert(
    fc.property(routes, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (route, choices) => {
      let seats = route.flatMap(({ mode, seats: count }, index) =>
        Array.from({ length: count }, (_, n) => seat(`${index + 1}.${n}`, index + 1, { mode })),
      );
      let complete = false;
      for (const choice of choices) {
        const pending = seats.filter(each => each.state === 'pending');
        expect(new Set(pending.map(each => each.step)).size).toBeLessThanOrEqual(1);
        expect(pending.length === 0).toBe(complete);
        if (complete) break;
        const signed = pending[choice % pending.length]!.id;
        const after = onward(seats, { signed, hash: 'h' });
        complete = after.complete;
        seats = seats.map(each => ({ ...each, state: stateAfter(each, signed, after) }));
      }
      expect(complete).toBe(true);
      for (const [index, { mode, seats: count }] of route.entries()) {
        const given = seats.filter(each => each.step === index + 1 && each.state === 'approved').length;
        expect(given).toBe(mode === 'all' ? count : 1);
      }
    }),
  );
});

function stateAfter(each: Seat, signed: string, after: ReturnType<typeof onward>): ReviewState {
  if (each.id === signed || after.stands.includes(each.id)) return 'approved';
  if (after.over.includes(each.id)) return 'void';
  return after.opens.includes(each.id) ? 'pending' : each.state;
}

test('a signature brought along counts for its own text alone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('h', 'other', null),
      fc.constantFrom<StepMode>('any', 'all'),
      (carriedHash, mode) => {
        const after = onward([seat('a', 1), seat('b', 2, { mode, carriedHash })], { signed: 'a', hash: 'h' });
        expect(after.stands).toEqual(carriedHash === 'h' ? ['b'] : []);
        expect(after.complete).toBe(carriedHash === 'h');
      },
    ),
  );
});
