import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf, type Office, refusalOf, signIn, startOffice } from '../../../test/office.ts';
import { readRoster } from '../../documents/read-roster.ts';
import { readSheet, writeSheet } from '../../documents/xlsx.ts';

let office: Office;
let chief: Client;
beforeAll(async () => {
  office = await startOffice();
  chief = await office.as('chief');
});
afterAll(() => office.close());

const HEAD = [
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
type Row = Partial<Record<(typeof HEAD)[number], string>>;

async function upload(rows: Row[], person: 'chief' | 'system' = 'chief'): Promise<string> {
  const bytes = await writeSheet({
    sheets: [
      {
        name: '名册',
        columns: HEAD.map(title => ({ title, width: 12 })),
        rows: rows.map(row => HEAD.map(title => row[title] ?? null)),
      },
    ],
  });
  return (await office.upload(person, '名册.xlsx', bytes)).id;
}

const check = async (rows: Row[]) => chief.network.roster.check({ fileId: await upload(rows) });
const problems = async (rows: Row[]) =>
  (await check(rows)).problems.map(({ cell, reason }) => `${cell} ${reason}`);

async function counts() {
  const found = await sql<{ units: number; people: number; posts: number; groups: number }>`
    select (select count(*) from units) as units, (select count(*) from people) as people,
      (select count(*) from appointments) as posts, (select count(*) from assessment_groups) as groups`.execute(
    office.app.database.db,
  );
  return found.rows[0]!;
}

async function download(fileId: string, person: 'chief' | 'system'): Promise<Response> {
  return fetch(`${office.url}/api/files/${fileId}/file.xlsx`, { headers: await office.headers(person) });
}

async function bytesOf(fileId: string): Promise<Uint8Array> {
  return new Uint8Array(await (await download(fileId, 'chief')).arrayBuffer());
}

const STREET: Row[] = [
  {
    单位名称: '东河街道',
    上级单位: '东河区综合执法局',
    考核分组: '街道',
    姓名: '江一帆',
    角色: '信息员',
    电话: '8801',
  },
  { 单位名称: '东河街道', 姓名: '江一帆', 角色: '单位负责人' },
  {
    单位名称: '柳荫社区',
    上级单位: '东河街道',
    姓名: '单小月',
    登录名: 'xiaoyue',
    角色: '通讯员',
    任职起: '2026-03-01',
  },
  { 单位名称: '市容科', 姓名: '陆晓棠', 职务: '四级主办', 角色: '信息员' },
];

test('a check counts what an import would do and writes nothing', async () => {
  const before = await counts();
  expect(await check(STREET)).toEqual({
    problems: [],
    units: { added: 2, kept: 1 },
    people: { added: 2, changed: 1, kept: 0 },
    appointments: { added: 3, kept: 1 },
  });
  expect(await counts()).toEqual(before);
});

test('an import is taken in whole, hands back first passwords, and adds nothing the second time', async () => {
  const fileId = await upload(STREET);
  const before = await counts();
  const done = await chief.network.roster.apply({ fileId });
  expect(done).toMatchObject({ unitsAdded: 2, peopleAdded: 2, appointmentsAdded: 3 });
  expect(await counts()).toEqual({
    units: before.units + 2,
    people: before.people + 2,
    posts: before.posts + 3,
    groups: before.groups + 1,
  });
  const { units } = await chief.network.units.list({});
  const street = units.find(unit => unit.name === '东河街道')!;
  expect(street).toMatchObject({ kind: 'street', group: { name: '街道' }, depth: 1 });
  expect(units.find(unit => unit.name === '柳荫社区')).toMatchObject({
    kind: 'community',
    parentId: street.id,
    openedOn: '2026-03-01',
  });
  const { rows } = await chief.network.people.list({ q: '陆晓棠' });
  expect(rows[0]!.title).toBe('四级主办');

  const sheet = await readSheet(await bytesOf(done.firstPasswordFileId!));
  if (!sheet.ok) throw new Error(sheet.refusal.zh);
  const cells = sheet.value.rows.slice(1).map(row => row.cells.map(cell => cell.text));
  expect(cells.map(row => row.slice(0, 3))).toEqual([
    ['东河街道', '江一帆', 'jiangyifan'],
    ['柳荫社区', '单小月', 'xiaoyue'],
  ]);
  const client = clientOf(office.url, { cookie: await signIn(office.url, 'xiaoyue', cells[1]![3]) });
  expect(await client.session.me()).toMatchObject({
    mustChangePassword: true,
    posts: [{ role: 'correspondent', unit: { name: '柳荫社区' } }],
  });

  const after = await counts();
  expect(await chief.network.roster.apply({ fileId })).toEqual({
    unitsAdded: 0,
    peopleAdded: 0,
    appointmentsAdded: 0,
    firstPasswordFileId: null,
  });
  const today = office.time.now;
  office.time.now = new Date(today.getTime() + 3 * 86_400_000);
  const later = clientOf(office.url, { cookie: await signIn(office.url, 'chief') });
  expect((await later.network.roster.apply({ fileId })).appointmentsAdded).toBe(0);
  office.time.now = today;
  expect(await counts()).toEqual(after);
});

test('the first passwords open for nobody but who imported', async () => {
  const done = await chief.network.roster.apply({
    fileId: await upload([{ 单位名称: '法制科', 姓名: '常青', 角色: '信息员' }]),
  });
  expect((await download(done.firstPasswordFileId!, 'system')).status).toBe(404);
  expect((await download(done.firstPasswordFileId!, 'chief')).status).toBe(200);
  const password = (await readSheet(await bytesOf(done.firstPasswordFileId!))) as {
    ok: true;
    value: { rows: { cells: { text: string }[] }[] };
  };
  const secret = password.value.rows[1]!.cells[3]!.text;
  const kept = await sql<{ text: string }>`select row_to_json(e)::text as text from audit_entries e
    union all select row_to_json(k)::text from idempotency_keys k`.execute(office.app.database.db);
  expect(kept.rows.filter(row => row.text.includes(secret))).toEqual([]);
});

test('what an export writes, the check takes back without a word, also with names that repeat', async () => {
  const system = await office.as('system');
  const add = (parentId: string, name: string) =>
    system.network.units.create({
      parentId,
      name,
      shortName: name,
      kind: 'section',
      groupId: null,
      deskName: null,
      openedOn: '2026-01-01',
    });
  for (const above of [office.units.law, office.units.squad])
    await add((await add(above, '综合组')).id, '内勤');
  const { fileId, name } = await chief.network.roster.export({});
  expect(name).toBe('名册 2026-05-20.xlsx');
  const exported = await readRoster(await bytesOf(fileId), ['法制科/综合组', '城东中队/综合组']);
  if (!exported.ok || !exported.value.ok) throw new Error('unreadable export');
  expect(exported.value.rows.map(row => row.unit.parent)).toContain('法制科/综合组');
  const again = await office.upload('chief', name, await bytesOf(fileId));
  const checked = await chief.network.roster.check({ fileId: again.id });
  const all = await counts();
  expect(checked).toEqual({
    problems: [],
    units: { added: 0, kept: all.units },
    people: { added: 0, changed: 0, kept: all.people },
    appointments: { added: 0, kept: all.posts },
  });
  expect((await chief.network.roster.export({ asOf: '2019-01-01' })).name).toContain('2019-01-01');
});

test('every bad cell is reported at once, by its address', async () => {
  expect(
    await problems([
      { 单位名称: '法制科', 姓名: '甲某', 角色: '信息员', 任职起: '2026-02-30' },
      { 单位名称: '法制科', 姓名: '乙某', 角色: '通信员' },
      { 单位名称: '新科', 上级单位: '没有的科', 姓名: '丙某', 角色: '信息员' },
      { 姓名: '丁某', 角色: '信息员', 邮箱: 'x@' },
    ]),
  ).toEqual(['K2 date_bad', 'H3 role_unknown', 'B4 parent_unknown', 'A5 unit_missing', 'J5 email_bad']);
});

test('what contradicts the register is reported, never overwritten or guessed', async () => {
  expect(
    await problems([
      { 单位名称: '法制科', 考核分组: '中队', 姓名: '温如意', 角色: '信息员' },
      { 单位名称: '法制科', 姓名: '温如意', 登录名: 'other.writer', 角色: '信息员', 任职止: '2026-12-31' },
      { 单位名称: '法制科', 姓名: '韩志远', 角色: '信息员' },
      { 单位名称: '法制科', 姓名: '别人', 登录名: 'writer', 角色: '信息员' },
      { 单位名称: '法制科', 姓名: '旧人', 角色: '信息员', 任职起: '2019-05-01', 任职止: '2019-06-01' },
      { 单位名称: '内勤', 姓名: '谁', 角色: '信息员' },
      { 单位名称: '市容科', 姓名: '同名', 角色: '信息员' },
      { 单位名称: '城东中队', 姓名: '同名', 角色: '信息员' },
    ]),
  ).toEqual([
    'C2 unit_differs',
    'B7 unit_ambiguous',
    'F4 person_unclear',
    'F5 user_name_taken',
    'F9 person_unclear_here',
    'L3 post_differs',
    'K6 post_outside',
  ]);
});

test('a file with problems is refused whole and leaves nothing behind', async () => {
  const before = await counts();
  const fileId = await upload([
    { 单位名称: '新设科', 姓名: '新某', 角色: '信息员' },
    { 单位名称: '新设科', 姓名: '坏某', 角色: '不存在' },
  ]);
  const refused = await refusalOf(chief.network.roster.apply({ fileId }));
  expect(refused).toMatchObject({ code: 'invalid', reason: 'roster_problems' });
  expect(refused.details?.['problems']).toMatchObject([{ cell: 'H3', reason: 'role_unknown' }]);
  expect(await counts()).toEqual(before);
});

test('two units of one name below the same unit are reported', async () => {
  expect(
    await problems([
      { 单位名称: '双生科', 上级单位: '东河区综合执法局' },
      { 单位名称: '双生科', 上级单位: '东河区综合执法局' },
    ]),
  ).toEqual(['A3 unit_repeated']);
});

test('administrators are not made by roster', async () => {
  expect(await problems([{ 单位名称: '市容科', 姓名: '柏青', 登录名: 'chief', 角色: '安全管理员' }])).toEqual(
    ['H2 role_not_granted'],
  );
});

test('nobody reads a roster that somebody else uploaded, nor a file that is no workbook', async () => {
  const foreign = await upload(STREET, 'system');
  expect(await refusalOf(chief.network.roster.check({ fileId: foreign }))).toMatchObject({
    code: 'not_found',
  });
  const text = await office.upload('chief', '名册.pdf', '%PDF-1.4 not a roster');
  expect(await refusalOf(chief.network.roster.check({ fileId: text.id }))).toMatchObject({
    code: 'unreadable_file',
  });
});
