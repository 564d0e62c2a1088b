import { expect, test } from 'vitest';
import { readCondition, writeCondition } from './condition.ts';

const numeric = (name: string) => name === 'words';

test.each([
  ["level == 'city'", [{ attribute: 'level', is: '==', values: ['city'] }]],
  [
    "level in ['city', 'province'] && words >= 500",
    [
      { attribute: 'level', is: 'in', values: ['city', 'province'] },
      { attribute: 'words', is: '>=', values: ['500'] },
    ],
  ],
  [
    "!late && outlet != '晚报 && 日报'",
    [
      { attribute: 'late', is: 'no', values: [] },
      { attribute: 'outlet', is: '!=', values: ['晚报 && 日报'] },
    ],
  ],
  ['late', [{ attribute: 'late', is: 'yes', values: [] }]],
])('%s is shown as rules and written back the same', (text, rules) => {
  expect(readCondition(text)).toEqual(rules);
  expect(writeCondition(rules as never, numeric)).toBe(text);
});

test.each([
  "level == 'city' || late",
  "also('adopted')",
  '(late)',
  "'town' in unit.classes",
  "outlet.startsWith('晚报')",
  'words > 800 ? 1 : 0',
  'true',
  'words >= 1 + 2',
])('%s stays text', text => {
  expect(readCondition(text)).toBeNull();
});

test('no condition is no rule; a quotation mark in a value cannot end the text', () => {
  expect(readCondition('  ')).toEqual([]);
  expect(writeCondition([{ attribute: 'outlet', is: '==', values: ["晚'报"] }], numeric)).toBe(
    "outlet == '晚报'",
  );
});
