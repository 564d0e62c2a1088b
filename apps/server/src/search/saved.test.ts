import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, paragraph, sentBy, travel } from '../../test/draft.ts';
import { indexed } from '../../test/indexed.ts';
import { type Office, type PersonName, refusalOf, startOffice } from '../../test/office.ts';
import { watchSearches } from './watch.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.close());

const BY_LAW = { writer: 'other_writer', unit: 'law', head: 'other_head' } as const;
const about = (title: string, text = '夜间施工噪声扰民。') => ({ title, body: [paragraph(text)] });

/** What has been written is in the index, and saved searches have been asked about it. */
async function asked(): Promise<string[]> {
  await indexed(office);
  const failures: string[] = [];
  await watchSearches(office.app.database, {
    now: office.time.now,
    failed: searchId => void failures.push(searchId),
  });
  return failures;
}

async function told(person: PersonName): Promise<string[]> {
  const { rows } = await (await office.as(person)).notices.list({ pageSize: 100 });
  return rows.filter(row => row.kind === 'saved_search').map(row => row.zh);
}

test('a saved search speaks up once for every new manuscript that its post may read, and for no old one', async () => {
  await sentBy(office, about('以前的'));
  await asked();
  const editor = await office.as('editor');
  const head = await office.as('head');
  const question = { q: '施工噪声' };
  const saved = await editor.search.save({ name: '噪声', question, notify: 'at_once' });
  await head.search.save({ name: '本科噪声', question, notify: 'at_once' });
  await asked();
  expect(await told('editor')).toEqual([]);

  await travel(office, 5);
  await sentBy(office, about('市容的'));
  await sentBy(office, about('法制的'), BY_LAW);
  await sentBy(office, about('别的', '道路保洁。'));
  await asked();
  await asked();
  expect(await told('editor')).toEqual(['常用搜索“噪声”有 2 篇新稿件：《法制的》（法制科）等。']);
  expect(await told('head')).toEqual(['常用搜索“本科噪声”有新稿件：《市容的》（市容科）。']);
  expect((await editor.search.saved())[0]).toMatchObject({ id: saved.id, finds: 2, held: true });

  // A later act on the same manuscript is no news.
  const { rows } = await head.reviews.waiting({ pageSize: 50 });
  const own = rows.find(row => row.title === '市容的')!;
  await head.reviews.approve({ id: own.id, version: own.version });
  await asked();
  expect(await told('editor')).toHaveLength(1);
});

test('a saved search that cannot be asked keeps no other from being asked', async () => {
  const [editor, writer] = [await office.as('editor'), await office.as('writer')];
  const broken = await writer.search.save({ name: '坏的', question: { q: '围挡' }, notify: 'at_once' });
  const sound = await editor.search.save({ name: '围挡', question: { q: '围挡' }, notify: 'at_once' });
  await asked();
  await sql`update saved_searches set question = question || '{"from":"0000-01-01"}' where id = ${broken.id}`.execute(
    office.app.database.db,
  );
  await travel(office, 5);
  await sentBy(office, about('围挡倒了'), BY_LAW);
  expect(await asked()).toEqual([broken.id]);
  expect((await editor.search.saved()).find(each => each.id === sound.id)).toMatchObject({ finds: 1 });
  await writer.search.remove({ id: broken.id });
});

test('a draft is no news, and neither is what one has written oneself', async () => {
  const head = await office.as('head');
  const writer = await office.as('writer');
  await head.search.save({ name: '河道', question: { q: '河道' }, notify: 'at_once' });
  await writer.search.save({ name: '河道', question: { q: '河道' }, notify: 'at_once' });
  await travel(office, 5);
  const fields = draftOf(office, about('清河道', '河道漂浮物打捞。'));
  const draft = await writer.manuscripts.create({ ...fields, sourceFileId: null });
  await asked();
  expect((await told('head')).filter(each => each.includes('河道'))).toEqual([]);
  await writer.manuscripts.submit({ id: draft.id, version: draft.version });
  await asked();
  expect((await told('head')).filter(each => each.includes('河道'))).toHaveLength(1);
  expect(await told('writer')).toEqual([]);
});

test('once a day collects, off is silent, and turned on again it starts from now', async () => {
  const chief = await office.as('chief');
  const daily = await chief.search.save({ name: '每日', question: { q: '古树' }, notify: 'daily' });
  const off = await chief.search.save({ name: '不提醒', question: { q: '古树' }, notify: 'off' });
  await travel(office, 5);
  await sentBy(office, about('一', '古树保护。'));
  await asked();
  const first = await told('chief');
  expect(first).toEqual(['常用搜索“每日”有新稿件：《一》（市容科）。']);
  await travel(office, 5);
  await sentBy(office, about('二', '古树修枝。'));
  await sentBy(office, about('三', '古树挂牌。'));
  await asked();
  expect(await told('chief')).toEqual(first);
  await chief.search.change({ id: off.id, version: 0, name: '不提醒', notify: 'at_once' });
  await asked();
  expect(await told('chief')).toEqual(first);
  // The next morning, but not before eight.
  await travel(office, 13 * 60);
  await asked();
  expect(await told('chief')).toEqual(first);
  await travel(office, 9 * 60);
  await asked();
  expect(await told('chief')).toEqual(['常用搜索“每日”有 2 篇新稿件：《三》（市容科）等。', ...first]);
  expect(daily.version).toBe(0);
});

test('a name is taken once, an old version is refused, and nobody touches another’s', async () => {
  const assessor = await office.as('assessor');
  const question = { q: '公厕' };
  const one = await assessor.search.save({ name: '公厕', question, notify: 'off' });
  expect(await refusalOf(assessor.search.save({ name: '公厕', question, notify: 'off' }))).toMatchObject({
    code: 'conflict',
    reason: 'name_taken',
  });
  expect(
    await refusalOf(assessor.search.save({ name: '空', question: { q: '，' }, notify: 'off' })),
  ).toMatchObject({ reason: 'nothing_asked' });
  expect(
    await refusalOf(assessor.search.change({ id: one.id, version: 4, name: '甲', notify: 'off' })),
  ).toMatchObject({ code: 'stale' });
  const editor = await office.as('editor');
  expect(await refusalOf(editor.search.remove({ id: one.id }))).toMatchObject({ code: 'not_found' });
  expect(
    await refusalOf(editor.search.change({ id: one.id, version: 0, name: '甲', notify: 'off' })),
  ).toMatchObject({ code: 'not_found' });
  await assessor.search.remove({ id: one.id });
  expect(await assessor.search.saved()).toEqual([]);
});

test('fifty are kept', async () => {
  const leader = await office.as('leader');
  for (let n = 1; n <= 50; n++)
    await leader.search.save({ name: `第${n}条`, question: { q: '公园' }, notify: 'off' });
  expect(
    await refusalOf(leader.search.save({ name: '多一条', question: { q: '公园' }, notify: 'off' })),
  ).toMatchObject({ reason: 'too_many_saved' });
});
