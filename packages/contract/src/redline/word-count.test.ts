import { expect, test } from 'vitest';
import { countWords } from './word-count.ts';

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
