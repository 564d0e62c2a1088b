import type { TrialOwner } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import { chartOf } from './chart.ts';

const owner = (n: number, before: number | null, after: number | null): TrialOwner => {
  const side = (place: number | null) => ({ points: '1', place, tied: false, among: '' });
  return {
    kind: 'unit',
    owner: { id: `unt_${String(n).padStart(26, '0')}`, name: `单位${n}` },
    unit: null,
    group: '',
    before: side(before),
    after: side(after),
    change: '0',
    shift: before !== null && after !== null ? before - after : null,
    causes: [],
    awards: [],
    marksGained: [],
    marksLost: [],
  };
};
const titles = (count: number | null) => ({ title: String(count), before: '前', after: '后' });

test('a small group is drawn whole, without those who have no place', () => {
  const { data } = chartOf([owner(1, 2, 1), owner(2, 1, 2), owner(3, null, null)], titles);
  expect(data).toMatchObject({ kind: 'dumbbells', title: 'null', categories: ['单位1', '单位2'] });
  expect(data.series.map(series => series.values)).toEqual([
    ['2', '1'],
    ['1', '2'],
  ]);
});

test('of a large group the largest moves are drawn, best new place first', () => {
  const many = Array.from({ length: 40 }, (_, i) => owner(i, i + 1, i === 39 ? 1 : i + 2));
  const { data, owners } = chartOf(many, titles);
  expect(data.title).toBe('24');
  expect(owners[0]?.shift).toBe(39);
  const places = owners.map(each => each.after?.place ?? 0);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
