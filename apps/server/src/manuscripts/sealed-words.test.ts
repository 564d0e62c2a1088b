import { describe, expect, test } from 'vitest';
import { paragraph } from '../../test/draft.ts';
import { isRefusal } from '../http/refusal.ts';
import { barring, eachText } from '../text/covered-words.ts';
import { whyNotCovered, withdrawnWords } from './sealed-words.ts';

const words = (before: string, after: string, asked: string[] = []) =>
  withdrawnWords({
    sealed: [{ title: '回访商户', body: [paragraph(before)], captions: [] }],
    inForce: { title: '回访商户', body: [paragraph(after)], captions: [] },
    ...{ asked, secretWords: [], today: '2026-05-20' },
  });

describe('words that a seal takes away', () => {
  test.each([
    ['personal data that was cut out', '电话13800138000，已登记。', '电话已登记。', ['13800138000']],
    ['a number of which a part is masked', '编号AB20260512已用。', '编号AB******12已用。', ['AB20260512']],
    ['a name of which a part is masked', '店主欧阳渡反映。', '店主欧阳某反映。', ['阳渡']],
    ['a name wholly masked', '店主韩志远反映。', '店主某某反映。', ['韩志远']],
    ['nothing that was only reworded', '中队开展夜间巡查。', '中队组织夜间检查。', []],
    [
      'nothing that the text in force still says',
      '电话13800138000，电话13800138000。',
      '电话13800138000。',
      [],
    ],
    ['no short number', '共12户。', '共**户。', []],
  ])('%s', (_, before, after, taken) => expect(words(before, after)).toEqual(taken));

  test('what was named besides, longest first, and only as long as it does not stand there', () => {
    expect(words('甲乙丙丁戊', '甲乙', ['丙丁', '丙丁戊', '甲乙'])).toEqual(['丙丁戊', '丙丁']);
  });
});

test('captions are read with the text', () => {
  const told = (caption: string) => ({ title: '回访商户', body: [], captions: ['夜间巡查', caption] });
  const taken = withdrawnWords({
    ...{ sealed: [told('商户韩志远（电话13800138000）')], inForce: told('商户某某') },
    ...{ asked: [], secretWords: [], today: '2026-05-20' },
  });
  expect(taken).toContain('13800138000');
});

test.each([
  ['甲', 'word_too_short'],
  ['12-34 5', 'number_too_short'],
  ['138 0013 8000', 'word_still_stands'],
  ['欧阳渡', null],
  ['123456', null],
])('a word that somebody names: %s', (word, reason) => {
  const why = whyNotCovered(word, { title: '回访', body: [paragraph('电话13800138000。')], captions: [] });
  expect(isRefusal(why) ? why.reason : null).toBe(reason);
});

describe('covering', () => {
  const bar = barring(['13800138000', '欧阳渡', 'a.b@c.cn']);
  test.each([
    ['找欧阳渡，138 0013-8000', '找███，█████████████'],
    ['１３８００１３８０００', '█'.repeat(11)],
    ['A.B@C.CN', '████████'],
    ['138001', '138001'],
    ['axb@c.cn', 'axb@c.cn'],
  ])('%s', (text, covered) => expect(bar(text)).toBe(covered));

  test('goes into any shape, and leaves names, days and hashes alone', () => {
    const id = `man_${'1'.repeat(26)}`;
    const value = {
      id,
      at: '2026-05-20T02:00:00Z',
      said: ['欧阳渡', { n: 5, deep: '请欧阳渡' }],
      none: null,
    };
    expect(eachText(value, bar)).toEqual({ ...value, said: ['███', { n: 5, deep: '请███' }] });
    expect(eachText(id, barring(['111111']))).toBe(id);
  });

  test.each([
    ['https://x.example/news/欧阳渡?of=欧阳渡', 'https://x.example/news/███?of=███'],
    ['https://x.example/%E6%AC%A7%E9%98%B3%e6%b8%a1.html', `https://x.example/${'█'.repeat(27)}.html`],
    ['https://欧阳渡.example/a', 'https://███.example/a'],
    ['https://x.example/tel/13800138000', `https://x.example/tel/${'█'.repeat(11)}`],
    [`/api/files/fil_${'1'.repeat(26)}/%E6%AC%A7%E9%98%B3%E6%B8%A1.png`, null],
    [`https://x.example/api/files/fil_${'1'.repeat(26)}/欧阳渡.png`, null],
  ])('goes into links, and leaves them links: %s', (link, covered) => {
    const left = eachText({ url: link }, bar) as { url: string };
    if (covered) expect(left.url).toBe(covered);
    expect(left.url).toMatch(/█/u);
    expect(left.url).toHaveLength(link.length);
    expect(URL.canParse(left.url, 'https://y.example')).toBe(true);
  });

  test.each([
    `https://x.example/manuscripts/man_${'1'.repeat(26)}`,
    `/manuscripts/man_${'1'.repeat(26)}?tab=text`,
  ])('leaves pages of ours alone: %s', link =>
    expect(eachText({ link }, barring(['manuscripts', 'text', 'https']))).toEqual({ link }),
  );

  test('with no words nothing changes', () => expect(barring([])('电话')).toBe('电话'));
});
