import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { factsFromRows, parseScheme, type Scheme, scoreTable, type TableRow } from './index.ts';

const parsed = parseScheme(readFileSync(new URL('../schemes/street-office.yaml', import.meta.url), 'utf8'));
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const scheme: Scheme = parsed.scheme;

const row = (cells: Partial<Record<string, unknown>>): TableRow => ({
  单位: '柳荫社区',
  信息员: '甲',
  标题: '河道清淤',
  日期: '2026-03-12',
  级别: '市级',
  媒体: '晚报',
  篇幅: '长篇',
  版位: '头版头条',
  ...cells,
});

describe('rows become facts', () => {
  test('headings and words are Chinese or English; names of people part at 、', () => {
    const chinese = factsFromRows({ scheme, rows: [row({ 信息员: '甲、乙' })] });
    const english = factsFromRows({
      scheme,
      rows: [
        {
          unit: '柳荫社区',
          author: '甲 乙',
          title: '河道清淤',
          date: '2026/3/12',
          level: 'municipal',
          outlet: '晚报',
          genre: 'long item',
          position: 'front_lead',
        },
      ],
    });
    expect(chinese.problems).toEqual([]);
    expect(chinese.facts).toEqual(english.facts);
    expect(chinese.facts[0]).toMatchObject({
      kind: 'adopted',
      on: '2026-03-12',
      persons: [{ id: '甲' }, { id: '乙' }],
      attrs: { level: 'municipal', genre: 'long', position: 'front_lead', outlet: '晚报' },
    });
  });

  test.each([
    ['2026年3月2日', '2026-03-02'],
    ['2026.03.02', '2026-03-02'],
    [46083, '2026-03-02'],
    [new Date('2026-03-02T00:00:00Z'), '2026-03-02'],
    ['2026-03-02 09:15', '2026-03-02'],
  ])('the date %s is %s', (cell, on) =>
    expect(factsFromRows({ scheme, rows: [row({ 日期: cell })] }).facts[0]?.on).toBe(on),
  );

  test.each([
    ['日期', '2026-02-30', 'bad-day'],
    ['日期', '', 'bad-day'],
    ['日期', '昨天', 'bad-day'],
    ['级别', '市级级', 'unknown-word'],
    ['单位', '', 'missing'],
  ])('%s “%s” is told as %s with its row and column', (column, cell, code) => {
    const { facts, problems } = factsFromRows({ scheme, rows: [row({}), row({ [column]: cell })] });
    expect(facts).toHaveLength(1);
    expect(problems).toMatchObject([{ row: 2, column, code }]);
  });

  test('a near word is suggested', () => {
    expect(factsFromRows({ scheme, rows: [row({ 级别: '市纪' })] }).problems[0]?.zh).toContain(
      '是否为“市级”',
    );
  });

  test('with a roster, unknown and doubled names are told', () => {
    const units = [
      { id: 'u1', name: '柳荫社区' },
      { id: 'u2', name: '民政科' },
      { id: 'u3', name: '民政科' },
    ];
    const rows = [
      row({ 信息员: '' }),
      row({ 信息员: '', 单位: '柳阴社区' }),
      row({ 信息员: '', 单位: '民政科' }),
    ];
    const { facts, problems } = factsFromRows({ scheme, rows, roster: { units } });
    expect(facts.map(fact => fact.unit)).toEqual(['u1']);
    expect(problems.map(problem => [problem.row, problem.code])).toEqual([
      [2, 'unknown-unit'],
      [3, 'ambiguous'],
    ]);
    expect(problems[0]?.zh).toContain('是否为“柳荫社区”');
  });

  test('a table without the columns that are needed says which', () => {
    expect(factsFromRows({ scheme, rows: [{ 标题: 'x' }] }).problems.map(problem => problem.zh)).toEqual([
      '缺少“单位”一列',
      '缺少“日期”一列',
    ]);
  });

  test('empty rows are passed over and the others keep their numbers', () => {
    const { problems } = factsFromRows({
      scheme,
      rows: [row({}), { 单位: '', 日期: ' ' }, row({ 日期: 'x' })],
    });
    expect(problems.map(problem => problem.row)).toEqual([3]);
  });
});

describe('a table is scored', () => {
  const rows = [
    row({}),
    row({ 级别: '省级', 日期: '2026-03-20' }),
    row({ 标题: '敬老宴', 级别: '区级', 篇幅: '简讯', 版位: '' }),
    row({ 单位: '民政科', 标题: '敬老宴', 级别: '区级', 篇幅: '简讯', 版位: '' }),
  ];
  const result = scoreTable({ scheme, rows });

  // 五（二）2: 80 + 30 takes the place of 五（二）3: 60 + 20; 五（二）4: 20
  test('one title of one unit is one manuscript; the same title of another unit is another', () => {
    const totals = result.ledger.totals
      .filter(total => total.ledger === 'total')
      .map(total => [total.owner.id, total.points]);
    expect(totals).toEqual([
      ['柳荫社区', '130'],
      ['民政科', '20'],
    ]);
  });

  test('targets of submissions are left out of a table of adoptions, and named', () => {
    expect(result.leftOut.map(clause => clause.id)).toEqual([
      'submissions',
      'week',
      'quarter',
      'year',
      'major-event',
      'opinion-item',
      'opinion-day',
      'opinion-month',
    ]);
    expect(result.sheets[2]?.rows.some(cells => cells[2]?.includes('每季度少报'))).toBe(true);
  });

  test('the sheets hold places, sentences and problems', () => {
    const [totals, lines] = result.sheets;
    expect(totals?.rows.filter(cells => cells[0] === '合计')).toEqual([
      ['合计', '', '1', '柳荫社区', '130', '1'],
      ['合计', '', '2', '民政科', '20', '1'],
    ]);
    expect(lines?.rows.map(cells => cells[7])).toContain(
      '市级长篇 60 + 头版头条 20 = 80；同稿已按省级长篇计 110，取最高，本条计 0',
    );
  });
});
