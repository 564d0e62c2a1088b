import { parseScheme } from '@xinxuan/scoring';
import { expect, test } from 'vitest';
import { searched, skeleton, textOfFile } from './skeleton.ts';

test('the skeleton is a sound scheme under whatever name is given', () => {
  for (const name of ['信息计分办法', '“试行”: {2026} #1', 'a "quoted" \\ name', '  ends with blanks ']) {
    const parsed = parseScheme(skeleton(name, 2026));
    expect(parsed).toMatchObject({ ok: true, warnings: [], scheme: { title: { zh: name.trim() } } });
  }
});

test('a file saved by an old program is read, and so is one with the mark of UTF-8', () => {
  const gbk = Uint8Array.from([0xb0, 0xec, 0xb7, 0xa8]);
  expect(textOfFile(gbk.buffer)).toBe('办法');
  expect(textOfFile(new TextEncoder().encode('﻿办法').buffer as ArrayBuffer)).toBe('办法');
});

test('presets are found by name and by the body that issued them', () => {
  const presets = [
    { title: { zh: '信息工作考核办法', en: 'Information' }, source: '市畜牧局信息工作考核安排' },
    { title: { zh: '新闻外宣奖惩办法', en: 'News of a town' }, source: '镇2021年新闻外宣奖惩办法' },
  ];
  expect(searched(presets, '畜牧')).toEqual([presets[0]]);
  expect(searched(presets, 'TOWN 2021')).toEqual([presets[1]]);
  expect(searched(presets, '办法')).toHaveLength(2);
  expect(searched(presets, '  ')).toHaveLength(2);
  expect(searched(presets, '铁路')).toEqual([]);
});
