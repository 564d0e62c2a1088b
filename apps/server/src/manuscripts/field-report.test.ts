import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, PNG } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { bodyOfReport } from './field-report.ts';

let office: Office;
let writer: Client;
beforeAll(async () => {
  office = await startOffice();
  writer = await office.as('writer');
});
afterAll(() => office.close());

const reportOf = (draftKey: string, by: 'writer' | 'writer2' | 'squad_writer' = 'writer') => ({
  draftKey,
  writerId: office.people[by],
  title: '',
  text: '市容科在东湖社区设点宣传。\n居民现场咨询垃圾投放时间。',
  on: '2026-05-19',
  place: '东湖社区广场',
  banners: 3,
  leaflets: 200,
  consultations: 56,
  photos: [],
});
const drafts = async () => (await writer.manuscripts.list({ mine: true, pageSize: 200 })).total;

test.each([
  [{}, ['市容科设点宣传。']],
  [{ place: '东湖社区' }, ['市容科设点宣传。', '活动地点：东湖社区。']],
  [{ leaflets: 200, consultations: 0 }, ['市容科设点宣传。', '共发放资料200份。']],
  [
    { place: '东湖社区', banners: 3, leaflets: 200, consultations: 56 },
    ['市容科设点宣传。', '活动地点：东湖社区。共悬挂横幅3条，发放资料200份，接待咨询56人次。'],
  ],
])('what was counted stands in one sentence at the end: %o', (counted, lines) => {
  const none = { place: '', banners: null, leaflets: null, consultations: null };
  const body = bodyOfReport({ text: ' 市容科设点宣传。\r\n\n', ...none, ...counted });
  expect(body.map(block => (block.kind === 'paragraph' ? block.text : null))).toEqual(lines);
});

test('a report becomes a draft of its writer, with the same figures in text and record', async () => {
  const photo = await office.upload('writer', '现场.png', PNG);
  const photos = [{ fileId: photo.id, caption: '居民在展台前咨询。' }];
  const sent = await writer.manuscripts.report({ ...reportOf(randomUUID()), photos });
  expect(sent).toMatchObject({ state: 'draft', repeated: false });
  const draft = await writer.manuscripts.get({ id: sent.manuscriptId });
  expect(draft).toMatchObject({
    title: '',
    eventOn: '2026-05-19',
    leadNote: '随手报',
    unit: { name: '市容科' },
    authors: [{ name: '陆晓棠' }],
    photos: [{ caption: '居民在展台前咨询。' }],
  });
  expect(draft.body.at(-1)).toMatchObject({
    text: '活动地点：东湖社区广场。共悬挂横幅3条，发放资料200份，接待咨询56人次。',
  });
  const { rows } = await writer.manuscripts.reports({});
  expect(rows[0]).toMatchObject({
    manuscriptId: draft.id,
    title: '',
    begins: '市容科在东湖社区设点宣传。',
    place: '东湖社区广场',
    banners: 3,
    leaflets: 200,
    consultations: 56,
    photos: 1,
  });
});

test('twenty copies at once of one report make one manuscript', async () => {
  const before = await drafts();
  const draftKey = randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => writer.manuscripts.report(reportOf(draftKey))),
  );
  expect(new Set(answers.map(answer => answer.manuscriptId)).size).toBe(1);
  expect(answers.filter(answer => !answer.repeated)).toHaveLength(1);
  expect(await drafts()).toBe(before + 1);
});

test('the same key of somebody else is another report, and tells nothing of the first', async () => {
  const draftKey = randomUUID();
  const mine = await writer.manuscripts.report(reportOf(draftKey));
  const theirs = await (await office.as('writer2')).manuscripts.report(reportOf(draftKey, 'writer2'));
  expect(theirs).toMatchObject({ repeated: false });
  expect(theirs.manuscriptId).not.toBe(mine.manuscriptId);
});

test('a draft begun twice under one key is one, and the second try overwrites nothing', async () => {
  const draftKey = randomUUID();
  const begin = (title: string) =>
    writer.manuscripts.create({ ...draftOf(office, { title }), sourceFileId: null, draftKey });
  const first = await begin('初稿');
  await writer.manuscripts.save({ ...draftOf(office, { title: '改过' }), id: first.id, version: 0 });
  expect(await begin('迟到的初稿')).toMatchObject({ id: first.id, version: 1, title: '改过' });
});

test('reports thrown away leave the sums, and the days cut them', async () => {
  const other = await office.as('squad_writer');
  const on = (day: string) => ({ ...reportOf(randomUUID(), 'squad_writer'), on: day });
  await other.manuscripts.report(on('2026-04-01'));
  const may = await other.manuscripts.report(on('2026-05-02'));
  const all = await other.manuscripts.reports({});
  expect(all).toMatchObject({ total: 2, sums: { banners: 6, leaflets: 400, consultations: 112 } });
  expect((await other.manuscripts.reports({ from: '2026-05-01' })).rows.map(row => row.on)).toEqual([
    '2026-05-02',
  ]);
  await other.manuscripts.discard({ id: may.manuscriptId, version: may.version });
  expect(await other.manuscripts.reports({})).toMatchObject({ total: 1, sums: { banners: 3 } });
});

test('a report left on a device is not taken in for whoever is signed in there by then', async () => {
  const next = await office.as('writer2');
  expect(await refusalOf(next.manuscripts.report(reportOf(randomUUID())))).toMatchObject({
    code: 'conflict',
    reason: 'other_writer',
  });
});

test('a secrecy mark is refused and nothing of it is kept', async () => {
  const draftKey = randomUUID();
  const marked = writer.manuscripts.report({ ...reportOf(draftKey), text: '机密★1年\n现场情况。' });
  expect(await refusalOf(marked)).toMatchObject({ reason: 'secrecy_mark' });
  const found = await sql<{ count: number }>`
    select count(*)::int as count from manuscripts where draft_key = ${draftKey}`.execute(
    office.app.database.db,
  );
  expect(found.rows[0]?.count).toBe(0);
});

test("a person's key is the same on every device, and nobody else's", async () => {
  const { key } = await writer.manuscripts.deviceKey();
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
  expect((await writer.manuscripts.deviceKey()).key).toBe(key);
  expect((await (await office.as('writer2')).manuscripts.deviceKey()).key).not.toBe(key);
});
