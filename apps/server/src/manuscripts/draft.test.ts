import { BODY_LIMIT } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, PNG, paragraph, travel } from '../../test/draft.ts';
import { type Client, type Office, type PersonName, refusalOf, startOffice } from '../../test/office.ts';

let office: Office;
let writer: Client;
beforeAll(async () => {
  office = await startOffice();
  writer = await office.as('writer');
});
afterAll(() => office.close());

const start = (change: Parameters<typeof draftOf>[1] = {}) =>
  writer.manuscripts.create({ ...draftOf(office, change), sourceFileId: null });

test('a draft is started, read by colleagues of the unit, and closed to other units', async () => {
  const draft = await start();
  expect(draft).toMatchObject({
    title: '市容科整治夜间占道经营',
    state: 'draft',
    version: 0,
    words: 19,
    revisionNumber: 1,
    unit: { name: '市容科' },
    authors: [{ name: '陆晓棠' }],
    holder: { name: '陆晓棠', role: 'correspondent' },
    can: { edit: null, submit: null, discard: null },
  });
  expect(draft.life.map(event => [event.kind, event.person?.name, event.role, event.unit?.name])).toEqual([
    ['created', '陆晓棠', 'correspondent', '市容科'],
  ]);
  const colleague = await office.as('writer2');
  expect((await colleague.manuscripts.get({ id: draft.id })).can.edit).toMatchObject({
    reason: 'not_writer',
  });
  const save = colleague.manuscripts.save({ ...draftOf(office), id: draft.id, version: 0 });
  expect(await refusalOf(save)).toMatchObject({ code: 'forbidden', reason: 'not_writer' });
  const stranger = await office.as('other_writer');
  expect(await refusalOf(stranger.manuscripts.get({ id: draft.id }))).toMatchObject({
    code: 'forbidden',
    reason: 'out_of_reach',
  });
  const unknown = writer.manuscripts.get({ id: draft.id.replace(/.$/, draft.id.endsWith('0') ? '1' : '0') });
  expect(await refusalOf(unknown)).toMatchObject({ code: 'not_found' });
});

test('a co-author of another unit may write on', async () => {
  const draft = await start({ authorIds: [office.people.writer, office.people.other_writer] });
  const colleague = await office.as('other_writer');
  const saved = await colleague.manuscripts.save({
    ...draftOf(office, { title: '两科室联合整治', authorIds: draft.authors.map(author => author.id) }),
    id: draft.id,
    version: 0,
  });
  expect(saved).toMatchObject({ title: '两科室联合整治', version: 1 });
});

test('two people saving the same version: the second is told what stands now', async () => {
  const draft = await start({ authorIds: [office.people.writer, office.people.writer2] });
  const both = draft.authors.map(author => author.id);
  await writer.manuscripts.save({
    ...draftOf(office, { title: '先保存的', authorIds: both }),
    id: draft.id,
    version: 0,
  });
  const late = (await office.as('writer2')).manuscripts.save({
    ...draftOf(office, { title: '后保存的', authorIds: both }),
    id: draft.id,
    version: 0,
  });
  expect(await refusalOf(late)).toMatchObject({
    code: 'stale',
    status: 409,
    details: { version: 1, title: '先保存的', savedBy: '陆晓棠', at: office.time.now.toISOString() },
  });
  expect((await writer.manuscripts.get({ id: draft.id })).title).toBe('先保存的');
});

test('one editing session is one revision; a pause or another hand begins the next', async () => {
  const draft = await start({ authorIds: [office.people.writer, office.people.writer2] });
  const authorIds = draft.authors.map(author => author.id);
  const save = (client: Client, text: string, version: number) =>
    client.manuscripts.save({
      ...draftOf(office, { body: [paragraph(text)], authorIds }),
      id: draft.id,
      version,
    });
  expect((await save(writer, '同一次写作。', 0)).revisionNumber).toBe(1);
  await travel(office, 9);
  expect((await save(writer, '仍是同一次写作。', 1)).revisionNumber).toBe(1);
  await travel(office, 11);
  expect((await save(writer, '仍是同一次写作。', 2)).revisionNumber).toBe(1);
  await travel(office, 11);
  expect((await save(writer, '隔了十分钟再写。', 3)).revisionNumber).toBe(2);
  await travel(office, 3);
  expect((await save(await office.as('writer2'), '同事接着写。', 4)).revisionNumber).toBe(3);
  await travel(office, -34);
  const kept = await writer.manuscripts.revisions({ id: draft.id });
  expect(kept.map(each => [each.number, each.kind, each.by.name])).toEqual([
    [3, 'draft', '祁远'],
    [2, 'draft', '陆晓棠'],
    [1, 'draft', '陆晓棠'],
  ]);
  const first = await writer.manuscripts.revision({ id: draft.id, revisionId: kept[2]!.id });
  expect(first.body).toEqual([paragraph('仍是同一次写作。')]);
  const foreign = { id: draft.id, revisionId: (await start()).revisionId };
  expect(await refusalOf(writer.manuscripts.revision(foreign))).toMatchObject({ code: 'not_found' });
});

test('control characters go, tables and line breaks stay', async () => {
  const draft = await start({
    body: [
      { kind: 'paragraph', level: 1, text: '一、\u0000做法\u0007' },
      paragraph('第一行\r\n第二行\t完'),
      { kind: 'table', rows: [['单位\u001b', '件数']] },
    ],
  });
  expect(draft.body).toEqual([
    { kind: 'paragraph', level: 1, text: '一、做法' },
    paragraph('第一行\n第二行 完'),
    { kind: 'table', rows: [['单位', '件数']] },
  ]);
});

test.each([
  ['an unknown unit', { unitId: 'unt_00000000000000000000000000' }, { code: 'not_found' }],
  ['a future event', { eventOn: '2026-05-22' }, { code: 'invalid', reason: 'event_in_future' }],
  [
    'an author off the roster',
    { authorIds: ['per_00000000000000000000000000'] },
    { code: 'invalid', reason: 'unknown_author' },
  ],
  ['a day that does not exist', { eventOn: '2026-02-30' }, { code: 'invalid', reason: 'bad_input' }],
  ['a file that is not there', { attachmentIds: ['fil_00000000000000000000000000'] }, { code: 'not_found' }],
  [
    'a text that is too long',
    { body: Array.from({ length: 6 }, () => paragraph('长'.repeat(BODY_LIMIT / 5))) },
    { code: 'too_large', status: 413 },
  ],
])('%s is refused and nothing is stored', async (_, change, refusal) => {
  const before = await writer.manuscripts.list({ mine: true });
  const found = await refusalOf(start(change));
  expect(found).toMatchObject(refusal);
  expect(found.zh).not.toBe('');
  expect((await writer.manuscripts.list({ mine: true })).total).toBe(before.total);
});

test('nobody writes for a unit outside their reach, or for a closed one', async () => {
  expect(await refusalOf(start({ unitId: office.units.law }))).toMatchObject({
    code: 'forbidden',
    reason: 'out_of_reach',
  });
  const head = await office.as('squad_head');
  await sql`update units set closed_on = '2026-05-20' where id = ${office.units.night_market}`.execute(
    office.app.database.db,
  );
  const closed = head.manuscripts.create({
    ...draftOf(office, { unitId: office.units.night_market, authorIds: [office.people.squad_head] }),
    sourceFileId: null,
  });
  expect(await refusalOf(closed)).toMatchObject({ code: 'invalid', reason: 'unit_closed' });
  const draft = await start();
  const moved = writer.manuscripts.save({
    ...draftOf(office, { unitId: office.units.squad }),
    id: draft.id,
    version: 0,
  });
  expect(await refusalOf(moved)).toMatchObject({ code: 'forbidden', reason: 'out_of_reach' });
});

test('photos are pictures of the writer’s own, and stay when a co-author saves', async () => {
  const picture = await office.upload('writer', '现场.png', PNG);
  const text = await office.upload('writer', '说明.txt', '说明文字');
  const odd = start({ photos: [{ fileId: text.id, caption: '不是图片' }] });
  expect(await refusalOf(odd)).toMatchObject({ code: 'invalid', reason: 'photo_is_no_picture' });
  const both = [office.people.writer, office.people.writer2];
  const photos = [{ fileId: picture.id, caption: '夜间巡查现场' }];
  const draft = await start({ photos, attachmentIds: [text.id], authorIds: both });
  expect(draft.photos).toMatchObject([{ caption: '夜间巡查现场', name: '现场.png' }]);
  expect(draft.attachments).toMatchObject([{ name: '说明.txt', role: 'attachment' }]);
  const colleague = await office.as('writer2');
  const saved = await colleague.manuscripts.save({
    ...draftOf(office, { photos, authorIds: both }),
    id: draft.id,
    version: 0,
  });
  expect(saved.photos).toHaveLength(1);
  expect(saved.attachments).toHaveLength(0);
  const theft = colleague.manuscripts.create({
    ...draftOf(office, { authorIds: [office.people.writer2], attachmentIds: [text.id] }),
    sourceFileId: null,
  });
  expect(await refusalOf(theft)).toMatchObject({ code: 'not_found' });
});

test('a draft is thrown away and taken back', async () => {
  const draft = await start({ title: '要丢弃的草稿' });
  const gone = await writer.manuscripts.discard({ id: draft.id, version: 0 });
  expect(gone).toEqual({ discarded: true, version: 1 });
  expect((await writer.manuscripts.list({ q: '要丢弃的草稿' })).total).toBe(0);
  const save = writer.manuscripts.save({ ...draftOf(office), id: draft.id, version: 1 });
  expect(await refusalOf(save)).toMatchObject({ code: 'wrong_state', reason: 'is_discarded' });
  const again = writer.manuscripts.discard({ id: draft.id, version: 0, undo: true });
  expect(await refusalOf(again)).toMatchObject({ code: 'stale' });
  const back = await writer.manuscripts.discard({ id: draft.id, version: 1, undo: true });
  expect(back).toEqual({ discarded: false, version: 2 });
  const twice = writer.manuscripts.discard({ id: draft.id, version: 2, undo: true });
  expect(await refusalOf(twice)).toMatchObject({ code: 'wrong_state', reason: 'not_discarded' });
  expect((await writer.manuscripts.list({ q: '要丢弃的草稿' })).total).toBe(1);
});

test('the files of a draft are its unit’s own, and open to those above once it is sent', async () => {
  const writer = await office.as('writer');
  const photo = await office.upload('writer', '现场.png', PNG);
  const photos = [{ fileId: photo.id, caption: '夜查现场' }];
  const draft = await writer.manuscripts.create({ ...draftOf(office, { photos }), sourceFileId: null });
  const opens = async (person: PersonName): Promise<number> => {
    const headers = await office.headers(person);
    const answer = await fetch(`${office.url}/api/files/${photo.id}/x.png`, { headers });
    await answer.body?.cancel();
    return answer.status;
  };
  const all = (): Promise<number[]> => Promise.all((['head', 'chief', 'other_head'] as const).map(opens));
  expect(await all()).toEqual([200, 404, 404]);
  await writer.manuscripts.submit({ id: draft.id, version: draft.version });
  expect(await all()).toEqual([200, 200, 404]);
});
