import { countBody } from '@xinxuan/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQuality, RULES, repaired, repairedThroughout } from './check.ts';
import { chineseNumber, numberOfChinese } from './chinese-number.ts';
import { type Example, exampleText, type Rule } from './rule.ts';

const shown = (example: Example): string =>
  typeof example === 'string'
    ? example
    : (example.parts?.map(part => part.text).join('／') ?? '').slice(0, 40);
const cases = (which: 'wrong' | 'right') =>
  RULES.flatMap(rule => rule[which].map(example => [rule.id, shown(example), rule, example] as const));

it('has one id for each rule, and examples for and against it', () => {
  const ids = RULES.map(rule => rule.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const rule of RULES) {
    expect(rule.wrong.length, rule.id).toBeGreaterThan(0);
    expect(rule.right.length, rule.id).toBeGreaterThan(0);
  }
});

it('says the number of words that stands on the page', () => {
  const rule = RULES.find(each => each.id === 'C1')!;
  const rows = ['投诉由23件降到6件。', '城东', '23'].map(text => ({ kind: 'paragraph' as const, text }));
  const parts = [{ kind: 'title' as const, text: '标题不计' }, ...rows];
  const [hit] = rule.find(exampleText({ parts, genre: 'long' }));
  expect(hit?.named?.zh).toBe(`现有${countBody(rows)}字，少于150字`);
});

describe('finds what is wrong, and nothing after its repair', () => {
  it.each(cases('wrong'))('%s %s', (_id, _words, rule: Rule, example) => {
    const text = exampleText(example);
    const hits = rule.find(text);
    expect(hits).not.toEqual([]);
    for (const hit of hits) {
      expect(hit.from).toBeGreaterThanOrEqual(0);
      expect(hit.to).toBeLessThanOrEqual(text.parts[hit.part]?.text.length ?? -1);
    }
    const findings = checkQuality(text).filter(each => each.rule === rule.id && each.repair !== null);
    if (findings.length === hits.length && findings.length > 0)
      expect(rule.find(repaired(text, findings))).toEqual([]);
  });
});

describe('stays silent where all is right', () => {
  it.each(cases('right'))('%s %s', (_id, _words, rule: Rule, example) => {
    expect(rule.find(exampleText(example))).toEqual([]);
  });
});

it('tells in both languages, with nothing left to fill in', () => {
  for (const [, , rule, example] of cases('wrong')) {
    for (const finding of checkQuality(exampleText(example)).filter(each => each.rule === rule.id)) {
      expect(finding.zh).not.toMatch(/[{}]/u);
      expect(finding.en.replace(/“[^”]*”/gu, '')).not.toMatch(/[{}]/u);
    }
  }
});

it('switches a rule off and gives another severity', () => {
  const text = exampleText('居民反应的问题,己经办结。');
  const found = checkQuality(
    text,
    new Map([
      ['P1', 'off'],
      ['W1', 'note'],
    ]),
  );
  expect(found.map(each => [each.rule, each.severity])).toEqual([
    ['W1', 'note'],
    ['W1', 'note'],
  ]);
});

it('tells a title that repeats itself once, after its length', () => {
  const text = exampleText({
    parts: [{ kind: 'title', text: '城东中队开展夜间巡查整治占道经营'.repeat(12) }],
  });
  const found = checkQuality(text);
  expect(found.map(each => each.rule)).toEqual(['C2-most', 'W5']);
  expect(repairedThroughout(text).parts[0]?.text).toBe('城东中队开展夜间巡查整治占道经营');
});

it('offers no full stop for the number of a list that strayed to the end', () => {
  for (const stray of ['1.', '（二）', '三、']) {
    const text = exampleText(`中队开展夜间巡查，共清理占道经营18处。${stray}`);
    expect(repairedThroughout(text).parts).toEqual(text.parts);
  }
});

it('counts a sentence in one way', () => {
  const text = exampleText('共发现问题十二处，当天整改九处，三处限期整改。另有三处待定，第三处最难。');
  expect(checkQuality(text).map(each => [each.rule, each.text])).toEqual([
    ['N2', '十二'],
    ['N2', '九'],
    ['N2', '三'],
  ]);
});

it('puts all repairs in at once', () => {
  const text = exampleText('26年3月,居民反应的问题己经办结.');
  expect(repaired(text, checkQuality(text)).parts[0]?.text).toBe('26年3月，居民反映的问题已经办结。');
});

it('restores a text that a conversion made traditional and filled with readings', () => {
  const damaged =
    '為加強(qiáng)城(chéng)管執(zhí)法隊(duì)伍建設(shè),各中隊(duì)應(yīng)當(dāng)開(kāi)展巡查。';
  const restored = repairedThroughout(exampleText(damaged));
  expect(restored.parts[0]?.text).toBe('为加强城管执法队伍建设，各中队应当开展巡查。');
});

const MARKS = [...'，。；：、！？“”（）《》…—,.;:!?"()%～-〔〕[]@&<>★'];
const WORDS = [
  ...'城管中队开展巡查的是在与一二三是占第年月日倍超过约左右共其',
  '同比下降',
  '其中',
  '2026年',
  '3',
  '50件',
  '%',
  'zhong',
  '後',
];
const anything = fc
  .array(fc.oneof(fc.constantFrom(...MARKS), fc.constantFrom(...WORDS), fc.string({ maxLength: 3 })), {
    maxLength: 80,
  })
  .map(parts => parts.join(''));

it('never throws, keeps its places inside the text and repairs without overlap', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 4 }), texts => {
      const text = exampleText({ parts: texts.map(words => ({ kind: 'paragraph' as const, text: words })) });
      const findings = checkQuality(text);
      for (const finding of findings) {
        const part = text.parts[finding.part]?.text ?? '';
        expect(part.slice(finding.from, finding.to)).toBe(finding.text);
      }
      const repairs = findings.filter(each => each.repair !== null);
      repairs.forEach((each, index) => {
        const next = repairs[index + 1];
        if (next && next.part === each.part) expect(next.from).toBeGreaterThanOrEqual(each.to);
      });
      repaired(text, findings);
    }),
    { numRuns: 400 },
  );
});

it('writes and reads Chinese numerals', () => {
  expect([0, 9, 10, 15, 20, 99, 100, 102, 115, 999].map(chineseNumber)).toEqual([
    '零',
    '九',
    '十',
    '十五',
    '二十',
    '九十九',
    '一百',
    '一百零二',
    '一百一十五',
    '九百九十九',
  ]);
  for (let value = 0; value < 1000; value++) expect(numberOfChinese(chineseNumber(value))).toBe(value);
  expect([numberOfChinese(''), numberOfChinese('十百')]).toEqual([null, null]);
});
