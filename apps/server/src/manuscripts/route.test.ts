import {
  CHANNELS,
  IMPORTANCES,
  type Importance,
  type Role,
  type RouteRule,
  type StepMode,
} from '@xinxuan/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  assignSigners as assign,
  DEFAULT_ROUTES,
  type Holder,
  oneByOne,
  routeFor,
  standIns,
  whyNotAssigned,
} from './route.ts';

/** One person for each role, one step after the other. */
const assignSigners = (roles: Role[], holders: Holder[], writers: string[]) =>
  assign(oneByOne(roles), holders, writers);

const holder = (id: string, role: Holder['role']): Holder => ({
  ...{ id, name: id.toUpperCase(), role },
  unitId: `unit of ${id}`,
});
/** Nearest first: two heads of the unit, a leader who also heads the unit above, a principal. */
const HOLDERS = [
  holder('a', 'unit_head'),
  holder('b', 'unit_head'),
  holder('c', 'leader_in_charge'),
  holder('d', 'leader_in_charge'),
  holder('c', 'unit_head'),
  holder('d', 'principal_leader'),
  holder('e', 'principal_leader'),
];

test.each([
  ['the nearest holder', ['unit_head'], [], ['a']],
  ['the next holder beside a writer', ['unit_head'], ['a'], ['b']],
  ['the next level up', ['unit_head'], ['a', 'b'], ['c']],
  ['nobody, when all of them wrote', ['unit_head'], ['a', 'b', 'c'], [null]],
  ['a person for each of two steps', ['leader_in_charge', 'principal_leader'], [], ['c', 'd']],
  [
    'another principal, where the first signs already',
    ['leader_in_charge', 'principal_leader'],
    ['c'],
    ['d', 'e'],
  ],
  ['two heads in turn', ['unit_head', 'unit_head'], [], ['a', 'b']],
  ['nobody for a role that nobody holds', ['desk_chief'], [], [null]],
] as const)('%s signs', (_, steps, writers, signers) => {
  const assigned = assignSigners([...steps], HOLDERS, [...writers]);
  expect(assigned.map(step => step.reviewer?.id ?? null)).toEqual(signers);
});

test('a missing signer is named by role, with those who hold it and may not sign', () => {
  const held = whyNotAssigned(assignSigners(['unit_head'], HOLDERS, ['a', 'b', 'c']), {
    unit: '市容科',
    holders: HOLDERS,
  });
  expect(held).toMatchObject({ code: 'invalid', reason: 'no_reviewer', details: { role: 'unit_head' } });
  expect(held?.zh).toContain('市容科及其上级的单位负责人（A、B、C）');
  const empty = whyNotAssigned(assignSigners(['unit_head'], [], []), { unit: '市容科', holders: [] });
  expect(empty?.zh).toContain('没有在任的单位负责人');
  expect(
    whyNotAssigned(assignSigners(['unit_head'], HOLDERS, []), { unit: '市容科', holders: HOLDERS }),
  ).toBeNull();
});

test('delegates are shown under the bars of signing', () => {
  const assigned = assignSigners(['leader_in_charge', 'principal_leader'], HOLDERS, []);
  const to = (id: string) => ({ id, name: id.toUpperCase() });
  const signers = (from: string, delegate: string, writers: string[] = []) =>
    standIns(assigned, [{ from, to: to(delegate) }], writers).map(step => step.reviewer?.id);
  expect(signers('c', 'x')).toEqual(['x', 'd']);
  expect(signers('c', 'd')).toEqual(['c', 'd']);
  expect(signers('c', 'x', ['x'])).toEqual(['c', 'd']);
  expect(
    standIns(
      assigned,
      [
        { from: 'c', to: to('x') },
        { from: 'd', to: to('x') },
      ],
      [],
    ).map(step => step.reviewer?.id),
  ).toEqual(['x', 'd']);
});

test('the tiers of R1 cover every importance in both channels', () => {
  expect(DEFAULT_ROUTES).toHaveLength(IMPORTANCES.length * CHANNELS.length);
  const steps = (importance: (typeof IMPORTANCES)[number]) =>
    routeFor([], { type: 'digest', importance, channel: 'news' }).steps;
  expect(steps('ordinary')).toEqual(oneByOne(['unit_head']));
  for (const importance of ['major_event', 'special_work', 'brand'] as const)
    expect(steps(importance)).toEqual(oneByOne(['leader_in_charge']));
  for (const importance of ['decision', 'important_meeting', 'evaluation', 'comment'] as const)
    expect(steps(importance)).toEqual(oneByOne(['leader_in_charge', 'principal_leader']));
});

const row = (change: Partial<RouteRule>): RouteRule => ({
  channel: 'news',
  type: null,
  importance: null,
  steps: oneByOne(['unit_head']),
  dueHours: 7,
  ...change,
});

test.each<[string, RouteRule[], number | null]>([
  ['no row keeps the tier of R1', [row({ channel: 'opinion' })], null],
  ['a row for all importances holds', [row({ dueHours: 1 })], 1],
  [
    'one for its importance goes first',
    [row({ dueHours: 1 }), row({ importance: 'decision', dueHours: 2 })],
    2,
  ],
  [
    'one for its type goes before that',
    [row({ importance: 'decision', dueHours: 2 }), row({ type: 'urgent', dueHours: 3 })],
    3,
  ],
  [
    'one for both goes before all',
    [row({ type: 'urgent', importance: 'decision', dueHours: 4 }), row({ type: 'urgent', dueHours: 3 })],
    4,
  ],
  ['one for another type does not count', [row({ type: 'problem', dueHours: 3 }), row({ dueHours: 1 })], 1],
])('of the rows of the table, %s', (_, rules, hours) => {
  const route = routeFor(rules, { type: 'urgent', importance: 'decision', channel: 'news' });
  expect(route.dueHours).toBe(hours ?? 7);
  expect(route.steps.length).toBe(hours ? 1 : 2);
});

test('a step is taken only for the importances it names', () => {
  const rules = [
    row({
      steps: [
        ...oneByOne(['unit_head']),
        { roles: ['principal_leader'], mode: 'any', onlyFor: ['decision', 'important_meeting'] },
      ],
    }),
  ];
  const roles = (importance: (typeof IMPORTANCES)[number]) =>
    routeFor(rules, { type: null, importance, channel: 'news' }).steps.flatMap(step => step.roles);
  expect(roles('ordinary')).toEqual(['unit_head']);
  expect(roles('decision')).toEqual(['unit_head', 'principal_leader']);
});

test('where each of several signs, each needs a person; where any does, one person is enough', () => {
  const both: Role[] = ['unit_head', 'desk_chief'];
  const step = (mode: 'any' | 'all') => assign([{ roles: both, mode, onlyFor: [] }], HOLDERS, []);
  expect(step('all').map(seat => [seat.step, seat.role, seat.reviewer?.id ?? null])).toEqual([
    [1, 'unit_head', 'a'],
    [1, 'desk_chief', null],
  ]);
  expect(step('any').map(seat => seat.reviewer?.id)).toEqual(['a']);
  expect(whyNotAssigned(step('all'), { unit: '市容科', holders: HOLDERS })).toMatchObject({
    details: { role: 'desk_chief' },
  });
  expect(whyNotAssigned(step('any'), { unit: '市容科', holders: HOLDERS })).toBeNull();
});

test('whatever the table says and whoever holds which post: no writer signs, and nobody has two seats', () => {
  const roles: Role[] = ['unit_head', 'leader_in_charge', 'principal_leader', 'desk_chief'];
  const people = ['a', 'b', 'c', 'd', 'e'];
  const steps = fc.array(
    fc.record({
      roles: fc.array(fc.constantFrom(...roles), { minLength: 1, maxLength: 3 }),
      mode: fc.constantFrom<StepMode>('any', 'all'),
      onlyFor: fc.constant<Importance[]>([]),
    }),
    { minLength: 1, maxLength: 5 },
  );
  const holders = fc.array(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...roles)), {
    maxLength: 12,
  });
  const written = fc.subarray(people, { maxLength: 3 });
  const delegations = fc.array(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...people)), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(steps, holders, written, delegations, (route, posts, writers, handed) => {
      const assigned = assign(
        route,
        posts.map(([id, role]) => holder(id, role)),
        writers,
      );
      const stood = standIns(
        assigned,
        handed.map(([from, to]) => ({ from, to: { id: to, name: to } })),
        writers,
      );
      for (const seats of [assigned, stood]) {
        const signing = seats.flatMap(seat => seat.reviewer?.id ?? []);
        expect(signing.filter(id => writers.includes(id))).toEqual([]);
        expect(new Set(signing).size).toBe(signing.length);
      }
      const open = whyNotAssigned(assigned, { unit: '市容科', holders: [] }) === null;
      const enough = route.every(({ roles: asked, mode }, index) => {
        const filled = assigned.filter(seat => seat.step === index + 1 && seat.reviewer !== null).length;
        return mode === 'all' ? filled === asked.length : filled > 0;
      });
      expect(open).toBe(enough);
    }),
  );
});
