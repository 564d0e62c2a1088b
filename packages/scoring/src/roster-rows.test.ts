/** A table of what happened and a roster beside it: columns, numbers, co-units, shares, and what nobody understood. */
import { describe, expect, test } from 'vitest';
import { clause, HEAD, LEDGER } from '../test/small-scheme.ts';
import { parseScheme, rosterFromRows, type Scheme, scoreTable, type TableRow } from './index.ts';

function schemeOf(text: string): Scheme {
  const parsed = parseScheme(HEAD + LEDGER + text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.scheme;
}
const QUOTA = schemeOf(
  clause(
    '{ select: { kind: submitted } }, { tally: { of: count, per: quarter } }, { target: { number: unit.staff, missing: -1 } }',
  ),
);
const ROWS: TableRow[] = [
  { 单位: '甲', 组: '一组', 类别: '乡镇', 人数: '3', 起: '2026-01-01' },
  { 单位: '乙', 组: '二组', 类别: '部门、院校', 人数: '十', 止: '2026年6月', 电话: '1' },
  { 单位: '甲', 姓名: '张', 角色: 'editor' },
  { 单位: '', 姓名: '' },
  { 单位: '', 姓名: '王' },
];

describe('a roster', () => {
  const { roster, problems, unread } = rosterFromRows(QUOTA, ROWS);

  test('has units with their group, classes and numbers, and persons with their role', () => {
    expect(roster.units[0]).toEqual({
      id: '甲',
      name: '甲',
      group: '一组',
      classes: ['town'],
      numbers: { staff: '3' },
      from: '2026-01-01',
    });
    expect(roster.units[1]?.classes).toEqual(['bureau']);
    expect(roster.persons?.map(({ id, unit, role }) => [id, unit, role])).toEqual([['张', '甲', 'editor']]);
  });

  test('tells what it could not read', () => {
    expect(problems.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, '止', 'bad-day'],
      [2, '类别', 'unknown-word'],
      [2, '人数', 'bad-decimal'],
      [5, '单位', 'missing'],
    ]);
    expect(unread).toEqual(['电话']);
  });

  test('gives its numbers to the rules', () => {
    const rows = [{ 种类: '报送', 单位: '甲', 标题: '一', 日期: '2026-02-01' }];
    const scored = scoreTable({ scheme: QUOTA, rows, roster, asOf: '2026-03-31' });
    expect(scored.ledger.totals.find(total => total.owner.id === '甲')?.points).toBe('-2');
    expect(scored.problems).toEqual([]);
  });
});

describe('a table', () => {
  test('has the columns that its rows have, whatever the first one has', () => {
    const scheme = schemeOf(clause('{ select: { kind: adopted } }, { value: "front ? 5 : 1" }'));
    const rows = [
      { 单位: '甲', 标题: '一', 日期: '2026-02-01' },
      { 单位: '甲', 标题: '二', 日期: '2026-02-01', 头版: '是', 备注: '急' },
    ];
    const scored = scoreTable({ scheme, rows });
    expect(scored.ledger.lines.map(line => line.points).sort()).toEqual(['1', '5']);
    expect(scored.unread).toEqual(['备注']);
  });

  test('names joint units, a lead and stated shares', () => {
    const scheme = schemeOf(
      clause('{ select: { kind: adopted } }, { value: 10 }, { credit: { to: units, share: equal } }') +
        '  - { id: p, rule: "2", ledger: own, steps: [ { select: { kind: adopted } }, { value: 10 }, { combine: { key: lead } }, { credit: { to: persons, share: stated } } ] }\n',
    );
    const row = { 单位: '甲', 协作单位: '乙', 日期: '2026-02-01', 线索: '开工', 作者: '张、王' };
    const scored = scoreTable({
      scheme,
      rows: [
        { ...row, 标题: '一', 比例: '60%、0.4' },
        { ...row, 标题: '二', 比例: '六成' },
      ],
    });
    const points = (id: string) =>
      scored.ledger.lines.filter(line => line.owner.id === id).map(line => line.points);
    expect([points('甲'), points('乙'), points('张'), points('王')]).toEqual([['5'], ['5'], ['6'], ['4']]);
    expect(scored.problems.map(problem => [problem.row, problem.code])).toEqual([[2, 'bad-decimal']]);
  });

  test('that is complete settles what nothing was done for', () => {
    const rows = [{ 种类: '采用', 单位: '甲', 标题: '一', 日期: '2026-02-01' }];
    const of = (complete: boolean) => scoreTable({ scheme: QUOTA, rows, complete, asOf: '2026-12-31' });
    expect(of(false).leftOut.length).toBe(1);
    expect(of(true).ledger.totals[0]?.points).toBe('-8');
  });

  test('is scored over the scoring years that its facts lie in', () => {
    const scheme = { ...QUOTA, year: { month: 12, day: 1 } };
    const rows = [{ 种类: '报送', 单位: '甲', 标题: '一', 日期: '2025-12-05' }];
    const { period, asOf } = scoreTable({ scheme, rows });
    expect([period, asOf]).toEqual([{ from: '2025-12-01', to: '2026-11-30' }, '2025-12-05']);
  });
});
