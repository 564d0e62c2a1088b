import { expect, test } from 'vitest';
import { type ChartColors, type ChartData, heightOf, optionOf, shortened } from './option.ts';

const colors: ChartColors = {
  text: '#111',
  faint: '#666',
  line: '#ccc',
  ground: '#fff',
  series: ['#1f4e8c', '#1e6b3c'],
  font: 'sans-serif',
};
const data: ChartData = {
  kind: 'bars',
  title: '积分',
  categories: ['城东中队', '城西中队'],
  series: [{ name: '本期', values: ['62.5', '-2'] }],
};

test('lying bars begin at the top and keep halves and deductions', () => {
  const option = optionOf(data, colors);
  expect(option.yAxis).toMatchObject({ type: 'category', inverse: true, data: ['城东中队', '城西中队'] });
  expect(option.series).toMatchObject([{ type: 'bar', data: [62.5, -2] }]);
});

test('what is unknown is a gap, not a zero', () => {
  const option = optionOf(
    { ...data, kind: 'lines', series: [{ name: '本期', values: ['0', null] }] },
    colors,
  );
  expect(option.series).toMatchObject([{ type: 'line', data: [0, null] }]);
  expect(option.xAxis).toMatchObject({ type: 'category' });
});

test('several series have a legend and differ by pattern, one has neither', () => {
  const two = { ...data, series: [...data.series, { name: '上期', values: ['60', '4'] }] };
  expect(optionOf(two, colors)).toMatchObject({ aria: { decal: { show: true } }, legend: { top: 0 } });
  expect(optionOf(data, colors)).toMatchObject({ aria: { decal: { show: false } }, legend: undefined });
});

test('every bar has its row', () => {
  const many = { ...data, categories: Array.from({ length: 40 }, (_, index) => `单位${index}`) };
  expect(heightOf(many)).toBeGreaterThanOrEqual(40 * 28);
  expect(heightOf({ ...data, kind: 'lines' })).toBe(280);
});

test('long names end in an ellipsis on the axis', () => {
  expect(shortened('城东中队')).toBe('城东中队');
  expect([...shortened('区综合行政执法局法制宣传与教育培训科')]).toHaveLength(12);
});

test('dumbbells join the place before with the place after, one row each', () => {
  const places: ChartData = {
    kind: 'dumbbells',
    title: '名次',
    categories: ['城东中队', '城西中队'],
    series: [
      { name: '现行', values: ['4', '1'] },
      { name: '拟行', values: ['1', '3'] },
    ],
  };
  const option = optionOf(places, colors);
  expect(option.yAxis).toMatchObject({ inverse: true, data: ['城东中队', '城西中队'] });
  expect(option.series).toMatchObject([
    { type: 'bar', data: [1, 1] },
    { type: 'bar', data: [3, 2] },
    { type: 'scatter', name: '现行', data: [4, 1] },
    { type: 'scatter', name: '拟行', data: [1, 3] },
  ]);
  expect(heightOf({ ...places, categories: Array.from({ length: 20 }, (_, i) => `单位${i}`) })).toBe(
    20 * 28 + 64,
  );
});
