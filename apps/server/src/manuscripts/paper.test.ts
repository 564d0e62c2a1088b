import { type Block, BODY_LIMIT } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import { cleanText, hashOf, textOf, whyNotLength, wordsIn } from './paper.ts';

const paragraph = (text: string, level: 0 | 1 = 0): Block => ({ kind: 'paragraph', level, text });
const table = (...rows: string[][]): Block => ({ kind: 'table', rows });

test.each([
  ['一\r\n二\r三', '一\n二\n三'],
  ['一\u2028二', '一\n二'],
  ['一\t二', '一 二'],
  ['一\u0000\u0007\u001b\u007f\u0085二', '一二'],
  ['一\ud800二', '一\ufffd二'],
  ['𠮷😀', '𠮷😀'],
])('%j is kept as %j', (given, kept) => {
  expect(cleanText(given)).toBe(kept);
});

test('what a signature is given on depends on every word, level, order and cell, and on nothing else', () => {
  const base = { title: '标题', body: [paragraph('甲'), table(['乙', '丙'])] };
  const others = [
    { title: '标题二', body: base.body },
    { title: '标题', body: [paragraph('甲', 1), table(['乙', '丙'])] },
    { title: '标题', body: [table(['乙', '丙']), paragraph('甲')] },
    { title: '标题', body: [paragraph('甲'), table(['乙丙'])] },
    { title: '标题', body: [paragraph('甲'), table(['乙'], ['丙'])] },
    { title: '标题', body: [paragraph('甲')] },
  ];
  const hashes = [base, ...others].map(hashOf);
  expect(new Set(hashes).size).toBe(hashes.length);
  const respelled = JSON.parse(
    '{"body":[{"text":"甲","level":0,"kind":"paragraph"},{"rows":[["乙","丙"]],"kind":"table"}],"title":"标题"}',
  );
  expect(hashOf(respelled)).toBe(hashes[0]);
});

test('a body is counted over all its blocks and cells', () => {
  const body = [paragraph('城管执法'), table(['单位', '件数'], ['市容科', '26'])];
  expect(textOf(body)).toBe('城管执法\n单位\n件数\n市容科\n26');
  expect(wordsIn(body)).toBe(12);
  expect(whyNotLength([paragraph('长'.repeat(BODY_LIMIT))])).toBeNull();
  expect(whyNotLength([paragraph('长'.repeat(BODY_LIMIT - 1)), paragraph('长')])).toMatchObject({
    code: 'too_large',
  });
});
