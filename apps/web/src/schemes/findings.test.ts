import { expect, test } from 'vitest';
import { printedNumbers, toldOnce } from './findings.ts';

const finding = (path: string, line: number | null, zh: string) => ({
  path,
  line,
  clause: null,
  code: 'unknown-word',
  zh,
  en: zh,
});

test('the mistake of a shared step is told once, at its first place', () => {
  const shared = finding('clauses[0].steps[1]', 40, '没有这个词');
  const again = finding('clauses[3].steps[1]', 40, '没有这个词');
  const other = finding('clauses[3].steps[1]', 40, '不是数');
  expect(toldOnce([shared, again, other])).toEqual([shared, other]);
});

test('mistakes without a line are all told', () => {
  const first = finding('clauses[0]', null, '缺少');
  expect(toldOnce([first, { ...first, path: 'clauses[1]' }])).toHaveLength(2);
});

test('clauses are named by their printed number; a half-written document has what it has', () => {
  const clauses = [{ id: 'adoption', rule: '五（二）5' }, { id: 'new' }, null, { id: 7, rule: 3 }];
  expect([...printedNumbers({ clauses })]).toEqual([
    ['adoption', '五（二）5'],
    ['7', '3'],
  ]);
  expect(printedNumbers({ clauses: 'x' }).size).toBe(0);
  expect(printedNumbers(null).size).toBe(0);
});
