import { expect, test } from 'vitest';
import { tablesOf } from './tables.ts';

test('another number of columns begins another table', () => {
  const points = [
    ['媒体级别', '长篇', '简讯'],
    ['国家级', '100', '50'],
  ];
  const places = [
    ['版位', '国家级', '省级', '市级'],
    ['头版头条', '40', '30', '20'],
  ];
  expect(tablesOf([...points, ...places])).toEqual([points, places]);
  expect(tablesOf(points)).toEqual([points]);
  expect(tablesOf([])).toEqual([]);
});
