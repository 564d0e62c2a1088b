import { expect, it } from 'vitest';
import { titleWords } from './title.ts';

it.each([
  ['关于2026年第三季度信息宣传工作情况的通报', ['2026年', '信息', '宣传', '通报']],
  ['城西中队“错时巡查”让夜市退场更安静', ['安静']],
  ['办结《市容条例》案件920件', ['920件']],
])('%s may be broken between words only', (title, whole) => {
  const words = titleWords(title);
  expect(words.join('')).toBe(title);
  for (const word of whole) expect(words).toContain(word);
});

it('no line ends with an opening mark or begins with a closing one', () => {
  const words = titleWords('城西中队“错时巡查”让《夜市》（试行）退场：更安静');
  expect(words.filter(word => /[“《（]$/u.test(word) || /^[”》）：]/u.test(word))).toEqual([]);
});
