import { expect, test } from 'vitest';
import { countBody, countWords } from './word-count.ts';

test.each([
  ['', 0],
  ['　 \n', 0],
  ['城管', 2],
  ['城管，执法。', 6],
  ['投诉由23件降到6件', 9],
  ['use WeChat now', 3],
  ['使用WeChat小程序', 6],
  ['“错时巡查”——成效', 10],
  ['𠮷林', 2],
])('%j has %i words as word processors count', (text, words) => {
  expect(countWords(text)).toBe(words);
});

test('a body has the words of its paragraphs and of the cells of its tables', () => {
  const body = [
    { kind: 'paragraph' as const, text: '一、基本情况' },
    { kind: 'paragraph' as const, text: '投诉由23件降到6件。' },
    {
      kind: 'table' as const,
      rows: [
        ['街道', '件数'],
        ['城东', '23'],
      ],
    },
  ];
  expect(countBody(body)).toBe(6 + 10 + 2 + 2 + 2 + 1);
  expect(countBody([])).toBe(0);
});
