import { checksOf, RELEASE_STAGES, type Release, type ReleaseStage } from '@xinxuan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, paragraph } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { SIGNERS } from '../../test/signers.ts';

let office: Office;
let editor: Client;
beforeAll(async () => {
  office = await startOffice();
  editor = await office.as('editor');
});
afterAll(() => office.close());

async function accepted(title: string): Promise<string> {
  const { id, version } = await arrivedFrom(office, { title });
  await editor.reviews.desk.accept({ id, version });
  return id;
}

async function started(title: string): Promise<Release> {
  const duties = Object.fromEntries(
    RELEASE_STAGES.map(stage => [stage, office.people[SIGNERS[stage]]]),
  ) as Record<ReleaseStage, string>;
  return editor.releases.start({ manuscriptId: await accepted(title), destination: '东河日报', duties });
}

async function sign(of: Release, stage: ReleaseStage): Promise<Release> {
  // The leader has another of his posts chosen: what he signs is that of the duty.
  const chosen = SIGNERS[stage] === 'leader' ? office.posts['leader.leader_in_charge.squad'] : undefined;
  const signer = await office.as(SIGNERS[stage], chosen);
  const now = await signer.releases.get({ id: of.id });
  return signer.releases.sign({
    ...{ id: of.id, version: now.version, stage, hash: now.hash, checks: [...checksOf(stage)] },
    opinion: '同意',
    ...(stage.startsWith('proof') && {
      errors: [{ kind: 'punctuation', passage: '顿号误作逗号', note: '已改' }],
    }),
  });
}

test('seven persons sign in turn, only then it goes out, and the sheet shows it', async () => {
  let one = await started('夜间巡查稿件发布');
  expect(one.duties.filter(duty => duty.open).map(duty => duty.stage)).toEqual(['review1', 'proof1']);
  const early = editor.releases.release({ id: one.id, version: one.version });
  expect(await refusalOf(early)).toMatchObject({ reason: 'not_all_signed' });
  for (const stage of RELEASE_STAGES) one = await sign(one, stage);
  expect(one.duties.every(duty => duty.signed?.holds)).toBe(true);
  const inPost = (role: string, name: string) => ({ role, unit: { name } });
  expect(one.duties.map(duty => duty.signed?.post)).toMatchObject([
    inPost('unit_head', '市容科'),
    inPost('correspondent', '市容科'),
    inPost('desk_chief', '东河区综合执法局'),
    inPost('desk_editor', '东河区综合执法局'),
    inPost('assessor', '东河区综合执法局'),
    inPost('principal_leader', '东河区综合执法局'),
    inPost('leader_in_charge', '市容科'),
  ]);
  one = await editor.releases.release({ id: one.id, version: one.version });
  expect(one).toMatchObject({ state: 'released', urgent: null, released: { by: { name: '齐思远' } } });
  const sheet = await editor.releases.sheet({ id: one.id });
  expect(sheet.name).toBe('发稿审签单 夜间巡查稿件发布.docx');
  const { stages, units } = await editor.releases.errors({ from: '2026-05-01', to: '2026-05-31' });
  expect(stages.find(each => each.stage === 'proof2')).toEqual({ stage: 'proof2', signed: 1, found: 1 });
  expect(units).toMatchObject([{ unit: { name: '市容科' }, texts: 1, found: 3 }]);
});

test('what is returned is changed and signed anew by all: no signature holds on another text', async () => {
  let one = await started('退回重签的稿件');
  one = await sign(one, 'review1');
  const proof = await office.as('writer2');
  one = await proof.releases.return({
    ...{ id: one.id, version: one.version, stage: 'proof1', hash: one.hash, reason: '地名有误' },
  });
  expect(one).toMatchObject({ state: 'returned' });
  const same = editor.releases.revise({ id: one.id, version: one.version });
  expect(await refusalOf(same)).toMatchObject({ reason: 'text_same' });
  const manuscript = await editor.manuscripts.get({ id: one.manuscript.id });
  await editor.reviews.desk.edit({
    ...{ id: manuscript.id, version: manuscript.version, title: manuscript.title },
    body: [paragraph('地名改正之后的正文。')],
  });
  const old = one.hash;
  one = await editor.releases.revise({ id: one.id, version: one.version });
  expect(one).toMatchObject({ state: 'checking', textNumber: 2 });
  expect(one.duties.some(duty => duty.signed)).toBe(false);
  expect(one.signs.map(each => [each.stage, each.passed, each.holds])).toEqual([
    ['review1', true, false],
    ['proof1', false, false],
  ]);
  const head = await office.as('head');
  const unseen = head.releases.sign({
    ...{ id: one.id, version: one.version, stage: 'review1', hash: old, checks: [...checksOf('review1')] },
  });
  expect(await refusalOf(unseen)).toMatchObject({ reason: 'text_changed' });
});

test('a signature wants every point ticked, its turn, and the person named', async () => {
  const one = await started('逐项核对的稿件');
  const head = await office.as('head');
  const at = { id: one.id, version: one.version, hash: one.hash };
  const gap = head.releases.sign({ ...at, stage: 'review1', checks: ['politics'] });
  expect(await refusalOf(gap)).toMatchObject({ reason: 'not_all_checked' });
  const other = head.releases.sign({ ...at, stage: 'proof1', checks: [...checksOf('proof1')] });
  expect(await refusalOf(other)).toMatchObject({ reason: 'not_your_duty' });
  const chief = await office.as('chief');
  const early = chief.releases.sign({ ...at, stage: 'review2', checks: [...checksOf('review2')] });
  expect(await refusalOf(early)).toMatchObject({ reason: 'not_yet' });
});

/** What an emergency does not wait for ends behind these. */
const CLEARED: ReleaseStage[] = ['review1', 'secrecy'];

test('in an emergency a leader lets it out first; what is missing stays owed and is flagged', async () => {
  let one = await started('汛情通告');
  const no = editor.releases.releaseUrgent({ id: one.id, version: one.version, reason: '来不及' });
  expect(await refusalOf(no)).toMatchObject({ code: 'forbidden' });
  const leader = await office.as('principal');
  const unseen = leader.releases.releaseUrgent({ id: one.id, version: one.version, reason: '来不及' });
  expect(await refusalOf(unseen)).toMatchObject({ reason: 'secrecy_first' });
  for (const stage of CLEARED) one = await sign(one, stage);
  one = await leader.releases.releaseUrgent({
    id: one.id,
    version: one.version,
    reason: '强降雨临近，须即时发布',
  });
  expect(one).toMatchObject({ state: 'released', urgent: { owed: true, by: { name: '章望舒' } } });
  for (const stage of RELEASE_STAGES.filter(stage => !CLEARED.includes(stage))) one = await sign(one, stage);
  expect(one.urgent?.owed).toBe(false);
});

/** What the editor, who began it, owes because it was returned. */
const toCorrect = async ({ id }: Release) =>
  (await editor.duties.list({ view: 'mine' })).rows.filter(
    row => row.link === `/releases/${id}` && row.title.zh.endsWith('待更正'),
  );

test('what a later check returns after an urgent release is corrected, and all sign the corrected text', async () => {
  let one = await started('停水通知中的电话号码');
  const leader = await office.as('principal');
  for (const stage of CLEARED) one = await sign(one, stage);
  const at = ({ id, version }: Release) => ({ id, version });
  one = await leader.releases.releaseUrgent({ ...at(one), reason: '须即时告知居民' });
  const early = editor.releases.revise(at(one));
  expect(await refusalOf(early)).toMatchObject({ reason: 'nothing_returned' });
  for (const stage of ['proof1', 'review2'] as const) one = await sign(one, stage);
  const proof = await office.as(SIGNERS.proof2);
  one = await proof.releases.return({
    ...{ ...at(one), stage: 'proof2', hash: one.hash, reason: '电话号码写错了一位' },
    errors: [{ kind: 'date_or_figure', passage: '83210046', note: '应为83210064' }],
  });
  expect(one).toMatchObject({ state: 'released', urgent: { owed: true }, released: { textNumber: 1 } });
  const proof2 = one.duties.find(duty => duty.stage === 'proof2')!;
  expect(proof2).toMatchObject({ signed: null, returned: { opinion: '电话号码写错了一位' } });
  const { rows } = await editor.releases.list({ manuscriptId: one.manuscript.id });
  expect(rows).toMatchObject([{ urgent: true, returned: true }]);
  expect(await toCorrect(one)).toMatchObject([{ title: { zh: '应急发布后被退回，待更正' } }]);

  const same = (await editor.releases.get({ id: one.id })).version;
  expect(await refusalOf(editor.releases.revise({ id: one.id, version: same }))).toMatchObject({
    reason: 'text_same',
  });
  const manuscript = await editor.manuscripts.get({ id: one.manuscript.id });
  await editor.reviews.desk.edit({
    ...{ id: manuscript.id, version: manuscript.version, title: manuscript.title },
    body: [paragraph('停水期间请拨打83210064咨询。')],
  });
  one = await editor.releases.revise(at(one));
  expect(one).toMatchObject({ state: 'released', textNumber: 2, released: { textNumber: 1 } });
  expect(one.duties.filter(duty => duty.signed || duty.returned)).toEqual([]);
  expect(await toCorrect(one)).toEqual([]);
  for (const stage of RELEASE_STAGES) one = await sign(one, stage);
  expect(one).toMatchObject({ state: 'released', urgent: { owed: false } });
});

test('whoever returned it after an urgent release may still sign it, and nothing is left to correct', async () => {
  let one = await started('高温提示');
  const leader = await office.as('principal');
  for (const stage of CLEARED) one = await sign(one, stage);
  one = await leader.releases.releaseUrgent({ id: one.id, version: one.version, reason: '须即时告知' });
  const proof = await office.as(SIGNERS.proof1);
  one = await proof.releases.return({
    ...{ id: one.id, version: one.version, stage: 'proof1', hash: one.hash, reason: '单位名称待核' },
    errors: [],
  });
  expect(await toCorrect(one)).toHaveLength(1);
  one = await sign(one, 'proof1');
  expect(await toCorrect(one)).toEqual([]);
});

test('who stands in for a signer has it among what waits, and signs in the signer’s place', async () => {
  const one = await started('委托期间的发布审核');
  const head = await office.as('head');
  const day = '2026-05-20';
  const delegation = await head.reviews.delegations.create({
    ...{ toPersonId: office.people.other_head, fromOn: day, toOn: day },
  });
  const stand = await office.as('other_head');
  const mine = async () => (await stand.releases.list({ mine: true })).rows.map(row => row.id);
  expect(await mine()).toContain(one.id);
  const at = { id: one.id, version: one.version, hash: one.hash };
  const signed = await stand.releases.sign({
    ...{ ...at, stage: 'review1', checks: [...checksOf('review1')] },
  });
  const names = { by: { name: '邵立行' }, for: { name: '郭北辰' } };
  expect(signed.duties.find(duty => duty.stage === 'review1')?.signed).toMatchObject(names);
  await head.reviews.delegations.end({ id: delegation.id });
  expect(await mine()).toEqual([]);
  const over = stand.releases.get({ id: one.id });
  expect(await refusalOf(over)).toMatchObject({ code: 'forbidden' });
});

test('the proposal names seven different persons and never the writer', async () => {
  const manuscriptId = await accepted('由系统建议签字人');
  const { duties, people } = await editor.releases.propose({ manuscriptId });
  const named = Object.values(duties);
  expect(new Set(named).size).toBe(named.length);
  expect(named).toHaveLength(7);
  expect([...named, ...people.map(each => each.id)]).not.toContain(office.people.writer);
});

test('only who holds a post at the desk, above it or at the unit that wrote can be named for a duty', async () => {
  const one = await started('改派审签人的稿件');
  const assign = (personId: string) =>
    editor.releases.assign({ id: one.id, version: one.version, stage: 'proof1', personId });
  const nobody = `per_${'0'.repeat(26)}`;
  expect(await refusalOf(assign(nobody))).toMatchObject({ reason: 'unknown_signer' });
  expect(await refusalOf(assign(office.people.system))).toMatchObject({ reason: 'unknown_signer' });
  const unchanged = await editor.releases.get({ id: one.id });
  expect(unchanged.duties).toEqual(one.duties);
});

test('what goes out is checked once more as it was signed, and hints at secrets stop it, in an emergency too', async () => {
  let one = await started('发布前的检查');
  for (const stage of CLEARED) one = await sign(one, stage);
  const principal = await office.as('principal');
  const at = ({ id, version }: Release) => ({ id, version });
  const record = (id: string) => editor.manuscripts.get({ id });
  const manuscript = await record(one.manuscript.id);
  const edited = await editor.reviews.desk.edit({
    ...{ id: manuscript.id, version: manuscript.version, title: manuscript.title },
    body: [paragraph('执法人员携带内部资料开展夜间巡查。')],
  });
  const changed = principal.releases.releaseUrgent({ ...at(one), reason: '强降雨临近' });
  expect(await refusalOf(changed)).toMatchObject({ reason: 'text_changed_since' });
  one = await editor.releases.revise(at(one));
  for (const stage of CLEARED) one = await sign(one, stage);
  const hinted = principal.releases.releaseUrgent({ ...at(one), reason: '强降雨临近' });
  expect(await refusalOf(hinted)).toMatchObject({ reason: 'clearance_missing' });
  await editor.reviews.desk.edit({
    ...{ id: edited.id, version: edited.version, title: edited.title },
    body: [paragraph('执法人员开展夜间巡查。')],
  });
  one = await editor.releases.revise(at(one));
  for (const stage of RELEASE_STAGES) one = await sign(one, stage);
  expect(await editor.releases.release(at(one))).toMatchObject({ state: 'released' });
  const runs = await editor.manuscripts.checkRecord({ id: edited.id });
  expect(JSON.stringify(runs)).toContain('"released"');
});
