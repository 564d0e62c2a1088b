import type { LifeEvent } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import { chaptersOf } from './chapters.ts';

const line = (...kinds: (string | [string, Record<string, unknown>])[]): LifeEvent[] =>
  kinds.map((each, index) => {
    const [kind, detail] = typeof each === 'string' ? [each, {}] : each;
    return {
      id: `evt_${index}`,
      at: '2026-05-20T02:00:00Z',
      kind,
      person: null,
      role: null,
      unit: null,
      detail,
    };
  });
const told = (life: LifeEvent[]) =>
  chaptersOf(life).map(({ kind, round, events }) => [kind, round, events.map(event => event.kind)]);

test('writing, each round and the desk are chapters', () => {
  const life = line('created', 'submitted', 'returned', 'resubmitted', 'approved', 'received', 'accepted');
  expect(told(life)).toEqual([
    ['writing', 0, ['created']],
    ['round', 1, ['submitted', 'returned']],
    ['round', 2, ['resubmitted', 'approved']],
    ['desk', 2, ['received', 'accepted']],
  ]);
});

test('a return to an earlier step begins a round, which the next event opens', () => {
  const life = line('submitted', 'approved', ['returned', { to: 1 }], 'approved');
  expect(told(life)).toEqual([
    ['round', 1, ['submitted', 'approved', 'returned']],
    ['round', 2, ['approved']],
  ]);
});

test('every event stands in exactly one chapter, in its order', () => {
  const life = line(
    'created',
    'submitted',
    'approved',
    'received',
    ['taken_back', { undid: 'approved' }],
    'approved',
  );
  expect(chaptersOf(life).flatMap(chapter => chapter.events)).toEqual(life);
  expect(chaptersOf([])).toEqual([]);
});
