import type { Credit } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, paragraph, sentBy, travel } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';

let office: Office;
let editor: Client;
beforeAll(async () => {
  office = await startOffice();
  editor = await office.as('editor');
});
afterAll(() => office.close());

const BY_LAW = { writer: 'other_writer', unit: 'law', head: 'other_head' } as const;

type FactLine = { late: boolean; poor: boolean; forwarded: boolean; voided: string | null };
async function factsOf(id: string): Promise<FactLine[]> {
  const found = await sql<FactLine>`
    select (attrs->>'late')::boolean as late, (attrs->>'poor')::boolean as poor,
      (attrs->>'forwarded')::boolean as forwarded, void_reason as voided
    from facts where manuscript_id = ${id} and kind = 'submitted' order by id`.execute(
    office.app.database.db,
  );
  return found.rows;
}

async function toldTo(person: 'writer' | 'other_writer'): Promise<string[]> {
  const notices = await (await office.as(person)).notices.list({ pageSize: 100 });
  return notices.rows.map(notice => notice.zh);
}

test('the queue holds what has arrived, the longest waiting first', async () => {
  const first = await arrivedFrom(office, { title: '先到的稿件' });
  office.time.now = new Date(office.time.now.getTime() + 60_000);
  const second = await arrivedFrom(office, { title: '后到的稿件' }, BY_LAW);
  const queue = await editor.reviews.desk.queue({});
  expect(queue.rows.map(row => row.id)).toEqual([first.id, second.id]);
  expect(queue.total).toBe(2);
  expect(queue.rows[0]?.holder).toMatchObject({ name: '宣传科', role: 'desk_editor' });
  const ofLaw = await editor.reviews.desk.queue({ unitId: office.units.law, q: '后到' });
  expect(ofLaw.rows.map(row => row.title)).toEqual(['后到的稿件']);
  expect((await editor.reviews.desk.queue({ q: '%' })).total).toBe(0);
});

test('accepting leads on to adoption and can be taken back with its trace', async () => {
  const at = await arrivedFrom(office, { title: '可采编的稿件' });
  const accepted = await editor.reviews.desk.accept({ id: at.id, version: at.version });
  expect(accepted).toMatchObject({ state: 'accepted', holder: null, can: { adopt: null } });
  expect(await toldTo('writer')).toContain('宣传科已采编《可采编的稿件》。');
  const again = editor.reviews.desk.accept({ id: at.id, version: accepted.version });
  expect(await refusalOf(again)).toMatchObject({ code: 'wrong_state', reason: 'is_accepted' });
  const undone = await editor.reviews.desk.undo({ id: at.id, version: accepted.version });
  expect(undone).toMatchObject({ state: 'at_desk', holder: { name: '宣传科' } });
  expect(undone.life.slice(-2).map(event => [event.kind, event.detail['undid']])).toEqual([
    ['accepted', undefined],
    ['undone', 'accepted'],
  ]);
  const nothing = editor.reviews.desk.undo({ id: at.id, version: undone.version });
  expect(await refusalOf(nothing)).toMatchObject({ code: 'wrong_state', reason: 'nothing_to_undo' });
});

test.each([
  ['late', { late: true, poor: false, forwarded: false }, '迟报'],
  ['poor', { late: false, poor: true, forwarded: false }, '质量不符合要求'],
  ['duplicate', { late: false, poor: false, forwarded: true }, '与他稿重复'],
] as const)(
  'declining as %s books the fact anew with its blemish, undo puts it right',
  async (reason, blemish, words) => {
    const at = await arrivedFrom(office, { title: `不采用的稿件（${reason}）` });
    const declined = await editor.reviews.desk.decline({
      id: at.id,
      version: at.version,
      reason,
      note: '请看通知',
    });
    expect(declined).toMatchObject({
      state: 'declined',
      declined: { reason, note: '请看通知' },
      holder: null,
    });
    const clean = { late: false, poor: false, forwarded: false };
    expect(await factsOf(at.id)).toEqual([
      { ...clean, voided: `宣传科不采用：${words}` },
      { ...blemish, voided: null },
    ]);
    const listed = async (credit: Credit) =>
      (await editor.manuscripts.list({ q: at.title, credit, from: '2026-01-01' })).total;
    expect([await listed('submitted'), await listed('counted')]).toEqual([1, 0]);
    expect(await toldTo('writer')).toContain(`宣传科未采用《不采用的稿件（${reason}）》：${words}。请看通知`);
    const undone = await editor.reviews.desk.undo({ id: at.id, version: declined.version });
    expect(undone).toMatchObject({ state: 'at_desk', declined: null });
    expect((await factsOf(at.id)).filter(fact => fact.voided === null)).toEqual([{ ...clean, voided: null }]);
    expect(await listed('counted')).toBe(1);
  },
);

test('an item off the topics keeps its credit as sent', async () => {
  const at = await arrivedFrom(office, { title: '不在报送范围的稿件' });
  await editor.reviews.desk.decline({ id: at.id, version: at.version, reason: 'off_topic' });
  expect(await factsOf(at.id)).toEqual([{ late: false, poor: false, forwarded: false, voided: null }]);
});

test('a returned item loses its fact until it arrives again', async () => {
  const at = await arrivedFrom(office, { title: '退回修改的稿件' });
  const back = await editor.reviews.desk.return({ id: at.id, version: at.version, reason: '缺少成效' });
  expect(back).toMatchObject({ state: 'returned', holder: { name: '陆晓棠' } });
  expect(await factsOf(at.id)).toMatchObject([{ voided: '宣传科退回：缺少成效' }]);
  expect(await toldTo('writer')).toContain('宣传科退回《退回修改的稿件》：缺少成效');
  const undone = await editor.reviews.desk.undo({ id: at.id, version: back.version });
  expect(undone).toMatchObject({ state: 'at_desk', holder: { name: '宣传科' } });
  const again = await editor.reviews.desk.return({ id: at.id, version: undone.version, reason: '缺少成效' });
  const writer = await office.as('writer');
  const sent = await writer.manuscripts.submit({ id: at.id, version: again.version });
  const late = editor.reviews.desk.undo({ id: at.id, version: sent.version });
  expect(await refusalOf(late)).toMatchObject({ code: 'wrong_state', reason: 'nothing_to_undo' });
  const arrived = await (await office.as('head')).reviews.approve({ id: at.id, version: sent.version });
  expect(arrived.state).toBe('at_desk');
  expect((await factsOf(at.id)).map(fact => fact.voided)).toEqual([
    '宣传科退回：缺少成效',
    '宣传科退回：缺少成效',
    null,
  ]);
});

test('a return cannot be taken back once the writer has gone on writing', async () => {
  const at = await arrivedFrom(office, { title: '作者已动笔' });
  const back = await editor.reviews.desk.return({ id: at.id, version: at.version, reason: '请改写' });
  const writer = await office.as('writer');
  const saved = await writer.manuscripts.save({
    ...fieldsOf(back),
    body: [paragraph('改写后的第一段。')],
    id: at.id,
    version: back.version,
  });
  const call = editor.reviews.desk.undo({ id: at.id, version: saved.version });
  expect(await refusalOf(call)).toMatchObject({ code: 'wrong_state', reason: 'nothing_to_undo' });
});

function fieldsOf(shown: Awaited<ReturnType<typeof arrivedFrom>>) {
  return {
    ...shown,
    unitId: shown.unit.id,
    authorIds: shown.authors.map(author => author.id),
    attachmentIds: [],
    photos: [],
  };
}

test('the desk edits beside the sent text', async () => {
  const at = await arrivedFrom(office, { title: '编辑前的标题' });
  const edited = await editor.reviews.desk.edit({
    id: at.id,
    version: at.version,
    title: '编辑后的标题',
    body: [paragraph('编辑部改写的正文。')],
  });
  expect(edited).toMatchObject({
    title: '编辑前的标题',
    body: at.body,
    deskText: { title: '编辑后的标题', body: [paragraph('编辑部改写的正文。')] },
  });
  const again = await editor.reviews.desk.edit({
    id: at.id,
    version: edited.version,
    title: '编辑后的标题',
    body: [paragraph('编辑部再次改写的正文。')],
  });
  expect(again.deskText?.revisionId).toBe(edited.deskText?.revisionId);
  expect(again.life.filter(event => event.kind === 'desk_edited')).toHaveLength(1);
  const chief = await office.as('chief');
  const other = { id: at.id, title: '主编的标题', body: [paragraph('主编的正文。')] };
  expect(await refusalOf(chief.reviews.desk.edit({ ...other, version: edited.version }))).toMatchObject({
    code: 'stale',
  });
  await travel(office, 3);
  const third = await chief.reviews.desk.edit({ ...other, version: again.version });
  expect(third.deskText?.revisionId).not.toBe(again.deskText?.revisionId);
  const kinds = (await editor.manuscripts.revisions({ id: at.id })).map(each => [each.number, each.kind]);
  expect(kinds).toEqual([
    [3, 'desk'],
    [2, 'desk'],
    [1, 'sent'],
  ]);
  await travel(office, -3);
  const long = {
    ...other,
    version: third.version,
    body: Array.from({ length: 6 }, () => paragraph('长'.repeat(9_000))),
  };
  expect(await refusalOf(chief.reviews.desk.edit(long))).toMatchObject({ code: 'too_large' });
});

test('merging keeps the credit of each source and can be undone as a whole', async () => {
  const [one, two] = [
    await arrivedFrom(office, { title: '市容科夜市整治' }),
    await arrivedFrom(office, { title: '法制科夜市普法', secrecy: 'internal' }, BY_LAW),
  ];
  const sources = [
    { id: one.id, version: one.version },
    { id: two.id, version: two.version },
  ];
  const text = { title: '夜市治理综合情况', body: [paragraph('两科室联合治理夜市。')] };
  expect(
    await refusalOf(editor.reviews.desk.merge({ ...text, sources: [sources[0]!, sources[0]!] })),
  ).toMatchObject({
    code: 'invalid',
    reason: 'one_source',
  });
  const stale = [sources[0]!, { id: two.id, version: two.version - 1 }];
  expect(await refusalOf(editor.reviews.desk.merge({ ...text, sources: stale }))).toMatchObject({
    code: 'stale',
  });
  const merged = await editor.reviews.desk.merge({ ...text, sources });
  expect(merged).toMatchObject({
    state: 'accepted',
    unit: { name: '东河区综合执法局' },
    secrecy: 'internal',
    authors: [{ name: '陆晓棠' }, { name: '温如意' }],
    mergedFrom: [
      { id: one.id, name: '市容科夜市整治' },
      { id: two.id, name: '法制科夜市普法' },
    ],
  });
  const source = await editor.manuscripts.get({ id: two.id });
  expect([merged.can.unmerge, source.can.unmerge]).toEqual([null, null]);
  const writer = await (await office.as('other_writer')).manuscripts.get({ id: two.id });
  expect(writer.can.unmerge).toMatchObject({ reason: 'no_right' });
  expect(source).toMatchObject({ state: 'merged', mergedInto: { id: merged.id, name: '夜市治理综合情况' } });
  expect(await factsOf(one.id)).toMatchObject([{ voided: null }]);
  expect(await toldTo('other_writer')).toContain(
    '宣传科把《法制科夜市普法》并入综合稿《夜市治理综合情况》，报送计数不受影响。',
  );
  await editor.reviews.desk.undo({ id: two.id, version: source.version });
  const [first, gone] = await Promise.all([
    editor.manuscripts.get({ id: one.id }),
    editor.manuscripts.get({ id: merged.id }),
  ]);
  expect(first).toMatchObject({ state: 'at_desk', mergedInto: null, holder: { name: '宣传科' } });
  expect(gone.can.adopt).toMatchObject({ reason: 'is_discarded' });
  expect(gone.can.unmerge).toMatchObject({ reason: 'not_merged' });
  expect(first.can.unmerge).toMatchObject({ reason: 'not_merged' });
  expect((await editor.manuscripts.list({ q: '夜市治理综合' })).total).toBe(0);
});

test('nothing that was published is undone or merged', async () => {
  const outlet = await editor.outlets.create({
    name: '东河执法简报',
    level: 'inhouse',
    kind: 'bulletin',
    internal: true,
    openedOn: '2026-01-01',
    closedOn: null,
  });
  const at = await arrivedFrom(office, { title: '已刊用的稿件' });
  const accepted = await editor.reviews.desk.accept({ id: at.id, version: at.version });
  await editor.adoptions.adopt({
    manuscriptId: at.id,
    outletId: outlet.id,
    publishedOn: '2026-05-20',
    genre: 'brief',
  });
  const now = await editor.manuscripts.get({ id: at.id });
  expect(now.adoptions).toBe(1);
  const undo = editor.reviews.desk.undo({ id: at.id, version: accepted.version });
  expect(await refusalOf(undo)).toMatchObject({ code: 'wrong_state', reason: 'adopted_already' });
});

test('the desk decides only on what has reached it, and nobody else decides for it', async () => {
  const sent = await sentBy(office, { title: '仍在审核的稿件' });
  const early = editor.reviews.desk.accept({ id: sent.id, version: sent.version });
  expect(await refusalOf(early)).toMatchObject({ code: 'wrong_state', reason: 'is_in_review' });
  const at = await arrivedFrom(office, { title: '他人不能处理' });
  const call = (await office.as('head')).reviews.desk.accept({ id: at.id, version: at.version });
  expect(await refusalOf(call)).toMatchObject({ code: 'forbidden', reason: 'no_right' });
  const stale = editor.reviews.desk.decline({ id: at.id, version: at.version - 1, reason: 'poor' });
  expect(await refusalOf(stale)).toMatchObject({ code: 'stale' });
});

test('an editor does not accept an item of their own; a colleague does', async () => {
  const own = await arrivedFrom(
    office,
    { title: '市容科推行商户自治' },
    { writer: 'editor', unit: 'city_look', head: 'head' },
  );
  expect((await editor.manuscripts.get({ id: own.id })).can.accept).toMatchObject({ reason: 'own_item' });
  const refusal = await refusalOf(editor.reviews.desk.accept({ id: own.id, version: own.version }));
  expect(refusal).toMatchObject({ code: 'forbidden', reason: 'own_item' });
  const chief = await office.as('chief');
  expect(await chief.reviews.desk.accept({ id: own.id, version: own.version })).toMatchObject({
    state: 'accepted',
  });
});
