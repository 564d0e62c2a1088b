import { checksOf, flatOf, RELEASE_STAGES, type ReleaseStage } from '@xinxuan/contract';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { arrivedFrom, draftOf, paragraph } from '../../test/draft.ts';
import { indexed } from '../../test/indexed.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { placesOf } from '../../test/places.ts';
import { SIGNERS } from '../../test/signers.ts';

let office: Office;
let writer: Client;
let head: Client;
let editor: Client;
let chief: Client;
beforeAll(async () => {
  office = await startOffice();
  [writer, head, editor, chief] = await Promise.all([
    office.as('writer'),
    office.as('head'),
    office.as('editor'),
    office.as('chief'),
  ]);
});
afterAll(() => office.close());

/** Another number for every test, so that nothing of an earlier one is met. */
let PHONE = '13800138000';
let NAME = '';
let made = 0;
beforeEach(() => {
  made++;
  PHONE = `1380013${String(8000 + made)}`;
  NAME = `甄样本${'甲乙丙丁戊己庚辛'[made]}`;
});

const spaced = (phone: string): string => `${phone.slice(0, 3)} ${phone.slice(3, 7)}-${phone.slice(7)}`;
const open =
  '市容科回访三条街道的沿街商户，逐户登记对夜间巡查、垃圾收运和占道整治的意见建议，当场答复能够马上办理的事项，其余列入清单，明确办理时限和责任队员。';
const holding = () => [paragraph(open), paragraph(`商户代表${NAME}表示满意，电话${PHONE}。`)];
const masked = () => [
  paragraph(open),
  paragraph(`商户代表甄某某表示满意，电话${PHONE.slice(0, 3)}****${PHONE.slice(7)}。`),
];

async function accepted() {
  const item = await arrivedFrom(office, { title: '市容科回访商户', body: holding() });
  return editor.reviews.desk.accept({ id: item.id, version: item.version });
}

/** Everything that people do with a text and that repeats its words. */
async function workedOn() {
  const item = await accepted();
  const text = await editor.writing.open({ id: item.id });
  const flat = flatOf(text);
  const quote = `${NAME}表示满意，电话${PHONE}`;
  await editor.writing.comment({
    id: item.id,
    on: { from: flat.indexOf(quote), quote },
    said: `请${NAME}本人确认，${spaced(PHONE)}打不通`,
  });
  const duties = Object.fromEntries(
    RELEASE_STAGES.map(stage => [stage, office.people[SIGNERS[stage]]]),
  ) as Record<ReleaseStage, string>;
  const release = await editor.releases.start({ manuscriptId: item.id, destination: '东河日报', duties });
  await head.releases.sign({
    ...{ id: release.id, version: release.version, stage: 'review1', hash: release.hash },
    checks: [...checksOf('review1')],
    opinion: `电话${PHONE}建议遮盖`,
  });
  const twin = await writer.manuscripts.create({
    ...draftOf(office, { title: '再次回访', body: [paragraph(`${open}又登记一次。`)] }),
    sourceFileId: null,
  });
  await writer.manuscripts.declareRepeat({
    id: twin.id,
    otherId: item.id,
    answer: 'follow_up',
    note: `与${NAME}那篇相接，电话${PHONE}`,
  });
  const saved = await editor.writing.open({ id: item.id });
  const edited = await editor.writing.save({
    id: item.id,
    version: saved.version,
    title: saved.title,
    body: masked(),
  });
  const [mark] = edited.redline!.marks;
  await editor.writing.decide({
    ...{ id: item.id, version: edited.version, changes: [mark!.n], decision: 'accept' },
  });
  return { id: item.id, releaseId: release.id, sent: item.revisionId };
}

test('what the desk has masked stands nowhere in the database once the sent text is sealed, and comes back when it is opened', async () => {
  const { id, releaseId, sent } = await workedOn();
  await indexed(office);
  expect(await placesOf(office, PHONE)).toEqual(
    expect.arrayContaining([
      'comment_threads',
      'release_signs',
      'release_texts',
      'repeat_answers',
      'revisions',
    ]),
  );
  const say = { id, revisionId: sent, reason: '含个人电话' };
  const done = await head.manuscripts.seal(say);
  expect(done).toMatchObject({ sealed: true, versions: [1] });
  await indexed(office);
  // The trail is a chain and is never written anew; what is shown of it is covered.
  for (const word of [PHONE, NAME, spaced(PHONE)])
    expect((await placesOf(office, word)).filter(table => table !== 'audit_entries')).toEqual([]);
  const auditor = await office.as('auditor');
  const trail = JSON.stringify((await auditor.audit.list({ pageSize: 200 })).rows);
  expect(trail).toContain('█'.repeat(PHONE.length));
  expect([PHONE, NAME].filter(word => trail.includes(word))).toEqual([]);
  expect((await auditor.audit.verify()).broken).toEqual([]);

  const shown = await writer.manuscripts.get({ id });
  expect(shown.body).toEqual(masked());
  expect(shown.deskText?.body).toEqual(masked());
  const text = await editor.writing.open({ id });
  const [thread] = text.threads;
  expect(thread!.quote).toMatch(/^█+$/);
  expect(thread!.comments[0]!.said).toBe(
    `请甄${'█'.repeat(NAME.length - 1)}本人确认，${'█'.repeat(spaced(PHONE).length)}打不通`,
  );
  expect(text.decisions[0]!.removed).toMatch(/^█+$/);
  const release = await editor.releases.get({ id: releaseId });
  expect(JSON.stringify(release.body)).toContain('已封存');
  expect(release.signs[0]!.opinion).toBe(`电话${'█'.repeat(11)}建议遮盖`);
  const found = await editor.search.find({ q: PHONE });
  expect(found.rows).toEqual([]);

  await head.manuscripts.seal({ ...say, undo: true });
  const again = await editor.writing.open({ id });
  expect(again.threads[0]!.comments[0]!.said).toBe(`请${NAME}本人确认，${spaced(PHONE)}打不通`);
  expect((await writer.manuscripts.get({ id })).body).toEqual(holding());
  expect((await editor.releases.get({ id: releaseId })).body).toEqual(holding());
});

test('every earlier version with the same words goes along; the text in force is masked first', async () => {
  const item = await accepted();
  const [first, later] = [`${open}又访三户。`, `${open}又访四户，并逐一登记在册。`];
  const save = async (body: ReturnType<typeof holding>) => {
    const now = await editor.writing.open({ id: item.id });
    return editor.writing.save({ id: item.id, version: now.version, title: now.title, body });
  };
  const desk = await save([paragraph(first), holding()[1]!]);
  const inForce = head.manuscripts.seal({ id: item.id, revisionId: desk.revisionId, reason: '含个人电话' });
  expect(await refusalOf(inForce)).toMatchObject({ reason: 'text_in_force' });
  office.time.now = new Date(office.time.now.getTime() + 30 * 60_000);
  const last = await save([paragraph(later), masked()[1]!]);
  expect(last.revisionId).not.toBe(desk.revisionId);
  const done = await chief.manuscripts.seal({
    id: item.id,
    revisionId: desk.revisionId,
    reason: '含个人电话',
  });
  expect(done.versions).toEqual([1, 2]);
  await indexed(office);
  expect(await placesOf(office, PHONE)).toEqual([]);
  const rows = await writer.manuscripts.revisions({ id: item.id });
  expect(rows.map(row => row.sealed?.reason ?? null)).toEqual([null, '含个人电话', '含个人电话']);
  const sealed = writer.manuscripts.revision({ id: item.id, revisionId: item.revisionId });
  expect(await refusalOf(sealed)).toMatchObject({ reason: 'revision_sealed' });
});

test('a text that is returned after the seal goes back as it was masked; words can be named besides', async () => {
  const item = await arrivedFrom(office, { title: '市容科回访商户', body: holding() });
  const now = await editor.writing.open({ id: item.id });
  await editor.writing.save({
    ...{ id: item.id, version: now.version, title: now.title },
    body: [paragraph(open), paragraph('商户代表表示满意。')],
  });
  await editor.writing.comment({
    id: item.id,
    on: { from: now.title.length + 1, quote: '市容科' },
    said: `找${NAME}核对`,
  });
  await head.manuscripts.seal({
    id: item.id,
    revisionId: item.revisionId,
    reason: '写明姓名',
    words: [NAME],
  });
  await indexed(office);
  expect(await placesOf(office, NAME)).toEqual([]);
  const seen = await editor.manuscripts.get({ id: item.id });
  const back = await editor.reviews.desk.return({
    ...{ id: item.id, version: seen.version, reason: '请补充户数' },
  });
  expect(back.body).toEqual([paragraph(open), paragraph('商户代表表示满意。')]);
});

test('the document that a sealed text came from is not handed out while the seal holds', async () => {
  const source = await office.upload('writer', '回访.txt', `市容科回访商户\n${open}电话${PHONE}。`);
  const draft = await writer.manuscripts.create({
    ...draftOf(office, { title: '市容科回访商户', body: holding() }),
    sourceFileId: source.id,
  });
  const sent = await writer.manuscripts.submit({ id: draft.id, version: draft.version });
  const arrived = await head.reviews.approve({ id: sent.id, version: sent.version });
  const text = await editor.writing.open({ id: sent.id });
  await editor.reviews.desk.accept({ id: sent.id, version: arrived.version });
  const accepted = await editor.writing.open({ id: sent.id });
  await editor.writing.save({
    ...{ id: sent.id, version: accepted.version, title: text.title, body: masked() },
  });
  const fetched = async (): Promise<[number, string]> => {
    const answer = await fetch(`${office.url}/api/files/${source.id}/x`, {
      headers: await office.headers('writer'),
    });
    return [answer.status, await answer.text()];
  };
  expect((await fetched())[0]).toBe(200);
  const say = { id: sent.id, revisionId: arrived.revisionId, reason: '含个人电话' };
  await head.manuscripts.seal(say);
  const [status, answer] = await fetched();
  expect(status).toBe(409);
  expect(answer).toContain('file_sealed');
  await head.manuscripts.seal({ ...say, undo: true });
  expect((await fetched())[0]).toBe(200);
});
