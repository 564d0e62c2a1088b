import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, draftOf, paragraph, sentBy } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { RULES_VERSION } from '../text/quality/check.ts';

let office: Office;
let writer: Client;
let head: Client;
let chief: Client;
let security: Client;
let leader: Client;
beforeAll(async () => {
  office = await startOffice();
  [writer, head, chief, security, leader] = await Promise.all([
    office.as('writer'),
    office.as('head'),
    office.as('chief'),
    office.as('security'),
    office.as('leader', office.posts['leader.leader_in_charge.city_look']),
  ]);
});
afterAll(() => office.close());

const PHONE = '联系人电话13800138000，';
const COMMA = '市容科在三条街道开展夜间巡查,劝导摊贩十二户。';

async function draft(text: string) {
  return writer.manuscripts.create({
    ...draftOf(office, { title: '市容科夜间巡查见实效', body: [paragraph(text)] }),
    sourceFileId: null,
  });
}

test('what the check finds in the sent text is kept with its hash, with the answers, for reviewers to see', async () => {
  const { id, version } = await draft(PHONE + COMMA);
  const answered = await writer.manuscripts.answerFinding({
    id,
    rule: 'D2',
    text: '13800138000',
    answer: 'left',
    reason: '公开的办公电话',
  });
  expect(answered).toMatchObject([{ rule: 'D2', quote: '13********0', answer: 'left' }]);
  const sent = await writer.manuscripts.submit({ id, version });
  const { runs } = await head.manuscripts.checkRecord({ id });
  expect(runs).toMatchObject([{ step: 'submitted', by: '陆晓棠', rules: RULES_VERSION, revisionNumber: 1 }]);
  const kept = runs[0]!.findings;
  expect(kept.find(each => each.rule === 'D2')).toMatchObject({ answer: 'left', reason: '公开的办公电话' });
  expect(kept.find(each => each.rule === 'P1')).toMatchObject({ quote: ',', answer: null });
  expect(JSON.stringify(runs)).not.toContain('13800138000');
  await head.reviews.approve({ id, version: sent.version });
  const after = await chief.manuscripts.checkRecord({ id });
  expect(after.runs.map(run => [run.step, run.findings.length])).toEqual([
    ['approved', kept.length],
    ['submitted', kept.length],
  ]);
  expect(after.runs.every(run => run.hash === runs[0]!.hash)).toBe(true);
});

test('leaving a fault wants a reason; nobody but its writers answers; a secrecy hint is not theirs to answer', async () => {
  const { id } = await draft(COMMA);
  const ask = { id, rule: 'P1', text: ',', answer: 'not_a_fault', reason: '' } as const;
  expect(await refusalOf(writer.manuscripts.answerFinding(ask))).toMatchObject({ reason: 'reason_missing' });
  const writer2 = await office.as('writer2');
  const foreign = writer2.manuscripts.answerFinding({ ...ask, reason: '原文如此' });
  expect(await refusalOf(foreign)).toMatchObject({ reason: 'not_writer' });
  const hint = writer.manuscripts.answerFinding({ ...ask, rule: 'S2', reason: '可以公开' });
  expect(await refusalOf(hint)).toMatchObject({ reason: 'to_be_cleared' });
  await writer.manuscripts.answerFinding({ ...ask, reason: '原文如此' });
  expect(await writer.manuscripts.answerFinding({ ...ask, answer: null })).toEqual([]);
});

test('a hint at secrets stops every signature until two persons who did not write it have cleared that very text', async () => {
  const sent = await sentBy(office, {
    title: '市容科整理巡查台账',
    body: [paragraph('市容科整理巡查台账，此件为内部资料，共十二册。')],
  });
  const approve = (version: number) => head.reviews.approve({ id: sent.id, version });
  expect(await refusalOf(approve(sent.version))).toMatchObject({ reason: 'clearance_missing' });
  const seen = await head.manuscripts.get({ id: sent.id });
  expect(seen.can.approve).toMatchObject({ reason: 'clearance_missing' });
  const { clearance, runs } = await head.manuscripts.checkRecord({ id: sent.id });
  expect(clearance).toMatchObject({ needed: true, cleared: false, given: [], can: { clear: null } });
  expect(runs[0]!.findings.find(each => each.rule === 'S2')?.quote).toBeNull();
  expect((await head.manuscripts.toClear({})).rows.map(row => row.id)).toContain(sent.id);
  expect((await head.notices.list({})).rows.some(row => row.kind === 'to_clear')).toBe(true);

  const say = { id: sent.id, key: clearance.key, verdict: 'clear', reason: '台账内容可以公开' } as const;
  expect(await refusalOf(writer.manuscripts.clear(say))).toMatchObject({ reason: 'no_right' });
  expect(await refusalOf(head.manuscripts.clear({ ...say, key: '0'.repeat(64) }))).toMatchObject({
    code: 'stale',
  });
  await head.manuscripts.clear(say);
  await head.manuscripts.clear(say);
  expect(await refusalOf(approve(sent.version))).toMatchObject({ reason: 'clearance_missing' });
  await leader.manuscripts.clear({ ...say, verdict: 'hold', reason: '第三册不宜公开' });
  expect(await refusalOf(approve(sent.version))).toMatchObject({ reason: 'clearance_held' });
  expect(await leader.manuscripts.clear(say)).toMatchObject({ cleared: true });
  expect((await head.manuscripts.toClear({})).rows.map(row => row.id)).not.toContain(sent.id);
  expect((await approve(sent.version)).state).toBe('at_desk');
});

test('an item may not be adopted while the desk’s own text is not cleared; who wrote that text does not clear it', async () => {
  const item = await arrivedFrom(office, { title: '市容科公布巡查路线' });
  const taken = await chief.reviews.desk.accept({ id: item.id, version: item.version });
  await chief.reviews.desk.edit({
    id: item.id,
    version: taken.version,
    title: '市容科公布巡查路线',
    body: [paragraph('巡查路线仅供领导参阅。')],
  });
  const { id: outlet } = await chief.outlets.create({
    name: '东河信息',
    level: 'inhouse',
    kind: 'bulletin',
    internal: true,
    openedOn: '2020-01-01',
  });
  const adopt = () =>
    chief.adoptions.adopt({
      manuscriptId: item.id,
      outletId: outlet,
      publishedOn: '2026-05-20',
      issue: '第1期',
      genre: 'brief',
      position: 'ordinary',
    });
  expect(await refusalOf(adopt())).toMatchObject({ reason: 'clearance_missing' });
  const { clearance } = await chief.manuscripts.checkRecord({ id: item.id });
  const say = { id: item.id, key: clearance.key, verdict: 'clear', reason: '可以刊发' } as const;
  expect(await refusalOf(chief.manuscripts.clear(say))).toMatchObject({ reason: 'own_clearance' });
  await head.manuscripts.clear(say);
  await leader.manuscripts.clear(say);
  expect((await adopt()).state).toBe('verified');
});

test('a local word is hit however it is disguised; the list is the security role’s alone, and the trail does not name it', async () => {
  const word = '样例*代号';
  await security.checks.addWord({ word, reason: '内部代称' });
  const { findings } = await writer.manuscripts.check({
    title: '',
    body: [paragraph('样 例甲代號已启动。')],
    genre: 'brief',
    type: 'other',
  });
  expect(findings.filter(each => each.rule === 'S4')).toMatchObject([
    { text: '样 例甲代號', severity: 'error' },
  ]);
  for (const client of [writer, head, chief])
    expect(await refusalOf(client.checks.words({}))).toMatchObject({ reason: 'no_right' });
  const [kept] = await security.checks.words({});
  expect(kept).toMatchObject({ word, removedAt: null });
  const again = security.checks.addWord({ word, reason: '内部代称' });
  expect(await refusalOf(again)).toMatchObject({ code: 'conflict' });
  const wide = security.checks.addWord({ word: '工作', reason: '太常见' });
  expect(await refusalOf(wide)).toMatchObject({ reason: 'word_too_wide' });
  await security.checks.removeWord({ id: kept!.id });
  expect(await security.checks.words({})).toMatchObject([{ removedAt: expect.any(String) }]);
  await security.checks.removeWord({ id: kept!.id, undo: true });
  expect(await security.checks.words({})).toMatchObject([{ removedAt: null }]);
});

test('an earlier text that holds what was masked later is sealed by right, told as such, and opened again', async () => {
  const sent = await sentBy(office, {
    title: '市容科回访商户',
    body: [paragraph('市容科回访商户，电话13800138000。')],
  });
  const back = await head.reviews.return({ id: sent.id, version: sent.version, reason: '请遮盖电话' });
  await writer.manuscripts.save({
    ...draftOf(office, { title: '市容科回访商户', body: [paragraph('市容科回访商户，电话138****8000。')] }),
    id: sent.id,
    version: back.version,
  });
  const old = { id: sent.id, revisionId: sent.revisionId };
  const seal = { ...old, reason: '含个人电话' };
  expect(await refusalOf(writer.manuscripts.seal(seal))).toMatchObject({ reason: 'no_right' });
  const current = await writer.manuscripts.get({ id: sent.id });
  const inForce = head.manuscripts.seal({ ...seal, revisionId: current.revisionId });
  expect(await refusalOf(inForce)).toMatchObject({ reason: 'text_in_force' });
  expect(await head.manuscripts.seal(seal)).toMatchObject({ sealed: true, versions: [1] });
  for (const client of [writer, head])
    expect(await refusalOf(client.manuscripts.revision(old))).toMatchObject({ reason: 'revision_sealed' });
  const rows = await writer.manuscripts.revisions({ id: sent.id });
  expect(rows.find(row => row.id === sent.revisionId)?.sealed).toMatchObject({ reason: '含个人电话' });
  await head.manuscripts.seal({ ...seal, undo: true });
  expect((await writer.manuscripts.revision(old)).body).toEqual([
    paragraph('市容科回访商户，电话13800138000。'),
  ]);
});
