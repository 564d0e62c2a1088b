import { expect, test } from 'vitest';
import { normalText } from './normal.ts';
import { questionOf } from './question.ts';
import { coverOf, dayNumber, termsOf, timeKeys, triplesOf, triplesSought } from './terms.ts';

test.each([
  ['simplified, whatever was written', '臺灣環境整治', ' 台湾环境整治 '],
  ['one width, no capitals, no accents', 'ＧＤＰ增长Ａ４Café', ' gdp 增长 a 4 cafe '],
  ['Chinese written together over spaces', '城 市　管理', ' 城市管理 '],
  [
    'marks between, numbers and foreign words apart',
    '拨打12345热线，当日办结。',
    ' 拨打 12345 热线 当日办结 ',
  ],
  ['line ends part what stands together', '综合\n整治', ' 综合 整治 '],
  ['radicals of broken PDF files', '⼯作', ' 工作 '],
  ['nothing', '，。！', ' '],
  ['characters beyond the basic plane', '𠮷野家', ' 𠮷野家 '],
  ['what cannot be seen', '执​法', ' 执法 '],
])('a normal text: %s', (_, text, normal) => {
  expect(normalText(text)).toBe(normal);
});

const asked = (typed: string) => {
  const { words, without } = questionOf(typed);
  return [...words.map(each => each.text), ...without.map(each => `-${each.text}`)];
};

test.each([
  ['夜市 整治', ['夜市', '整治']],
  ['城市管理', ['城市管理']],
  ['占道经营整治', ['占道', '经营', '整治']],
  ['“占道经营整治”', ['占道经营整治']],
  ['"占道经营整治"', ['占道经营整治']],
  ['「占道經營」', ['占道经营']],
  ['夜市 -烧烤 －“占道经营”', ['夜市', '-烧烤', '-占道经营']],
  ['2026年3月', [' 2026 年 3 月']],
  ['12345热线', [' 12345 热线']],
  ['ＡＩ', [' ai ']],
  ['整治，推进', ['整治', '推进']],
  ['“整治，推进”', ['整治 推进']],
  ['整治 整治', ['整治']],
  ['-', []],
  ['“', []],
  ['', []],
])('%s is looked for as %j', (typed, sought) => {
  expect(asked(typed)).toEqual(sought);
});

test('one character is looked for in titles, and what was written together is kept for the order', () => {
  expect(questionOf('桥 夜市').words).toEqual([
    { text: '桥', where: 'title' },
    { text: '夜市', where: 'text' },
  ]);
  expect(questionOf('占道经营整治').wholes).toEqual(['占道经营整治']);
  expect(questionOf('“占道经营整治”').wholes).toEqual([]);
});

test('every part of a text has its terms among those of the text', () => {
  const normal = normalText('市容科12日联合AI巡查，查处占道经营5起。');
  const whole = new Set([...termsOf(normal), ...triplesOf(normal)]);
  for (const part of [
    '占道经营',
    '处占道',
    '道经营',
    '科12日',
    'AI巡查',
    '经营5起',
    '12日联合',
    '道经营5',
    '5起',
  ]) {
    const { text } = questionOf(`“${part}”`).words[0]!;
    const { all, oneOf } = triplesSought(text);
    expect(
      [...termsOf(text), ...all].filter(term => !whole.has(term)),
      part,
    ).toEqual([]);
    expect(
      oneOf.filter(terms => !terms.some(term => whole.has(term))),
      part,
    ).toEqual([]);
  }
});

test('three characters are told apart by what follows them, and stand over no mark and no number', () => {
  const [asked] = triplesSought('占道经').oneOf;
  const follows = (text: string): number | undefined =>
    asked!.find(term => triplesOf(normalText(text)).has(term));
  expect(triplesOf(normalText('占道经营')).size).toBe(2);
  expect(triplesSought('占道经营').all).toEqual([follows('占道经营')]);
  expect(follows('占道经商')).not.toBe(follows('占道经营'));
  expect(follows('占道经，营')).toBe(follows('占道经'));
  expect(triplesOf(normalText('占道，经营5起，AI巡查 abc 1234')).size).toBe(0);
  // Below the hashes and above the keys.
  expect(asked!.every(term => term >= 0x0016_0000 && term < 0x0020_0000)).toBe(true);
});

test('two characters are a term that nothing else is', () => {
  const pair = [...termsOf('夜市')];
  expect(pair).toEqual([('夜'.charCodeAt(0) << 16) | '市'.charCodeAt(0)]);
  // Hashes and keys lie below the first Chinese character.
  for (const term of [...termsOf(' ai 12 巡'), ...timeKeys(dayNumber('2026-05-20T00:00:00Z'))])
    expect(term >= 0 && term < 0x2e00_0000).toBe(true);
});

test('a stretch of days is covered by years, months and days', () => {
  const day = (text: string): number => dayNumber(`${text}T00:00:00Z`);
  const cover = coverOf(day('2024-11-29'), day('2026-02-03'));
  // Two days, a month, a year, a month, two days.
  expect(cover).toHaveLength(7);
  for (let at = day('2024-11-29'); at < day('2026-02-03'); at++)
    expect(timeKeys(at).some(key => cover.includes(key))).toBe(true);
  for (const outside of ['2024-11-28', '2026-02-03'])
    expect(timeKeys(day(outside)).some(key => cover.includes(key))).toBe(false);
});
