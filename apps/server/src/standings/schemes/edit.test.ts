import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, type Office, refusalOf, startOffice } from '../../../test/office.ts';
import { STREET_OFFICE } from '../../../test/street-office.ts';

let office: Office;
let assessor: Client;
beforeAll(async () => {
  office = await startOffice({ now: '2026-05-20T02:00:00Z' });
  assessor = await office.as('assessor');
});
afterAll(() => office.close());

const CELL = ['clauses', 0, 'steps', 1, 'value', 'table', 'provincial', 'long'];

test('a cell changed in the form changes that number of the text and nothing else', async () => {
  const { yaml, document, problems } = await assessor.schemes.edit({
    yaml: STREET_OFFICE,
    edits: [{ do: 'set', path: CELL, value: 85 }],
  });
  expect(yaml).toBe(STREET_OFFICE.replace('{ long: 80, brief: 40 }', '{ long: 85, brief: 40 }'));
  expect(problems).toEqual([]);
  expect(document).toMatchObject({ scheme: 'street-office' });
});

test('what is wrong with a cell is told with its path, and the form stays open', async () => {
  const checked = await assessor.schemes.edit({
    yaml: STREET_OFFICE,
    edits: [{ do: 'set', path: CELL, value: '八十' }],
  });
  expect(checked.document).not.toBeNull();
  expect(checked.problems.map(problem => problem.path)).toContain(
    'clauses[0].steps[1].value.table.provincial.long',
  );
});

test('shared steps are named, open questions come with their letters', async () => {
  const { shared, questions } = await assessor.schemes.check({ yaml: STREET_OFFICE });
  expect(shared).toContain('clauses[0].steps[1]');
  expect(questions.find(question => question.letter === 'a')?.answer.zh).toBe('后期补记差额');
});

test('a text that is not YAML is checked without a form, and the form cannot change it', async () => {
  const broken = `${STREET_OFFICE}\n  - id: [`;
  const checked = await assessor.schemes.check({ yaml: broken });
  expect(checked).toMatchObject({ document: null, clauses: [] });
  expect(checked.problems[0]?.line).toBeGreaterThan(200);
  const edits = [{ do: 'set' as const, path: ['title'], value: '新' }];
  expect(await refusalOf(assessor.schemes.edit({ yaml: broken, edits }))).toMatchObject({
    reason: 'text_unreadable',
  });
});

test('a part that others share is not taken away', async () => {
  const edits = [{ do: 'remove' as const, path: ['clauses', 0] }];
  expect(await refusalOf(assessor.schemes.edit({ yaml: STREET_OFFICE, edits }))).toMatchObject({
    code: 'invalid',
    reason: 'part_cannot_change',
  });
});

test('example rows are scored under the text as it stands, each line with its sentence and its rows', async () => {
  const rows = [
    { 单位: '市容科', 日期: '2026-03-12', 稿件编号: '1', 媒体级别: '市级', 篇幅: '长篇', 版位: '头版头条' },
    { 单位: '市容科', 日期: '2026-03-15', 稿件编号: '1', 媒体级别: '省级', 篇幅: '长篇', 版位: '头版头条' },
    { 单位: '法制科', 日期: '三月', 稿件编号: '2', 媒体级别: '市级', 篇幅: '长篇', 版位: '' },
    { 单位: '法制科', 日期: '2026-03-16', 稿件编号: '3', 媒体级别: '镇级', 篇幅: '长篇', 版位: '' },
  ];
  const run = await assessor.schemes.dryRun({ yaml: STREET_OFFICE, rows });
  const mine = run.lines.filter(line => line.owner === '市容科' && line.ledger === '宣传信息');
  expect(mine.map(line => [line.rows, line.status, line.points])).toEqual([
    [[1], 'superseded', '0'],
    [[2], 'counted', '110'],
  ]);
  expect(mine[1]?.zh).toBe('省级长篇 80 + 头版头条 30 = 110');
  expect(run.rowProblems.map(({ row, column }) => [row, column])).toEqual([
    [3, '日期'],
    [4, '媒体级别'],
  ]);
  expect(run.untouched.length).toBeGreaterThan(0);
  const more = await assessor.schemes.dryRun({ yaml: STREET_OFFICE.replace('long: 80', 'long: 85'), rows });
  expect(more.totals.find(total => total.owner === '市容科' && total.ledger === '宣传信息')?.points).toBe(
    '115',
  );
  expect(await assessor.schemes.dryRun({ yaml: 'clauses: 3', rows })).toMatchObject({
    unfit: expect.any(Number),
    lines: [],
  });
});

test('rows of different headings are read together; real facts come as rows', async () => {
  const run = await assessor.schemes.dryRun({
    yaml: STREET_OFFICE,
    rows: [
      { 单位: '市容科', 日期: '2026-03-12' },
      { 单位: '市容科', 日期: '2026-03-12', level: 'municipal', genre: 'brief' },
    ],
  });
  expect(run.rowProblems).toEqual([]);
  expect(await assessor.schemes.realExamples({ unitId: office.units.law })).toEqual([]);
  expect(
    await refusalOf((await office.as('writer')).schemes.realExamples({ unitId: office.units.law })),
  ).toMatchObject({
    code: 'forbidden',
  });
});

test('a roster with the examples gives targets their numbers; whoever it does not list is there all the same', async () => {
  const sent = (unit: string) => ({ 种类: 'submitted', 单位: unit, 日期: '2026-03-31', 作者: '某甲' });
  const rows: Record<string, string>[] = [
    { 名册: '是', 单位: '市容科', 组: '一组', 类别: 'section', correspondents: '2' },
    { 名册: '是', 单位: '财务科', 类别: '无此类' },
    sent('市容科'),
    sent('法制科'),
  ];
  const run = await assessor.schemes.dryRun({ yaml: STREET_OFFICE, rows, asOf: '2026-04-01' });
  const quarter = (owner: string) =>
    run.lines.find(line => line.owner === owner && line.rule === '五（二）5' && line.points !== '0')?.points;
  // Thirteen weeks, one item a week and correspondent, 2 points each: 26 - 1 and 13 - 1 are missing.
  expect([quarter('市容科'), quarter('法制科')]).toEqual(['-50', '-24']);
  expect(run.rowProblems).toEqual([]);
  expect(run.rosterProblems.map(({ row, column }) => [row, column])).toEqual([[2, '类别']]);
});
