import type { Import } from '@xinxuan/contract';
import { writeXlsx } from 'hucre/xlsx';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { settledPackage } from '../documents/package-bytes.ts';
import { readSheet } from '../documents/xlsx.ts';

let office: Office;
let chief: Client;
let outletId: string;
beforeAll(async () => {
  office = await startOffice();
  chief = await office.as('chief');
  const editor = await office.as('editor');
  const fields = { level: 'municipal', kind: 'paper', internal: false, openedOn: '2020-01-01' } as const;
  outletId = (await editor.outlets.create({ name: '东河晚报', ...fields })).id;
});
afterAll(() => office.close());

const HEAD = ['序号', '稿件标题', '报送单位', '信息员', '报送日期', '采用媒体', '采用日期', '期号', '版位'];
type Cells = (string | number | Date | null)[];

async function sheet(rows: Cells[], name = '2025年稿件.xlsx', head: Cells[] = [HEAD]): Promise<string> {
  const made = await writeXlsx({
    sheets: [
      { name: '台账', rows: [...head, ...rows] },
      { name: '说明', rows: [['x']] },
    ],
  });
  // Without the moment of its making: the same rows are the same file.
  const bytes = settledPackage(made, '台账');
  return (await office.upload('chief', name, bytes)).id;
}

/** Asks until no work is under way. */
async function settled(id: string): Promise<Import> {
  for (;;) {
    const of = await chief.imports.get({ id });
    if (!['reading', 'taking', 'undoing'].includes(of.state)) return of;
    await new Promise(resolve => setTimeout(resolve, 30));
  }
}

async function checked(rows: Cells[], name?: string): Promise<Import> {
  const opened = await chief.imports.openHistory({ fileId: await sheet(rows, name) });
  return chief.imports.map({ id: opened.id, check: true });
}

async function taken(rows: Cells[], name?: string): Promise<Import> {
  const { id } = await checked(rows, name);
  await chief.imports.take({ id, as: 'history' });
  return settled(id);
}

const GOOD: Cells[] = [
  [
    1,
    '市容科清理占道经营',
    '市容科',
    '陆晓棠',
    '2026-03-02',
    '东河晚报',
    new Date('2026-03-05'),
    '第3期',
    '头版头条',
  ],
  [2, '市容科清理占道经营', '市容科', '陆晓棠', '2026-03-02', '东河晚报', '2026年3月9日', '第7期', null],
  [3, '法制科送法进社区', '法制科', '温如意、外来人', '2026/3/4', '未采用', null, null, null],
];

describe('a history in a sheet', () => {
  test('sheet, head row and columns are proposed; the person’s choice is remembered for the same head', async () => {
    const title: Cells = ['2026年一季度信息台账'];
    const fileId = await sheet(GOOD, '台账.xlsx', [title, [], HEAD]);
    const opened = await chief.imports.openHistory({ fileId });
    expect(opened).toMatchObject({ state: 'mapping', name: '台账.xlsx', kind: 'history' });
    expect(opened.sheet).toMatchObject({
      sheets: ['台账', '说明'],
      headRow: 3,
      head: HEAD,
      remembered: false,
      mapping: { title: 1, unit: 2, authors: 3, sentOn: 4, outlet: 5, publishedOn: 6, issue: 7, position: 8 },
    });
    expect(opened.sheet!.rows.map(row => row.number)).toEqual([4, 5, 6]);
    const mapping = { title: 1, unit: 2, sentOn: 4 };
    await chief.imports.map({ id: opened.id, mapping, check: true });
    const again = await chief.imports.openHistory({ fileId });
    expect(again.sheet).toMatchObject({ remembered: true, mapping });
    await sql`delete from import_mappings`.execute(office.app.database.db);
  });

  test('columns that are needed, and a column chosen twice, are told', async () => {
    const opened = await chief.imports.openHistory({ fileId: await sheet(GOOD) });
    const map = (mapping: Record<string, number>) =>
      refusalOf(chief.imports.map({ id: opened.id, mapping, check: true }));
    expect(await map({ title: 1, unit: 2 })).toMatchObject({ reason: 'columns_missing' });
    expect(await map({ title: 1, unit: 1, sentOn: 4 })).toMatchObject({ reason: 'column_twice' });
  });

  test('every wrong cell is named, with its value, why and what to do; the marked sheet shows them', async () => {
    const of = await checked([
      [1, '', '市容科', null, '2026-03-02', null, null, null, null],
      [2, '甲', '不存在的单位', null, '2026-02-30', null, null, null, null],
      [3, '乙', '市容科', '生人', '2026-12-31', '没登记的报', '2026-03-05', null, '中缝'],
      [4, '丙', '市容科', null, null, null, null, null, null],
      [5, '丁', '市容科', null, '2026-03-02', '东河晚报', null, null, null],
    ]);
    expect(of.counts).toMatchObject({ wrong: 5, ready: 0 });
    const { rows } = await chief.imports.rows({ id: of.id });
    const said = rows.map(row => row.problems.map(({ code, cell }) => `${code} ${cell}`));
    expect(said).toEqual(
      [
        ['title_missing B2'],
        ['unit_unknown C3', 'day_bad E3'],
        ['day_future E4', 'word_unknown I4', 'outlet_unknown F4', 'author_unknown D4'],
        ['day_missing E5'],
        ['published_missing G6'],
      ].map(list => expect.arrayContaining(list)),
    );
    expect(rows[1]!.problems[0]).toMatchObject({
      value: '不存在的单位',
      zh: expect.stringContaining('名册'),
    });
    expect(await refusalOf(chief.imports.take({ id: of.id, as: 'history' }))).toMatchObject({
      reason: 'nothing_ready',
    });
    const file = await chief.imports.marked({ id: of.id });
    expect(file.name).toBe('2025年稿件-标注.xlsx');
    const answer = await fetch(`${office.url}/api/files/${file.fileId}/x.xlsx`, {
      headers: await office.headers('chief'),
    });
    const marked = await readSheet(new Uint8Array(await answer.arrayBuffer()));
    expect(marked.ok && marked.value.rows[0]!.cells.at(-1)?.text).toBe('导入检查');
    expect(marked.ok && marked.value.rows[2]!.cells.at(-1)?.text).toContain(
      'C3：单位“不存在的单位”不在名册中',
    );
  });

  test('what is right comes in with its days: items, adoptions, facts, points by the ordinary way', async () => {
    const of = await taken(GOOD, '一季度.xlsx');
    expect(of).toMatchObject({ state: 'done', manuscripts: 2, adoptions: 2, counts: { taken: 3 } });
    const found = await chief.manuscripts.list({ q: '清理占道经营' });
    expect(found.rows).toMatchObject([
      { title: '市容科清理占道经营', state: 'accepted', adoptions: 2, authors: [{ name: '陆晓棠' }] },
    ]);
    expect(found.rows[0]!.submittedAt).toBe('2026-03-02T01:00:00.000Z');
    const adoptions = await chief.adoptions.list({ outletId, sort: 'oldest' });
    expect(adoptions.rows.map(row => [row.publishedOn, row.issue, row.position, row.state])).toEqual([
      ['2026-03-05', '第3期', 'front_lead', 'verified'],
      ['2026-03-09', '第7期', 'ordinary', 'verified'],
    ]);
    const facts = await sql<{ kind: string; on_day: string }>`
      select kind, on_day from facts where voided_at is null order by on_day, kind`.execute(
      office.app.database.db,
    );
    expect(facts.rows).toEqual([
      { kind: 'submitted', on_day: '2026-03-02' },
      { kind: 'submitted', on_day: '2026-03-04' },
      { kind: 'adopted', on_day: '2026-03-05' },
      { kind: 'adopted', on_day: '2026-03-09' },
    ]);
  });

  test('the same file again warns, and no row comes in twice, alone or in another file', async () => {
    const again = await checked(GOOD, '又一份.xlsx');
    expect(again.sameFile).toHaveLength(1);
    expect(again.counts).toMatchObject({ repeated: 3, ready: 0 });
    const more = await taken([
      ...GOOD,
      [4, '法制科办案质量评查', '法制科', null, '2026-03-08', null, null, null, null],
    ]);
    expect(more.counts).toMatchObject({ repeated: 3, taken: 1 });
    const twice = await checked([GOOD[2]!.with(1, '同一行'), GOOD[2]!.with(1, '同一行')]);
    expect(twice.counts).toMatchObject({ ready: 1, repeated: 1 });
    expect((await chief.manuscripts.list({ q: '清理占道经营' })).total).toBe(1);
  });

  test('two imports of the same rows at the same time bring them in once', async () => {
    const rows: Cells[] = Array.from({ length: 30 }, (_, at) => [
      at,
      `并行第${at}件`,
      '市容科',
      null,
      '2026-04-01',
      null,
      null,
      null,
      null,
    ]);
    const [a, b] = [await checked(rows, 'a.xlsx'), await checked(rows, 'b.xlsx')];
    await Promise.all([a, b].map(({ id }) => chief.imports.take({ id, as: 'history' })));
    const [x, y] = [await settled(a.id), await settled(b.id)];
    expect((x.counts.taken ?? 0) + (y.counts.taken ?? 0)).toBe(30);
    expect((await chief.manuscripts.list({ q: '并行第' })).total).toBe(30);
  });

  test('a whole import is undone with its facts, by an act that the trail keeps; then it may come in again', async () => {
    const rows: Cells[] = [
      [1, '要撤销的一件', '市容科', null, '2026-03-12', '东河晚报', '2026-03-15', null, null],
    ];
    const of = await taken(rows, '撤销.xlsx');
    const facts = () =>
      sql`select 1 from facts where label = '要撤销的一件' and voided_at is null`.execute(
        office.app.database.db,
      );
    expect((await facts()).rows).toHaveLength(2);
    await chief.imports.undo({ id: of.id, reason: '选错了文件' });
    const undone = await settled(of.id);
    expect(undone).toMatchObject({
      state: 'undone',
      counts: { undone: 1 },
      undone: { by: '柏青', reason: '选错了文件' },
    });
    expect((await facts()).rows).toHaveLength(0);
    expect((await chief.manuscripts.list({ q: '要撤销的' })).total).toBe(0);
    const acts = await sql<{
      act: string;
    }>`select act from audit_entries where subject_id = ${of.id} order by id`.execute(office.app.database.db);
    expect(acts.rows.map(row => row.act)).toEqual([
      'imports.openHistory',
      'imports.map',
      'imports.take',
      'imports.take',
      'imports.undo',
      'imports.undo',
    ]);
    expect((await taken(rows, '撤销.xlsx')).counts).toMatchObject({ taken: 1 });
  });

  test('what was built on an import stands in the way of its undoing, and is named', async () => {
    const of = await taken([[1, '后来又被采用', '市容科', null, '2026-03-12', null, null, null, null]]);
    const { rows } = await chief.imports.rows({ id: of.id });
    const writer = await office.as('writer');
    const link = { kind: 'link', url: 'https://example.org/a' } as const;
    const where = {
      manuscriptId: rows[0]!.manuscriptId!,
      outletId,
      publishedOn: '2026-03-20',
      genre: 'long',
    } as const;
    await writer.adoptions.claim({ ...where, evidence: [link] });
    const refusal = await refusalOf(chief.imports.undo({ id: of.id, reason: '选错了' }));
    expect(refusal).toMatchObject({ code: 'wrong_state', reason: 'built_upon' });
    expect(refusal.zh).toContain('《后来又被采用》之后又登记了刊播');
  });

  test('what is worked on while the undoing runs stays with its reason, and whoever undoes is told', async () => {
    const row = (title: string): Cells => [1, title, '市容科', null, '2026-03-12', null, null, null, null];
    const of = await taken([row('撤销时有人在改'), row('撤销时无人动')], '半撤.xlsx');
    const { db } = office.app.database;
    // As a server leaves it that was killed while undoing; meanwhile somebody saves one of the items.
    await sql`update imports set state = 'undoing', undone_at = now(), undo_reason = '选错了',
      undone_by = ${office.people.chief}, beat_at = '2026-05-20T01:00:00Z' where id = ${of.id}`.execute(db);
    await sql`update manuscripts set version = version + 1 where title = '撤销时有人在改'`.execute(db);
    await chief.imports.undo({ id: of.id, reason: '选错了' });
    const left = await settled(of.id);
    expect(left).toMatchObject({ state: 'done', undone: null, counts: { taken: 1, undone: 1 } });
    const { rows } = await chief.imports.rows({ id: of.id, state: ['taken'] });
    expect(rows).toMatchObject([{ title: '撤销时有人在改', problems: [{ code: 'kept_in' }] }]);
    expect(rows[0]!.problems[0]!.zh).toContain('之后被修改或办理过');
    const told = (await chief.notices.list({})).rows.find(each => each.kind === 'import_kept');
    expect(told).toMatchObject({ link: `/imports/${of.id}` });
    expect(told!.zh).toContain('有 1 件');
    const again = chief.imports.undo({ id: of.id, reason: '选错了' });
    expect(await refusalOf(again)).toMatchObject({ reason: 'built_upon' });
    await sql`update manuscripts set version = 0 where title = '撤销时有人在改'`.execute(db);
    await chief.imports.undo({ id: of.id, reason: '选错了' });
    expect(await settled(of.id)).toMatchObject({ state: 'undone', counts: { undone: 2 } });
  });

  test('an import stopped half-way keeps what it took; work that a killed server left is gone on with', async () => {
    const rows: Cells[] = Array.from({ length: 250 }, (_, at) => [
      at,
      `长表第${at}件`,
      '市容科',
      null,
      '2026-04-02',
      null,
      null,
      null,
      null,
    ]);
    const of = await checked(rows);
    // As a server leaves it that was killed after a part of the rows.
    await sql`update imports set state = 'taking', taken_as = 'history', beat_at = '2026-05-20T01:00:00Z' where id = ${of.id}`.execute(
      office.app.database.db,
    );
    const left = await chief.imports.get({ id: of.id });
    expect(left).toMatchObject({ interrupted: true, can: { take: null } });
    await chief.imports.take({ id: of.id, as: 'history' });
    expect(await settled(of.id)).toMatchObject({ state: 'done', manuscripts: 250 });
    const stopped = await checked(rows.map(row => row.with(1, `停${String(row[1])}`)));
    await chief.imports.take({ id: stopped.id, as: 'history' });
    await refusalOf(chief.imports.cancel({ id: stopped.id })).catch(() => null);
    const end = await settled(stopped.id);
    expect(['cancelled', 'done']).toContain(end.state);
    expect((await chief.manuscripts.list({ q: '停长表' })).total).toBe(end.counts.taken ?? 0);
  });
});

test('only who may: a chief of a desk; nobody opens another’s file, and units out of reach stay out', async () => {
  const system = await office.as('system');
  expect(await refusalOf(system.imports.list({}))).toMatchObject({ code: 'forbidden' });
  const mine = await office.upload(
    'editor',
    'x.xlsx',
    await writeXlsx({ sheets: [{ name: 'a', rows: [HEAD] }] }),
  );
  expect(await refusalOf(chief.imports.openHistory({ fileId: mine.id }))).toMatchObject({
    code: 'not_found',
  });
});
