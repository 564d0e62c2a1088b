import type { PlanTopic, TopicProgress } from '@xinxuan/contract';
import { expect, it } from 'vitest';
import { runsIn, yearGrid } from './yearGrid.ts';

const units = { a: { id: 'unt_a', name: '市容科' }, b: { id: 'unt_b', name: '城东中队' } };

function part(unit: keyof typeof units, reachedItems: number, items: number): TopicProgress {
  const reached = reachedItems >= items;
  return { unit: units[unit], items, adoptions: 0, reachedItems, reachedAdoptions: 0, reached };
}
function topic(
  from: string,
  to: string,
  change: Pick<PlanTopic, 'progress'> & Partial<PlanTopic>,
): PlanTopic {
  return { from: `2026-${from}`, to: `2026-${to}`, state: 'running', ...change } as PlanTopic;
}

it('has no rows while nobody is asked for anything', () => {
  expect(yearGrid([])).toEqual([]);
  expect(yearGrid([topic('01-01', '12-31', { progress: [] })])).toEqual([]);
});

it('puts a topic into every month that it meets, as the list of the month does', () => {
  const spring = topic('02-15', '04-02', { progress: [part('a', 1, 3)] });
  const [all, own] = yearGrid([spring]);
  expect(all?.unit).toBeNull();
  expect(own?.cells.filter(cell => cell.target > 0).map(cell => cell.month)).toEqual([2, 3, 4]);
  expect([1, 2, 4, 5].map(month => runsIn(spring, month, month))).toEqual([false, true, true, false]);
  expect(runsIn(spring, 1, 3)).toBe(true);
});

it('sums targets and items of a month, by unit and for all', () => {
  const rows = yearGrid([
    topic('03-01', '03-31', { progress: [part('a', 1, 2), part('b', 5, 3)] }),
    topic('03-01', '03-31', { progress: [part('a', 0, 2)] }),
  ]);
  const march = rows.map(({ unit, cells }) => [unit?.name ?? '', cells[2]?.reached, cells[2]?.target]);
  expect(march).toEqual([
    ['', 6, 7],
    ['市容科', 1, 4],
    ['城东中队', 5, 3],
  ]);
});

it.each([
  ['none', 0, 0, 'running'],
  ['begun', 0, 4, 'running'],
  ['some', 1, 4, 'running'],
  ['most', 2, 4, 'running'],
  ['reached', 4, 4, 'behind'],
  ['behind', 3, 4, 'behind'],
] as const)('is %s with %i of %i in a topic that is %s', (state, reached, target, of) => {
  const [, row] = yearGrid([topic('05-01', '05-31', { state: of, progress: [part('a', reached, target)] })]);
  expect(row?.cells[4]?.state).toBe(state);
});

it('does not let the surplus of one unit hide what another owes', () => {
  const [all] = yearGrid([topic('06-01', '06-30', { progress: [part('a', 9, 3), part('b', 0, 3)] })]);
  expect(all?.cells[5]).toEqual({ month: 6, target: 6, reached: 9, state: 'most' });
});
