import type { TextInWork } from '@xinxuan/contract';
import { changesIn, textAfter, textBefore, textOfFlat } from '@xinxuan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, PNG, paragraph } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';

let office: Office;
let writer: Client;
let head: Client;
let editor: Client;
beforeAll(async () => {
  office = await startOffice();
  [writer, head, editor] = await Promise.all([office.as('writer'), office.as('head'), office.as('editor')]);
});
afterAll(() => office.close());

async function sent(title: string, ...texts: string[]) {
  const body = texts.map(text => paragraph(text));
  const draft = await writer.manuscripts.create({ ...draftOf(office, { title, body }), sourceFileId: null });
  return writer.manuscripts.submit({ id: draft.id, version: draft.version });
}

async function atDesk(title: string, ...texts: string[]) {
  const inReview = await sent(title, ...texts);
  return head.reviews.approve({ id: inReview.id, version: inReview.version });
}

type RoomState = { present: { person: { name: string }; writing: boolean }[] };

const save = (
  client: Client,
  text: TextInWork | { id: string; version: number; title: string },
  ...texts: string[]
) =>
  client.writing.save({
    id: text.id,
    version: text.version,
    title: text.title,
    body: texts.map(each => paragraph(each)),
  });
const changes = (text: TextInWork) =>
  changesIn(text.redline ?? { marks: [], runs: [] }).map(c => [c.by.name, c.added, c.removed]);

test('a signer corrects what is signed; the sent text stays, the trace bears the name, the signature is on the new text', async () => {
  const item = await sent('夜查占道经营', '市容科整治占道经营。');
  const opened = await head.writing.open({ id: item.id });
  expect(opened).toMatchObject({ side: 'review', redline: null, can: { write: null, decide: null } });
  const saved = await save(head, opened, '市容科集中整治占道经营。');
  expect(changes(saved)).toEqual([['郭北辰', '集中', '']]);
  const shown = await writer.manuscripts.get({ id: item.id });
  expect(shown.body).toEqual([paragraph('市容科集中整治占道经营。')]);
  expect(shown.life.map(event => event.kind)).toContain('review_edited');
  const versions = await writer.manuscripts.revisions({ id: item.id });
  expect(versions.map(each => [each.kind, each.size])).toEqual([
    ['review', { added: 2, removed: 0 }],
    ['sent', null],
  ]);
  const signed = await head.reviews.approve({ id: item.id, version: saved.version });
  expect(signed.state).toBe('at_desk');
  expect(signed.route[0]?.state).toBe('approved');
});

test('the trace goes along to the desk, which adds its own, takes one change and rejects another', async () => {
  const item = await sent('整治市容', '市容科整治占道。', '成效明显。');
  const reviewed = await save(
    head,
    await head.writing.open({ id: item.id }),
    '市容科集中整治占道。',
    '成效明显。',
  );
  await head.reviews.approve({ id: item.id, version: reviewed.version });
  const opened = await editor.writing.open({ id: item.id });
  expect(opened).toMatchObject({ side: 'desk' });
  const edited = await save(editor, opened, '市容科集中整治占道。', '成效十分明显。');
  expect(changes(edited)).toEqual([
    ['郭北辰', '集中', ''],
    ['齐思远', '十分', ''],
  ]);
  const [first, second] = edited.redline!.marks;
  const taken = await editor.writing.decide({
    id: item.id,
    version: edited.version,
    changes: [first!.n],
    decision: 'accept',
  });
  expect(changes(taken)).toEqual([['齐思远', '十分', '']]);
  expect(taken.revisionId).toBe(edited.revisionId);
  const again = { id: item.id, version: taken.version, changes: [first!.n], decision: 'accept' as const };
  expect(await refusalOf(editor.writing.decide(again))).toMatchObject({ reason: 'change_gone' });
  const rejected = await editor.writing.decide({
    id: item.id,
    version: taken.version,
    changes: [second!.n],
    decision: 'reject',
  });
  expect(rejected).toMatchObject({
    redline: null,
    body: [paragraph('市容科集中整治占道。'), paragraph('成效明显。')],
  });
  expect(rejected.revisionId).not.toBe(edited.revisionId);
  expect(rejected.decisions.map(d => [d.by.name, d.added, d.decision, d.decidedBy.name])).toEqual([
    ['齐思远', '十分', 'reject', '齐思远'],
    ['郭北辰', '集中', 'accept', '齐思远'],
  ]);
});

test('all changes rejected at once give the sent text back', async () => {
  const item = await atDesk('连续整治', '第一段。', '第二段。');
  let text = await editor.writing.open({ id: item.id });
  for (const texts of [['第一段，补充。', '第二段。'], ['第一段，补充。第二段。'], ['全文改写。']])
    text = await save(editor, text, ...texts);
  expect(textOfFlat(textAfter(text.redline!)).body).toEqual([paragraph('全文改写。')]);
  expect(textOfFlat(textBefore(text.redline!)).body).toEqual([paragraph('第一段。'), paragraph('第二段。')]);
  const back = await editor.writing.decide({
    id: item.id,
    version: text.version,
    changes: null,
    decision: 'reject',
  });
  expect(back.body).toEqual([paragraph('第一段。'), paragraph('第二段。')]);
  expect(back.redline).toBeNull();
});

test('photos, their captions and their order are kept with each version, compared and restored with it', async () => {
  const [one, two] = await Promise.all([
    office.upload('writer', '一.png', PNG),
    office.upload('writer', '二.png', Buffer.concat([PNG, PNG])),
  ]);
  const fields = (photos: { fileId: string; caption: string }[]) =>
    draftOf(office, { title: '夜查', body: [paragraph('夜查三条街。')], photos });
  const first = [
    { fileId: one.id, caption: '队员清点摊位' },
    { fileId: two.id, caption: '商户签收通知' },
  ];
  const draft = await writer.manuscripts.create({ ...fields(first), sourceFileId: null });
  const fewer = await writer.manuscripts.save({
    ...fields([{ fileId: two.id, caption: '商户当场签收通知' }]),
    ...{ id: draft.id, version: draft.version },
  });
  const kept = await writer.manuscripts.revisions({ id: draft.id });
  expect(kept.map(each => [each.number, each.photos, each.size])).toEqual([
    [2, 1, { added: 2, removed: 6 }],
    [1, 2, null],
  ]);
  const then = await writer.manuscripts.revision({ id: draft.id, revisionId: draft.revisionId });
  expect(then.photosThen?.map(({ fileId, caption }) => ({ fileId, caption }))).toEqual(first);
  // Who reads the manuscript sees the photos of its earlier versions as well.
  const seen = await fetch(`${office.url}${then.photosThen![0]!.url}`, {
    headers: await office.headers('head'),
  });
  expect(seen.status).toBe(200);
  const restored = await writer.writing.restore({
    ...{ id: draft.id, version: fewer.version, revisionId: draft.revisionId },
  });
  const shown = await writer.manuscripts.get({ id: draft.id });
  expect(shown.photos.map(({ fileId, caption }) => ({ fileId, caption }))).toEqual(first);
  await writer.writing.restore({ id: draft.id, version: restored.version, revisionId: fewer.revisionId });
  expect((await writer.manuscripts.get({ id: draft.id })).photos).toHaveLength(1);
  const swapped = await writer.manuscripts.get({ id: draft.id });
  const both = await writer.manuscripts.save({
    ...fields([...first].reverse()),
    ...{ id: draft.id, version: swapped.version },
  });
  const ordered = await writer.manuscripts.revision({ id: draft.id, revisionId: both.revisionId });
  expect(ordered.photosThen?.map(({ fileId }) => fileId)).toEqual([two.id, one.id]);
  // Saving the same again makes no version.
  const same = await writer.manuscripts.save({
    ...fields([...first].reverse()),
    id: draft.id,
    version: both.version,
  });
  expect(same.revisionId).toBe(both.revisionId);
});

test('an older version is restored as a new one, and that can be undone the same way', async () => {
  const item = await atDesk('恢复旧稿', '原来的文字。');
  const first = await save(editor, await editor.writing.open({ id: item.id }), '改过的文字。');
  const versions = await editor.manuscripts.revisions({ id: item.id });
  const sentId = versions.find(each => each.kind === 'sent')!.id;
  const restored = await editor.writing.restore({ id: item.id, version: first.version, revisionId: sentId });
  expect(restored).toMatchObject({ body: [paragraph('原来的文字。')], redline: null });
  const kept = await editor.manuscripts.revisions({ id: item.id });
  expect(kept[0]).toMatchObject({ reason: 'restored', restoredFrom: 1, number: 3 });
  const undone = await editor.writing.restore({
    id: item.id,
    version: restored.version,
    revisionId: first.revisionId,
  });
  expect(undone.body).toEqual([paragraph('改过的文字。')]);
  const now = { id: item.id, version: undone.version, revisionId: undone.revisionId };
  expect(await refusalOf(editor.writing.restore(now))).toMatchObject({ reason: 'is_current' });
  const shown = await writer.manuscripts.get({ id: item.id });
  expect(shown.life.filter(event => event.kind === 'text_restored')).toHaveLength(2);
});

test('two at one text: who saves over the other’s version is told so, and both make one version together', async () => {
  const item = await atDesk('两人同改', '第一段。', '第二段。');
  const chief = await office.as('chief');
  const both = await editor.writing.open({ id: item.id });
  const mine = await save(editor, both, '第一段，编辑补充。', '第二段。');
  expect(await refusalOf(save(chief, both, '第一段。', '第二段，主编补充。'))).toMatchObject({
    code: 'stale',
  });
  const merged = await save(chief, mine, '第一段，编辑补充。', '第二段，主编补充。');
  expect(changes(merged).map(([name, added]) => [name, added])).toEqual([
    ['齐思远', '，编辑补充'],
    ['柏青', '，主编补充'],
  ]);
  expect(merged.revisionId).toBe(mine.revisionId);
  const [latest] = await editor.manuscripts.revisions({ id: item.id });
  expect(latest).toMatchObject({
    by: { name: '齐思远' },
    with: [{ name: '柏青' }],
    size: { added: 10, removed: 0 },
  });
});

test('autosaves of one sitting are one version; a text wiped out by mistake is kept apart', async () => {
  const long = '市容科集中整治占道经营。'.repeat(30);
  const item = await atDesk('误删', long);
  let text = await editor.writing.open({ id: item.id });
  for (let n = 1; n <= 20; n++) text = await save(editor, text, `${long}第${n}次保存。`);
  expect(await editor.manuscripts.revisions({ id: item.id })).toHaveLength(2);
  text = await save(editor, text, '误删。');
  const kept = await editor.manuscripts.revisions({ id: item.id });
  expect(kept).toHaveLength(3);
  const before = await editor.manuscripts.revision({ id: item.id, revisionId: kept[1]!.id });
  expect(before.body).toEqual([paragraph(`${long}第20次保存。`)]);
});

test('comments stand at their words through edits, stay listed when those are gone, are answered and resolved', async () => {
  const item = await atDesk('批注', '市容科整治占道经营。', '成效明显。');
  const opened = await editor.writing.open({ id: item.id });
  const said = await editor.writing.comment({
    id: item.id,
    on: { from: 0, quote: '成效明显' },
    said: '请补充数据',
    mentions: [office.people.writer],
  });
  expect(said.threads).toMatchObject([
    { quote: '成效明显', comments: [{ said: '请补充数据' }], resolved: null },
  ]);
  const told = await writer.notices.list({ page: 1, pageSize: 20 });
  expect(told.rows[0]?.zh).toBe('齐思远在《批注》的批注中提到您。');
  const moved = await save(
    editor,
    { ...opened, version: said.version },
    '五月，市容科整治占道经营。',
    '成效十分明显。',
  );
  const { stretch } = moved.threads[0]!;
  const flat = textAfter(moved.redline!);
  expect(flat.slice(stretch!.from, stretch!.to)).toBe('成效十分明显');
  const answered = await writer.writing.comment({
    id: item.id,
    on: { threadId: moved.threads[0]!.id },
    said: '已补充',
  });
  expect(answered.threads[0]?.comments.map(each => [each.by.name, each.said])).toEqual([
    ['齐思远', '请补充数据'],
    ['陆晓棠', '已补充'],
  ]);
  const gone = await save(editor, { ...opened, version: answered.version }, '五月，市容科整治占道经营。');
  expect(gone.threads).toMatchObject([{ quote: '成效明显', stretch: null }]);
  const closed = await writer.writing.resolve({ id: item.id, threadId: gone.threads[0]!.id, resolved: true });
  expect(closed.threads[0]?.resolved?.by.name).toBe('陆晓棠');
  const reopened = await editor.writing.resolve({
    id: item.id,
    threadId: gone.threads[0]!.id,
    resolved: false,
  });
  expect(reopened.threads[0]?.resolved).toBeNull();
});

test('comments: words that are not there, strangers, and people without a part are refused', async () => {
  const item = await sent('无关人员', '市容科整治占道经营。');
  const on = { from: 0, quote: '市容科' };
  const nowhere = head.writing.comment({ id: item.id, on: { from: 0, quote: '没有的话' }, said: '在哪里' });
  expect(await refusalOf(nowhere)).toMatchObject({ reason: 'passage_gone' });
  const stranger = head.writing.comment({
    id: item.id,
    on,
    said: '请看',
    mentions: [office.people.assessor],
  });
  expect(await refusalOf(stranger)).toMatchObject({ reason: 'stranger_named' });
  const assessor = await office.as('assessor');
  expect(await refusalOf(assessor.writing.comment({ id: item.id, on, said: '路过' }))).toMatchObject({
    code: 'forbidden',
    reason: 'no_part',
  });
  expect(await refusalOf(save(assessor, await assessor.writing.open({ id: item.id }), '改'))).toMatchObject({
    code: 'forbidden',
  });
});

test('writers edit without a trace while they have it, and decide on nobody’s changes', async () => {
  const draft = await writer.manuscripts.create({
    ...draftOf(office, { title: '草稿', body: [paragraph('一')] }),
    sourceFileId: null,
  });
  const text = await save(writer, await writer.writing.open({ id: draft.id }), '一二');
  expect(text).toMatchObject({
    side: 'writer',
    redline: null,
    can: { decide: { reason: 'writer_decides_not' } },
  });
  const later = await sent('已报送', '一');
  expect(await refusalOf(save(writer, await writer.writing.open({ id: later.id }), '二'))).toMatchObject({
    code: 'wrong_state',
  });
});

test('who is at a text is seen by the others, and is gone when they leave', async () => {
  const item = await atDesk('在场', '第一段。');
  const chief = await office.as('chief');
  const leaving = new AbortController();
  const here = await editor.writing.room(
    { id: item.id, tab: 'tab-editor', writing: true },
    { signal: leaving.signal },
  );
  const names = (state: unknown) =>
    (state as RoomState | undefined)?.present.map(each => [each.person.name, each.writing]) ?? [];
  expect(names((await here.next()).value)).toEqual([['齐思远', true]]);
  const other = await chief.writing.room({ id: item.id, tab: 'tab-chief', writing: false });
  expect(names((await other.next()).value)).toEqual([
    ['齐思远', true],
    ['柏青', false],
  ]);
  await save(editor, await editor.writing.open({ id: item.id }), '第一段，改。');
  expect((await other.next()).value).toMatchObject({ version: item.version + 1 });
  leaving.abort();
  await here.return?.(undefined).catch(() => undefined);
  for (;;) {
    const { value } = await other.next();
    if (names(value).length === 1) break;
  }
  await other.return?.(undefined);
});

test('the Word file with changes carries who changed what', async () => {
  const item = await atDesk('修订下载', '市容科整治占道。');
  await save(editor, await editor.writing.open({ id: item.id }), '市容科集中整治占道。');
  const { fileId, name } = await editor.writing.download({ id: item.id });
  expect(name).toBe('修订下载（修订痕迹）.docx');
  expect(fileId).toMatch(/^fil_/);
});
