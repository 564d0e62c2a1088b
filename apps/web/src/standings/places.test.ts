import type { Standing } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import { chartOf, type Group, listsBehind, percentDone, placeChanges } from './places.ts';

const standing = (id: string, place: number, points: string): Standing => ({
  owner: { id, name: `单位${id}` },
  unit: null,
  place,
  tied: false,
  points,
  submitted: 3,
  counted: 2,
  adopted: 1,
  byClause: [],
  targets: [],
});
const group = (...rows: Standing[]): Group => ({ group: null, rows });

test('every figure leads to the list of its owner and period', () => {
  const lists = listsBehind(standing('u1', 1, '20'), 'unit', { period: '2026-Q3', asOf: null });
  const days = { from: '2026-07-01', to: '2026-09-30' };
  expect(lists.submitted.search).toEqual({ unitId: 'u1', credit: 'submitted', ...days });
  expect(lists.counted.search).toEqual({ unitId: 'u1', credit: 'counted', ...days });
  expect(lists.adopted.search).toEqual({ unitId: 'u1', state: ['verified'], ...days });
  expect(lists.clause('三（一）').search).toEqual({
    owner: 'unit',
    ownerId: 'u1',
    period: '2026-Q3',
    clause: '三（一）',
  });
});

test('figures of a person are searched by person', () => {
  const lists = listsBehind(standing('p1', 1, '20'), 'person', { period: '2026', asOf: '2026-05-06' });
  expect(lists.submitted.search).toMatchObject({ authorId: 'p1' });
  expect(lists.adopted.search).toMatchObject({ personId: 'p1' });
  expect(lists.points.search).toMatchObject({ owner: 'person' });
});

test('a smaller place number is a rise', () => {
  const now = [group(standing('a', 1, '9'), standing('b', 2, '8'), standing('c', 3, '7'))];
  const before = [group(standing('b', 1, '5'), standing('a', 3, '1'))];
  expect([...placeChanges(now, before)]).toEqual([
    ['a', 2],
    ['b', -1],
    ['c', null],
  ]);
});

test('places of a period without any points are not compared', () => {
  const now = [group(standing('a', 1, '9'), standing('b', 2, '8'))];
  const before = [group(standing('b', 1, '0'), standing('a', 1, '0'))];
  expect([...placeChanges(now, before).values()]).toEqual([null, null]);
});

test('without a period before, the chart has one series', () => {
  const said = { title: '题', now: '本期', before: '上期' };
  expect(chartOf(group(standing('a', 1, '9.5')), [], said).series).toEqual([
    { name: '本期', values: ['9.5'] },
  ]);
  const both = chartOf(
    group(standing('a', 1, '9'), standing('b', 2, '8')),
    [group(standing('a', 1, '4'))],
    said,
  );
  expect(both.series[1]).toEqual({ name: '上期', values: ['4', '0'] });
});

test.each([
  ['25', '50', 50],
  ['60', '50', 100],
  ['-2', '50', 0],
  ['0', '0', 100],
  ['49.9', '50', 99],
])('%s of %s is %i percent', (done, target, percent) => {
  expect(percentDone(done, target)).toBe(percent);
});
