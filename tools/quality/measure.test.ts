import { expect, it } from 'vitest';
import { demonstrationTexts, measure } from './measure.ts';

it('finds planted errors and leaves clean texts alone', () => {
  const texts = demonstrationTexts().filter((_, index) => index % 10 === 0);
  const { rows, characters, missed } = measure(texts, 6, 7);
  const planted = rows.reduce((sum, row) => sum + row.planted, 0);
  expect(planted).toBeGreaterThan(250);
  expect(missed.length / planted, JSON.stringify(missed.slice(0, 5))).toBeLessThanOrEqual(0.05);
  const alarms = rows.filter(row => row.severity !== 'note').reduce((sum, row) => sum + row.inClean, 0);
  expect(characters / Math.max(alarms, 1)).toBeGreaterThan(2000);
});
