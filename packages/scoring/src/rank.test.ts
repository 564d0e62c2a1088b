/** Expected places are those that bodies published. */
import { describe, expect, test } from 'vitest';
import { rank } from './rank.ts';

const entries = (group: string, rows: [string, string][]) =>
  rows.map(([id, points]) => ({ id, group, points }));

describe('places', () => {
  // published table T8: third quarter 2023, four groups, two units sharing the third place
  test('two units with 160 share the third place', () => {
    const towns = entries('乡镇街道', [
      ['温泉街道', '152'],
      ['张羌街道', '135.4'],
      ['祥云镇', '131.6'],
    ]);
    const first = entries('一类', [
      ['经济技术开发区', '160'],
      ['农业农村局', '175.7'],
      ['科技和工业信息化局', '160'],
      ['人力资源和社会保障局', '165.3'],
    ]);
    const places = rank([...towns, ...first]);
    expect(
      places.filter(place => place.group === '一类').map(place => [place.place, place.points, place.tied]),
    ).toEqual([
      [1, '175.7', false],
      [2, '165.3', false],
      [3, '160', true],
      [3, '160', true],
    ]);
    expect(places.filter(place => place.group === '乡镇街道').map(place => [place.place, place.id])).toEqual([
      [1, '温泉街道'],
      [2, '张羌街道'],
      [3, '祥云镇'],
    ]);
  });

  const tied = entries('', [
    ['a', '5'],
    ['b', '7'],
    ['c', '7'],
    ['d', '1'],
  ]);
  test('shared places are counted on: 1, 1, 3, 4; dense ones are not: 1, 1, 2, 3', () => {
    expect(rank(tied).map(place => place.place)).toEqual([1, 1, 3, 4]);
    expect(rank(tied, { ties: 'dense' }).map(place => place.place)).toEqual([1, 1, 2, 3]);
  });

  test('a breaker parts equals and says so', () => {
    const counts: Record<string, string> = { a: '0', b: '3', c: '2', d: '9' };
    const places = rank(
      tied.map(entry => ({ ...entry, breakers: [counts[entry.id] ?? '0'] })),
      { breakers: ['more'] },
    );
    expect(places.map(place => [place.id, place.place, place.brokenBy])).toEqual([
      ['b', 1, 1],
      ['c', 2, 1],
      ['a', 3, undefined],
      ['d', 4, undefined],
    ]);
    const fewer = rank(
      tied.map(entry => ({ ...entry, breakers: [counts[entry.id] ?? '0'] })),
      { breakers: ['less'] },
    );
    expect(fewer.map(place => place.id)).toEqual(['c', 'b', 'a', 'd']);
  });

  test('entries listed apart have no place and take none', () => {
    const places = rank([...tied, { id: 'guest', group: '', points: '100', apart: true }]);
    expect(places.map(place => [place.id, place.place])).toEqual([
      ['b', 1],
      ['c', 1],
      ['a', 3],
      ['d', 4],
      ['guest', null],
    ]);
  });

  test('160 and 160.0 are equal, 9 is less than 10', () => {
    expect(
      rank(
        entries('', [
          ['x', '160'],
          ['y', '160.0'],
          ['z', '9'],
          ['w', '10'],
        ]),
      ).map(place => [place.id, place.place]),
    ).toEqual([
      ['x', 1],
      ['y', 1],
      ['w', 3],
      ['z', 4],
    ]);
  });
});
