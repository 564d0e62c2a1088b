import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { RosterProblem } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSheet } from '../src/documents/xlsx.ts';
import { diskFiles } from '../src/files/disk.ts';
import { newId } from '../src/ids.ts';
import { draftOf, PNG, paragraph } from './draft.ts';
import { expectWords, keepingNothing, refusedWhole, upload } from './kept.ts';
import { type Client, clientOf, type Office, PEOPLE_NAMES, startOffice } from './office.ts';
import { accepted, STREET_OFFICE } from './street-office.ts';

let office: Office;
let writer: Client;
let editor: Client;
beforeAll(async () => {
  office = await startOffice();
  for (const person of PEOPLE_NAMES) await office.headers(person);
  writer = await office.as('writer');
  editor = await office.as('editor');
});
afterAll(() => office.close());

describe('a form that says what cannot be', () => {
  const create = (change: object) =>
    writer.manuscripts.create({ ...draftOf(office), sourceFileId: null, ...change });

  test('30 February', async () => {
    const refusal = await refusedWhole(office, () => create({ eventOn: '2026-02-30' }), {
      status: 422,
      code: 'invalid',
      reason: 'bad_input',
      zh: [/没有保存.*事件日期/u],
      en: [/nothing was saved.*eventOn/u],
    });
    expect(refusal.fields?.['eventOn']).toMatchObject({ zh: expect.stringContaining('日期不存在') });
  });

  test('an unknown unit', async () => {
    const unitId = newId('unit', office.time.now);
    await refusedWhole(office, () => create({ unitId }), {
      status: 404,
      code: 'not_found',
      reason: 'not_found',
      zh: [/没有找到所选单位/u, /刷新/u],
      en: [/chosen unit was not found/u, /refresh/u],
    });
  });

  test('a body of 100,000 characters', async () => {
    const body = [paragraph('长'.repeat(50_000)), paragraph('长'.repeat(50_000))];
    await refusedWhole(office, () => create({ body }), {
      status: 413,
      code: 'too_large',
      reason: 'body_too_long',
      zh: [/100001 字符/u, /附件/u],
      en: [/100001 characters/u, /attach/u],
    });
  });
});

describe('two at once', () => {
  test('the same manuscript in the same outlet and issue, one after the other and at the same time', async () => {
    const { id: outletId } = await editor.outlets.create({
      name: '东河执法简报',
      level: 'inhouse',
      kind: 'bulletin',
      internal: true,
      openedOn: '2020-01-01',
    });
    const manuscriptId = await accepted(office);
    const adopt = (issue: string) =>
      editor.adoptions.adopt({ manuscriptId, outletId, publishedOn: '2026-05-20', genre: 'long', issue });
    await adopt('第20期');
    const twice = {
      status: 409,
      code: 'conflict',
      zh: [/东河执法简报.*不能重复/u, /不同的日期或期号/u],
      en: [/twice/u, /own day or issue/u],
    };
    await refusedWhole(office, () => adopt('第20期'), { ...twice, reason: 'adopted_already' });
    const other = await accepted(office, '市容科为小摊主送去雨棚');
    const both = await Promise.allSettled(
      [1, 2].map(() =>
        editor.adoptions.adopt({
          manuscriptId: other,
          outletId,
          publishedOn: '2026-05-20',
          genre: 'long',
          issue: '第21期',
        }),
      ),
    );
    expect(both.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    const rows = await sql<{
      n: number;
    }>`select count(*) as n from adoptions where manuscript_id = ${other}`.execute(office.app.database.db);
    expect(rows.rows[0]?.n).toBe(1);
  });

  test('two editors saving the same revision: one is kept, the other is told', async () => {
    const id = await accepted(office, '市容科回访夜市摊主');
    const { version } = await editor.manuscripts.get({ id });
    const chief = await office.as('chief');
    const edit = (client: Client, text: string) =>
      client.reviews.desk.edit({ id, version, title: '编辑后的标题', body: [paragraph(text)] });
    const both = await Promise.allSettled([edit(editor, '编辑甲的文字。'), edit(chief, '编辑乙的文字。')]);
    expect(both.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    const { deskText } = await editor.manuscripts.get({ id });
    const kept = both.findIndex(each => each.status === 'fulfilled');
    expect(deskText?.body).toEqual([paragraph(['编辑甲的文字。', '编辑乙的文字。'][kept]!)]);
    await refusedWhole(office, () => edit(chief, '编辑乙再存一次。'), {
      status: 409,
      code: 'stale',
      reason: 'stale',
      zh: [/已被他人改动/u, /没有保存.*刷新/u],
      en: [/Somebody changed this/u, /not saved.*reload/u],
    });
  });

  test('a repeated request happens once, also when its copies run at the same time', async () => {
    const key = { 'idempotency-key': 'bad-input.repeat.1' };
    const client = clientOf(office.url, { ...(await office.headers('writer')), ...key });
    const fields = { ...draftOf(office, { title: '只办一次的稿件' }), sourceFileId: null };
    const made = await Promise.all([1, 2, 3, 4].map(() => client.manuscripts.create(fields)));
    expect(new Set(made.map(each => each.id)).size).toBe(1);
    await keepingNothing(office, () => client.manuscripts.create(fields));
    const another = () => client.manuscripts.create({ ...fields, title: '另一件' });
    await refusedWhole(office, another, {
      status: 409,
      code: 'key_reused',
      reason: 'key_reused',
      zh: [/已用于另一项请求/u, /换一个/u],
      en: [/different request/u, /new one/u],
    });
  });

  test('a repeated upload is one file, and says that it is the earlier one', async () => {
    const key = { 'idempotency-key': 'bad-input.upload.1' };
    const sent = await Promise.all(
      [1, 2, 3].map(() => upload(office, { name: '照片.png', content: PNG, headers: key })),
    );
    expect(new Set(sent.map(each => each.id)).size).toBe(1);
    const again = await keepingNothing(office, () =>
      upload(office, { name: '照片.png', content: PNG, headers: key }),
    );
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    const other = await upload(office, { name: '别的.txt', content: Buffer.from('别的内容'), headers: key });
    expect(other).toMatchObject({ status: 409, code: 'key_reused' });
    expectWords(other.data);
  });
});

describe('data that contradicts itself', () => {
  const CYCLE = ['one', 'two'].map(
    (id, at) => `
  - id: ${id}
    text: 互相引用的条款
    steps:
      - select: { each: quarter }
      - value: total('${['two', 'one'][at]}')
`,
  );

  test.each([
    ['an unknown level', STREET_OFFICE.replace('district: { long: 40', 'county: { long: 40'), /county/u],
    ['a cycle', STREET_OFFICE.replace('\nrankings:', `${CYCLE.join('')}\nrankings:`), /one → two → one/u],
  ])('a scheme with %s', async (_, yaml, named) => {
    expect(yaml).not.toBe(STREET_OFFICE);
    const assessor = await office.as('assessor');
    await refusedWhole(office, () => assessor.schemes.save({ yaml }), {
      status: 422,
      code: 'invalid',
      reason: 'scheme_problems',
      zh: [/没有保存/u, named],
      en: [/not saved/u, named],
    });
    const { problems } = await assessor.schemes.check({ yaml });
    for (const problem of problems) expectWords({ zh: `${problem.zh}。`, en: `${problem.en}.` });
  });

  test('a roster with two units of one name', async () => {
    const names = ['单位名称', '上级单位', '姓名', '角色'];
    const rows = [1, 2].map(() => ['双生科', '东河区综合执法局', null, null]);
    const sheet = { name: '名册', columns: names.map(title => ({ title, width: 12 })), rows };
    const chief = await office.as('chief');
    const file = await office.upload('chief', '名册.xlsx', await writeSheet({ sheets: [sheet] }));
    const refusal = await refusedWhole(office, () => chief.network.roster.apply({ fileId: file.id }), {
      status: 422,
      code: 'invalid',
      reason: 'roster_problems',
      zh: [/没有/u],
      en: [/nothing|not/u],
    });
    const problems = (refusal.details?.['problems'] ?? []) as RosterProblem[];
    expect(problems).toMatchObject([{ cell: 'A3', reason: 'unit_repeated' }]);
    for (const problem of problems) expectWords(problem);
  });
});

describe('a full disk', () => {
  const FULL = { zh: [/已满/u, /系统管理员/u], en: [/full|no space/u, /system administrator/u] };

  test('of the files: the upload is refused, the next one goes on when there is room', async () => {
    const { server } = office.app;
    const roomy = server.files;
    server.files = diskFiles({
      root: join(office.dataDir, 'files'),
      openTemporary: () => open('/dev/full', 'r+'),
    });
    const { status, code, data } = await keepingNothing(office, () =>
      upload(office, { name: '稿件.txt', content: Buffer.from('夜间巡查') }),
    );
    server.files = roomy;
    expect({ status, code, reason: data.reason }).toEqual({
      status: 507,
      code: 'disk_full',
      reason: 'disk_full',
    });
    expectWords(data);
    for (const words of FULL.zh) expect(data.zh).toMatch(words);
    for (const words of FULL.en) expect(data.en).toMatch(words);
    expect((await upload(office, { name: '稿件.txt', content: Buffer.from('夜间巡查') })).status).toBe(200);
  });

  test('of the database: the act is refused whole', async () => {
    const { db } = office.app.database;
    // The state that PostgreSQL reports when it cannot extend a table, raised at the last row of the act.
    await sql`create function no_room() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file' using errcode = '53100'; end $$`.execute(db);
    await sql`create trigger no_room before insert on audit_entries execute function no_room()`.execute(db);
    const create = () => writer.manuscripts.create({ ...draftOf(office), sourceFileId: null });
    await refusedWhole(office, create, {
      status: 507,
      code: 'disk_full',
      reason: 'disk_full',
      ...FULL,
    }).finally(() => sql`drop function no_room cascade`.execute(db));
    expect((await create()).state).toBe('draft');
  });
});
