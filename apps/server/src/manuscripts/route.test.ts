import { CHANNELS, IMPORTANCES } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import { assignSigners, DEFAULT_ROUTES, type Holder, ruleFor, standIns, whyNotAssigned } from './route.ts';

const holder = (id: string, role: Holder['role']): Holder => ({ id, name: id.toUpperCase(), role });
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
    ruleFor([], { importance, channel: 'news' }).steps;
  expect(steps('ordinary')).toEqual(['unit_head']);
  for (const importance of ['major_event', 'special_work', 'brand'] as const)
    expect(steps(importance)).toEqual(['leader_in_charge']);
  for (const importance of ['decision', 'important_meeting', 'evaluation', 'comment'] as const)
    expect(steps(importance)).toEqual(['leader_in_charge', 'principal_leader']);
  const own = [
    {
      importance: 'ordinary' as const,
      channel: 'opinion' as const,
      steps: ['principal_leader' as const],
      dueHours: 2,
    },
  ];
  expect(ruleFor(own, { importance: 'ordinary', channel: 'opinion' })).toBe(own[0]);
  expect(ruleFor(own, { importance: 'ordinary', channel: 'news' }).steps).toEqual(['unit_head']);
});
