/** Two versions compared: what a reader is told of each kind of change, and that nothing else is told. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { FOLDER } from '../test/presets.ts';
import {
  compareSchemes,
  editScheme,
  parseScheme,
  printedMarkdown,
  printedScheme,
  type Scheme,
} from './index.ts';

const PRESETS = readdirSync(FOLDER).map(file => ({
  file,
  text: readFileSync(new URL(file, FOLDER), 'utf8'),
}));
const street = readFileSync(new URL('street-office.yaml', FOLDER), 'utf8');

const READ = new Map<string, Scheme>();

function schemeOf(text: string): Scheme {
  const known = READ.get(text);
  if (known) return known;
  const parsed = parseScheme(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  READ.set(text, parsed.scheme);
  return parsed.scheme;
}

/** “kind sentence” of every change that an edit of the street office's scheme makes. */
function changesOf(from: string, to: string, text = street): string[] {
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  const { changes } = compareSchemes(schemeOf(text), schemeOf(edited));
  return changes.map(({ kind, place, sentence }) => `${kind} ${place} ${sentence.zh}`);
}

describe('the same scheme gives no change', () => {
  test.each(PRESETS)('$file', ({ text }) => {
    expect(compareSchemes(schemeOf(text), schemeOf(text)).changes).toEqual([]);
  });

  test.each(PRESETS)('$file without its comments, and written anew', ({ text }) => {
    const bare = text.replace(/^\s*#.*$/gm, '').replace(/ +#.*$/gm, '');
    const written = parseDocument(bare).toString({ lineWidth: 60 });
    expect(compareSchemes(schemeOf(text), schemeOf(written)).changes).toEqual([]);
  });
});

describe('each change in one sentence', () => {
  test('an amount of a table, by its words; both clauses that share the table say so', () => {
    expect(changesOf('municipal: { long: 60, brief: 30 }', 'municipal: { long: 70, brief: 30 }')).toEqual([
      'changed clause:adoption 市级长篇 60 → 70',
      'changed clause:adoption-person 市级长篇 60 → 70',
    ]);
  });

  test('in English as well', () => {
    const edited = street.replace('municipal: { long: 60', 'municipal: { long: 70');
    const [change] = compareSchemes(schemeOf(street), schemeOf(edited)).changes;
    expect(change?.sentence.en).toBe('municipal long item 60 → 70');
    expect(change?.name).toEqual({ zh: '第五条（五（二）1–4、6）', en: 'Article 5 (五（二）1–4、6)' });
  });

  test.each([
    [
      'an addition',
      'page_lead: { national: 20',
      'page_lead: { national: 25',
      [
        'changed clause:adoption 另加其他版面头条国家级 20 → 25',
        'changed clause:adoption-person 另加其他版面头条国家级 20 → 25',
      ],
    ],
    ['a plain value', '- value: 15', '- value: 16', ['changed clause:opinion-adopted 分值 15 → 16']],
    [
      'points of a target',
      'unmet: -30',
      'unmet: -20',
      ['changed clause:opinion-month 没有完成任务 −30 → −20'],
    ],
    [
      'a number owed',
      'unit.correspondents * 50\n          extra',
      'unit.correspondents * 52\n          extra',
      ['changed clause:year 任务数 本单位信息员人数 × 50 → 本单位信息员人数 × 52'],
    ],
    [
      'a condition',
      "kind: adopted, where: channel == 'opinion' ||",
      "kind: adopted, where: channel == 'news' ||",
      [
        'changed clause:opinion-adopted 条件 渠道为舆情信息，或者媒体级别为上级简报 → 渠道为宣传信息，或者媒体级别为上级简报',
      ],
    ],
    [
      'the first day',
      'from: 2013-01-01',
      'from: 2013-07-01',
      ['changed effective 施行日期 2013年1月1日 → 2013年7月1日'],
    ],
    ['the rounding', 'places: 2, mode', 'places: 1, mode', ['changed rules 得分保留的小数位数 2 → 1']],
    [
      'a ranking',
      'ledger: total\n    by: group',
      'ledger: total\n    by: all',
      ['changed ranking:standing 排名的范围 各组分别 → 全体一起'],
    ],
    [
      'a label only',
      'zh: 头版头条, en: front-page lead',
      'zh: 头版位置头条, en: front-page lead',
      ['text attributes “版位”的词 “头版头条” → “头版位置头条”'],
    ],
    [
      'the text of a rule',
      'text: { zh: 每季度少报、漏报1条扣2分,',
      'text: { zh: 每季度少报或漏报1条扣2分,',
      ['text clause:quarter 条文 “每季度少报、漏报1条扣2分” → “每季度少报或漏报1条扣2分”'],
    ],
    [
      'the printed number',
      'rule: 五（一）2\n',
      'rule: 五（一）3\n',
      ['text clause:opinion-day 原文条款号 “五（一）2” → “五（一）3”'],
    ],
    [
      'the default of a number',
      'en: correspondents }, default: 1',
      'en: correspondents }, default: 2',
      ['changed roster “信息员人数”没有载明时 1 → 2'],
    ],
  ] as [string, string, string, string[]][])('%s', (_, from, to, expected) => {
    expect(changesOf(from, to)).toEqual(expected);
  });

  test('kinds in another order are no change', () => {
    const two = street.replace(
      '- select: { kind: fault, where:',
      '- select: { kind: [fault, adopted], where:',
    );
    const turned = street.replace(
      '- select: { kind: fault, where:',
      '- select: { kind: [adopted, fault], where:',
    );
    expect(compareSchemes(schemeOf(two), schemeOf(turned)).changes).toEqual([]);
  });

  test('a bound of what may be entered', () => {
    const text = readFileSync(new URL('county-education.yaml', FOLDER), 'utf8');
    expect(
      changesOf(
        'words: { label: { zh: 字数, en: characters }, type: number }',
        'words: { label: { zh: 字数, en: characters }, type: number, most: 90000 }',
        text,
      ),
    ).toEqual(['added attributes “字数”的最大 增加：90000']);
  });

  test('another default of a switch whose answer stands is no change', () => {
    const named = street.replace('default: both', 'default: both\n    value: both');
    const other = street.replace('default: both', 'default: year-only\n    value: both');
    expect(compareSchemes(schemeOf(named), schemeOf(other)).changes).toEqual([]);
  });

  test('a cap of a period', () => {
    const text = readFileSync(new URL('county-education.yaml', FOLDER), 'utf8');
    expect(changesOf('most: 30, per: quarter', 'most: 40, per: quarter', text)).toEqual([
      'changed clause:people-local 每季合计最高 30 → 40',
    ]);
  });

  test('the answer of a switch, and what it changes', () => {
    const changed = editScheme(street, [
      { path: ['switches', 'quarter-and-year', 'value'], value: 'year-only' },
    ]);
    const { changes } = compareSchemes(schemeOf(street), schemeOf(changed ?? ''));
    expect(changes.map(({ place, sentence }) => `${place} ${sentence.zh}`)).toEqual([
      'clause:quarter 每少1 −2 → 0',
      'switches “季度少报扣2分之外，年度少报是否再扣5分” 两次都扣（文件写“在前述扣分标准以外”） → 只在年度扣',
    ]);
  });

  test('an amount of an answer that is not in force is told with that answer', () => {
    const edited = street.replace('"101": 101', '"101": 102');
    const { changes } = compareSchemes(schemeOf(street), schemeOf(edited));
    expect(
      changes.map(({ place, sentence, answer }) => [
        place,
        sentence.zh,
        answer?.zh.endsWith('按印文 101 分'),
      ]),
    ).toEqual([
      ['clause:adoption', '国家级长篇 101 → 102', true],
      ['clause:adoption-person', '国家级长篇 101 → 102', true],
    ]);
  });

  test('a clause added, one removed, one moved', () => {
    const item = `  - id: extra\n    rule: 补一\n    text: 参阅件每条8分\n    ledger: opinion\n    steps: [ { select: { kind: adopted } }, { value: 8 } ]\n\n`;
    const withExtra = street.replace('  - id: opinion-adopted\n', `${item}  - id: opinion-adopted\n`);
    const [added] = compareSchemes(schemeOf(street), schemeOf(withExtra)).changes;
    expect(added).toMatchObject({
      kind: 'added',
      place: 'clause:extra',
      sentence: { zh: '新增：参阅件每条8分' },
    });
    const [removed] = compareSchemes(schemeOf(withExtra), schemeOf(street)).changes;
    expect(removed).toMatchObject({
      kind: 'removed',
      place: 'clause:extra',
      sentence: { zh: '取消：参阅件每条8分' },
    });
    const elsewhere = street.replace('  - id: adoption\n', `${item}  - id: adoption\n`);
    const changes = compareSchemes(schemeOf(withExtra), schemeOf(elsewhere)).changes;
    expect(changes.map(({ kind, place }) => `${kind} ${place}`)).toEqual(['moved clause:extra']);
  });

  test('a step moved is no step removed and added', () => {
    const text = readFileSync(new URL('university-money.yaml', FOLDER), 'utf8');
    const credit = '      - credit: { to: persons, share: equal }\n';
    const combine = '      - combine: { key: manuscript, count: highest, rest: 0.2 }\n';
    const moved = text
      .trimEnd()
      .concat('\n')
      .replace(combine + credit, credit + combine);
    const { changes } = compareSchemes(schemeOf(text), schemeOf(moved));
    expect(changes.map(({ kind, place }) => `${kind} ${place}`)).toEqual(['moved clause:reward']);
  });
});

type Amount = { path: (string | number)[]; value: number };

/** Numbers of the clauses, ledgers and rankings that stand in the text once (an anchor would change several clauses). */
function amountsOf(text: string): Amount[] {
  const document = parseDocument(text);
  const found: Amount[] = [];
  const visit = (node: unknown, path: (string | number)[]): void => {
    if (isMap(node)) {
      if (node.anchor) return;
      for (const { key, value } of node.items)
        visit(value, [...path, String(isScalar(key) ? key.value : key)]);
    } else if (isSeq(node)) for (const [i, item] of node.items.entries()) visit(item, [...path, i]);
    else if (isScalar(node) && !node.anchor && typeof node.value === 'number')
      found.push({ path, value: node.value });
  };
  for (const key of ['clauses', 'ledgers', 'rankings', 'awards']) visit(document.getIn([key], true), [key]);
  return found.filter(({ path }) => !path.includes('for-each'));
}

const EDITS = PRESETS.flatMap(({ file, text }) => amountsOf(text).map(amount => ({ file, text, ...amount })));

test('an edit of any one amount gives exactly one change, which says the old and the new number', () => {
  expect(EDITS.length).toBeGreaterThan(400);
  const print = (scheme: Scheme) => printedMarkdown(printedScheme(scheme), 'zh');
  const shown = (number: number) => String(number).replace('-', '−');
  for (const [i, { file, text, path, value }] of EDITS.entries()) {
    const by = (i % 9) + 1;
    const parsed = parseScheme(editScheme(text, [{ path, value: value + by }]) ?? '');
    // a bound may come to stand against another; that scheme is refused and never compared
    if (!parsed.ok) continue;
    const { changes } = compareSchemes(schemeOf(text), parsed.scheme);
    const place = `${file} ${path.join('.')} ${value} + ${by}`;
    expect(changes, place).toHaveLength(1);
    // what is in force is in print: the document changes with it
    if (!changes[0]?.answer) expect(print(parsed.scheme), place).not.toBe(print(schemeOf(text)));
    for (const words of [changes[0]?.sentence.zh, changes[0]?.sentence.en]) {
      expect(words, place).toContain(shown(value));
      expect(words, place).toContain(shown(value + by));
    }
  }
}, 120_000);
