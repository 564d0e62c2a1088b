import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, draftOf, paragraph } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';

let office: Office;
let writer: Client;
let chief: Client;
let outlet: string;
beforeAll(async () => {
  office = await startOffice();
  [writer, chief] = await Promise.all([office.as('writer'), office.as('chief')]);
  const made = await chief.outlets.create({
    name: '东河信息',
    level: 'inhouse',
    kind: 'bulletin',
    internal: true,
    openedOn: '2020-01-01',
  });
  outlet = made.id;
});
afterAll(() => office.close());

const LAW = { writer: 'other_writer', unit: 'law', head: 'other_head' } as const;
const BODY = [
  '入冬以来，市容科把沿街商铺门前积雪清扫纳入日常巡查，逐户签订责任书。',
  '队员每天清晨六点上路，对背阴路段和公交站台先行撒布融雪剂，再用小型机械推扫两遍。',
  '截至目前，累计清扫道路三十六条，清运残雪一百二十车，没有接到一起因路滑摔伤的反映。',
].map(paragraph);

async function counted(id: string): Promise<boolean[]> {
  const found = await sql<{ forwarded: boolean }>`
    select (attrs->>'forwarded')::boolean as forwarded from facts
    where manuscript_id = ${id} and kind = 'submitted' and voided_at is null`.execute(office.app.database.db);
  return found.rows.map(row => !row.forwarded);
}

async function pair(tail: string) {
  const body = [...BODY, paragraph(tail)];
  const first = await arrivedFrom(office, { title: '清雪进行时', body });
  const copy = await arrivedFrom(office, { title: '清雪见成效', body }, LAW);
  return { first, copy };
}

test('the same: the repeat is not counted, its publication belongs to the other one, and all of it can be undone', async () => {
  const { first, copy } = await pair('道路两侧另清理冰凌二十七处。');
  const other = await office.as('other_writer');
  const declared = other.manuscripts.declareRepeat({ id: copy.id, otherId: first.id, answer: 'same' });
  // The other unit's item may not be read by the writer, so the desk alone says what the two are.
  expect(await refusalOf(declared)).toMatchObject({ reason: 'out_of_reach' });
  const ask = { id: copy.id, otherId: first.id, answer: 'same', note: '转发市容科稿' } as const;
  expect(await refusalOf(other.reviews.desk.decideRepeat(ask))).toMatchObject({ reason: 'no_right' });
  expect([await counted(first.id), await counted(copy.id)]).toEqual([[true], [true]]);
  const said = await chief.reviews.desk.decideRepeat(ask);
  expect(said.decided).toMatchObject({ answer: 'same', repeatId: copy.id, note: '转发市容科稿' });
  expect([await counted(first.id), await counted(copy.id)]).toEqual([[true], [false]]);
  for (const [id, otherId] of [
    [first.id, copy.id],
    [copy.id, first.id],
  ] as const) {
    const shown = (await chief.manuscripts.get({ id })).possibleRepeats.find(each => each.id === otherId);
    expect(shown?.said.decided).toMatchObject({ answer: 'same', repeatId: copy.id });
  }
  const taken = await chief.reviews.desk.accept({ id: copy.id, version: copy.version });
  const adopt = () =>
    chief.adoptions.adopt({
      manuscriptId: copy.id,
      outletId: outlet,
      publishedOn: '2026-05-20',
      issue: '第1期',
      genre: 'brief',
      position: 'ordinary',
    });
  expect(await refusalOf(adopt())).toMatchObject({ reason: 'credited_elsewhere' });
  // Who finished the work gets the credit: the other way round, the first one is not counted.
  await chief.reviews.desk.decideRepeat({ id: first.id, otherId: copy.id, answer: 'same' });
  expect([await counted(first.id), await counted(copy.id)]).toEqual([[false], [true]]);
  await chief.reviews.desk.decideRepeat({ id: first.id, otherId: copy.id, answer: null });
  expect([await counted(first.id), await counted(copy.id)]).toEqual([[true], [true]]);
  expect(taken.state).toBe('accepted');
  expect((await adopt()).state).toBe('verified');
});

test('a decline as a duplicate and the answer agree: taking the answer back leaves the decline in force', async () => {
  const { first, copy } = await pair('值班电话全天畅通，群众来电三十四次。');
  await chief.reviews.desk.decideRepeat({ id: copy.id, otherId: first.id, answer: 'same' });
  const { version } = await chief.manuscripts.get({ id: copy.id });
  const gone = await chief.reviews.desk.decline({ id: copy.id, version, reason: 'duplicate', note: '' });
  await chief.reviews.desk.decideRepeat({ id: copy.id, otherId: first.id, answer: null });
  expect(await counted(copy.id)).toEqual([false]);
  await chief.reviews.desk.undo({ id: copy.id, version: gone.version });
  expect(await counted(copy.id)).toEqual([true]);
});

test('the writer declares while writing; follow-ups and rewrites count; unrelated is told no more', async () => {
  const body = [...BODY, paragraph('入夜后安排两组队员轮流值守，随下随扫。')];
  const first = await arrivedFrom(office, { title: '清雪值守', body });
  const draft = await writer.manuscripts.create({
    ...draftOf(office, { title: '清雪值守续报', body }),
    sourceFileId: null,
  });
  const look = () => writer.manuscripts.lookAlikes({ title: '', body, id: draft.id });
  expect((await look()).items.find(each => each.id === first.id)?.declared).toBeNull();
  const pairOf = { id: draft.id, otherId: first.id };
  await writer.manuscripts.declareRepeat({ ...pairOf, answer: 'follow_up', note: '第二天的进展' });
  expect((await look()).items.find(each => each.id === first.id)?.declared).toBe('follow_up');
  const sent = await writer.manuscripts.submit({ id: draft.id, version: draft.version });
  const shown = sent.possibleRepeats.find(each => each.id === first.id);
  expect(shown?.said).toMatchObject({ declared: { answer: 'follow_up', by: '陆晓棠' }, decided: null });
  const early = chief.reviews.desk.decideRepeat({ ...pairOf, answer: 'rewrite' });
  expect(await refusalOf(early)).toMatchObject({ reason: expect.stringMatching(/not_at_desk|out_of_reach/) });
  const head = await office.as('head');
  await head.reviews.approve({ id: sent.id, version: sent.version });
  await chief.reviews.desk.decideRepeat({ ...pairOf, answer: 'rewrite' });
  expect([await counted(first.id), await counted(sent.id)]).toEqual([[true], [true]]);
  await chief.reviews.desk.decideRepeat({ ...pairOf, answer: 'unrelated' });
  expect((await look()).items.map(each => each.id)).not.toContain(first.id);
  const stranger = await arrivedFrom(office, { title: '另一件事' });
  const odd = chief.reviews.desk.decideRepeat({ id: sent.id, otherId: stranger.id, answer: 'same' });
  expect(await refusalOf(odd)).toMatchObject({ reason: 'not_alike' });
});
