import { describe, expect, test } from 'vitest';
import { readRoster } from './read-roster.ts';
import type { RosterRow } from './roster.ts';
import { writeCsv } from './sheet-csv.ts';
import { writeRoster } from './write-roster.ts';

const HEAD = [
  '单位编码',
  '单位名称',
  '上级单位',
  '考核分组',
  '成立日期',
  '姓名',
  '登录名',
  '职务',
  '角色',
  '电话',
  '邮箱',
  '任职起',
  '任职止',
];
const ROOT = ['', '东河区综合执法局', '', '', '2009-04-01', '', '', '', '', '', '', '', ''];
const MA = [
  'A1',
  '城西中队',
  '东河区综合执法局',
  '中队组',
  '2012-05-01',
  '马 思',
  'masi',
  '副中队长',
  '信息员、编辑',
  '13812345678',
  'masi@example.org',
  '2025-01-01',
  '2026-12-31',
];

async function read(...rows: string[][]) {
  const outcome = await readRoster(writeCsv([HEAD, ...rows]));
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

/** [cell, code] of each problem, in the order of the sheet. */
async function problems(...rows: string[][]) {
  const roster = await read(...rows);
  if (roster.ok) return [];
  for (const { zh, en } of roster.problems) {
    expect(zh).toMatch(/。$/u);
    expect(`${zh}${en}`).not.toMatch(/[{}]|undefined/u);
  }
  return roster.problems.map(problem => [problem.where, problem.code]);
}

const changed = (row: string[], changes: Record<string, string>) =>
  row.map((cell, at) => changes[HEAD[at]!] ?? cell);

describe('a roster that is right', () => {
  test('is read row by row', async () => {
    expect(await read(ROOT, MA)).toMatchObject({
      ok: true,
      rows: [
        {
          row: 2,
          unit: { code: null, name: '东河区综合执法局', parent: null, group: null, openedOn: '2009-04-01' },
          person: null,
        },
        {
          row: 3,
          unit: {
            code: 'A1',
            name: '城西中队',
            parent: '东河区综合执法局',
            group: '中队组',
            openedOn: '2012-05-01',
          },
          person: {
            name: '马思',
            userName: 'masi',
            title: '副中队长',
            roles: ['correspondent', 'desk_editor'],
            phone: '13812345678',
            email: 'masi@example.org',
            fromOn: '2025-01-01',
            toOn: '2026-12-31',
          },
        },
      ],
    });
  });

  test('several people at one unit, one person at two units, other words for a role', async () => {
    const second = changed(MA, {
      姓名: '何丽君',
      登录名: 'helj',
      角色: '通讯员',
      上级单位: '',
      考核分组: '',
    });
    const elsewhere = changed(MA, { 单位编码: 'A2', 单位名称: '城东中队' });
    const roster = await read(ROOT, MA, second, elsewhere);
    expect(roster.ok && roster.rows.map(row => row.person?.roles)).toEqual([
      undefined,
      ['correspondent', 'desk_editor'],
      ['correspondent'],
      ['correspondent', 'desk_editor'],
    ]);
  });

  test('comes out as it went in', async () => {
    const roster = await read(
      ROOT,
      MA,
      changed(MA, { 姓名: '唐一鸣', 登录名: '', 电话: '', 邮箱: '', 任职止: '', 角色: '单位负责人' }),
    );
    const rows: RosterRow[] = roster.ok ? roster.rows : [];
    expect(rows).toHaveLength(3);
    const again = await readRoster(await writeRoster(rows));
    expect(again.ok && again.value.ok && again.value.rows).toEqual(rows);
  });

  test('says where a cell stands, for what is found wrong with it later', async () => {
    const roster = await read(ROOT, MA);
    expect(roster.ok && [roster.at(3, 'name'), roster.at(2, 'toOn')]).toEqual(['F3', 'M2']);
  });

  test('the columns may stand in any order, and headings may carry a star or a remark', async () => {
    const outcome = await readRoster(
      writeCsv([
        ['姓名*', '角色（必填）', '单位 名称'],
        ['马思远', '信息员', '城西中队'],
      ]),
    );
    expect(outcome.ok && outcome.value).toMatchObject({
      ok: true,
      rows: [{ person: { name: '马思远' }, unit: { name: '城西中队' } }],
    });
  });
});

describe('every problem is found, at its cell', () => {
  test.each([
    ['unknown role', { 角色: '宣传大使' }, 'I3', 'role_unknown'],
    ['no role', { 角色: '' }, 'I3', 'role_missing'],
    ['a role without a name', { 姓名: '' }, 'F3', 'person_missing'],
    ['30 February', { 任职起: '2026-02-30' }, 'L3', 'date_bad'],
    ['no date at all', { 成立日期: '去年' }, 'E3', 'date_bad'],
    ['a term that ends before it begins', { 任职起: '2027-01-01' }, 'M3', 'term_reversed'],
    ['a telephone number with a letter', { 电话: '1381234567O' }, 'J3', 'phone_bad'],
    ['an address without a domain', { 邮箱: 'masi@' }, 'K3', 'email_bad'],
    ['a user name with a space', { 登录名: 'ma si' }, 'G3', 'user_name_bad'],
    ['no unit', { 单位名称: '' }, 'B3', 'unit_missing'],
    ['a parent that is nowhere', { 上级单位: '西河区综合执法局' }, 'C3', 'parent_unknown'],
    ['a unit above itself', { 上级单位: '城西中队' }, 'C3', 'parent_cycle'],
    ['a name of a hundred characters', { 单位名称: '长'.repeat(100) }, 'B3', 'too_long'],
  ])('%s', async (_, changes, cell, code) => {
    expect(await problems(ROOT, changed(MA, changes))).toEqual([[cell, code]]);
  });

  test('two units of one name under one parent', async () => {
    expect(
      await problems(ROOT, MA, changed(MA, { 单位编码: 'A9', 姓名: '唐一鸣', 登录名: 'tangym' })),
    ).toEqual([['B4', 'unit_repeated']]);
    const alone = changed(ROOT, { 单位名称: '城南中队', 上级单位: '东河区综合执法局' });
    expect(await problems(ROOT, alone, alone)).toEqual([['B4', 'unit_repeated']]);
    expect(await problems(ROOT, alone, changed(alone, { 上级单位: '城南中队', 单位名称: '办公室' }))).toEqual(
      [],
    );
  });

  test('one unit with two groups; a name that two units bear; a circle of three', async () => {
    expect(
      await problems(ROOT, MA, changed(MA, { 考核分组: '机关组', 姓名: '唐一鸣', 登录名: 'tangym' })),
    ).toEqual([['D4', 'unit_conflicts']]);
    const office = (parent: string) => changed(ROOT, { 单位名称: '办公室', 上级单位: parent });
    expect(await problems(ROOT, MA, office('城西中队'), office('东河区综合执法局'), office(''))).toEqual([
      ['C6', 'unit_ambiguous'],
    ]);
    const unit = (name: string, parent: string) => changed(ROOT, { 单位名称: name, 上级单位: parent });
    expect(
      (await problems(unit('甲科', '乙科'), unit('乙科', '丙科'), unit('丙科', '甲科'))).map(
        ([, code]) => code,
      ),
    ).toEqual(['parent_cycle', 'parent_cycle', 'parent_cycle']);
  });

  test('one user name for two people', async () => {
    expect(await problems(ROOT, MA, changed(MA, { 姓名: '唐一鸣' }))).toEqual([['G4', 'user_name_taken']]);
  });

  test('all at once, in the order of the sheet', async () => {
    expect(
      await problems(changed(ROOT, { 成立日期: '2009-13-01' }), changed(MA, { 角色: '甲', 邮箱: 'x' })),
    ).toEqual([
      ['E2', 'date_bad'],
      ['I3', 'role_unknown'],
      ['K3', 'email_bad'],
    ]);
  });

  test('a sheet without the columns that are needed, or with one twice', async () => {
    const outcome = await readRoster(
      writeCsv([
        ['单位', '姓名', '姓名'],
        ['a', 'b', 'c'],
      ]),
    );
    const found =
      outcome.ok && !outcome.value.ok ? outcome.value.problems.map(each => [each.where, each.code]) : [];
    expect(found).toEqual([
      ['A1', 'column_missing'],
      ['C1', 'column_repeated'],
      ['A1', 'column_missing'],
    ]);
  });

  test('a parent that the system already has is no problem', async () => {
    const outcome = await readRoster(writeCsv([HEAD, MA]), ['东河区综合执法局']);
    expect(outcome.ok && outcome.value.ok).toBe(true);
  });
});
