import { checksOf, flatOf, RELEASE_STAGES, type ReleaseStage } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { arrivedFrom, draftOf, paragraph } from '../../test/draft.ts';
import { indexed } from '../../test/indexed.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { placesOf } from '../../test/places.ts';
import { SIGNERS } from '../../test/signers.ts';
import { withScheme } from '../../test/street-office.ts';
import { sealAudit } from '../db/audit.ts';

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
  NAME = `甄样本${'甲乙丙丁戊己庚辛壬癸'[made]}`;
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
  await chained();
  const say = { id, revisionId: sent, reason: '含个人电话' };
  const done = await head.manuscripts.seal(say);
  expect(done).toMatchObject({ sealed: true, versions: [1] });
  await indexed(office);
  expect(done.entries).toBeGreaterThan(0);
  for (const word of [PHONE, NAME, spaced(PHONE)]) expect(await placesOf(office, word)).toEqual([]);
  const auditor = await office.as('auditor');
  const trail = JSON.stringify((await auditor.audit.list({ pageSize: 200 })).rows);
  expect(trail).toContain('█'.repeat(PHONE.length));
  expect([PHONE, NAME].filter(word => trail.includes(word))).toEqual([]);
  expect(await auditor.audit.verify()).toMatchObject({ covered: done.entries, broken: [] });
  await chained();
  expect(await auditor.audit.verify()).toMatchObject({ covered: done.entries, broken: [] });

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
  expect(await placesOf(office, PHONE)).toContain('audit_entries');
  await chained();
  expect(await auditor.audit.verify()).toMatchObject({ covered: 0, broken: [] });
});

/** Everything that was recorded is in the chain: only then a cover stands in the place of what a link was made on. */
async function chained(): Promise<void> {
  const { db } = office.app.database;
  const left = sql<{ left: number }>`select count(*) as left from audit_entries e
    where not exists (select 1 from audit_seals s where s.entry_id = e.id)`;
  await expect
    .poll(
      async () => {
        await sealAudit(office.app.database);
        return (await left.execute(db)).rows[0]?.left;
      },
      { timeout: 30_000 },
    )
    .toBe(0);
}

test('a covered entry of the trail cannot be altered unseen, neither what stands there nor what is kept of it', async () => {
  const { id, sent } = await workedOn();
  await chained();
  await head.manuscripts.seal({ id, revisionId: sent, reason: `含${NAME}的电话` });
  await chained();
  await indexed(office);
  expect(await placesOf(office, NAME)).toEqual([]);
  const auditor = await office.as('auditor');
  const { db } = office.app.database;
  const covered = await sql<{ entry: number; before: string; after: string }>`
    select c.entry_id as entry, e.before::text as before, e.after::text as after
    from audit_covers c join audit_entries e on e.id = c.entry_id order by 1 desc limit 1`.execute(db);
  const { entry, before, after } = covered.rows[0]!;
  const broken = async () => (await auditor.audit.verify()).broken.map(each => each.entryId);
  expect(await broken()).toEqual([]);
  const plain = sql`update audit_entries set act = 'x' where id = ${entry}`;
  await expect(plain.execute(db)).rejects.toThrow(/append-only/);
  const tamper = async (change: ReturnType<typeof sql>): Promise<void> => {
    await sql`alter table audit_entries disable trigger all`.execute(db);
    await change.execute(db);
    await sql`alter table audit_entries enable trigger all`.execute(db);
  };
  await tamper(sql`update audit_entries set after = '{"reason":"另一个理由"}' where id = ${entry}`);
  expect(await broken()).toEqual([String(entry)]);
  // Even with an act that vouches for it: what is kept enciphered says otherwise.
  await sql`insert into audit_entries (body_id, at, address, act, after)
    select body_id, now(), '::1', 'manuscripts.seal', jsonb_build_object('trail', jsonb_build_array(
      jsonb_build_object('entry', e.id, 'left', encode(sha256(convert_to(json_build_array(e.id, e.body_id,
        extract(epoch from e.at)::numeric(20,6)::text, e.person_id, e.appointment_id, e.role, e.address, e.act,
        e.subject_id, e.before::text, e.after::text)::text, 'UTF8')), 'hex'))))
    from audit_entries e where e.id = ${entry}`.execute(db);
  await chained();
  expect(await broken()).toEqual([String(entry)]);
  await tamper(
    sql`update audit_entries set before = ${before}::jsonb, after = ${after}::jsonb where id = ${entry}`,
  );
  await sql`update audit_covers set content = content || '\\x00'::bytea where entry_id = ${entry}`.execute(
    db,
  );
  expect(await broken()).toEqual([String(entry)]);
  await sql`delete from audit_covers where entry_id = ${entry}`.execute(db);
  expect(await broken()).toEqual([String(entry)]);
});

test('what a seal would cover is told in numbers, and words that cover too much are refused with the reason', async () => {
  const { id, sent } = await workedOn();
  const asked = { id, revisionId: sent };
  const told = await head.manuscripts.previewSeal({
    ...asked,
    words: [NAME, '甲', '123', '沿街商户', '没有这个词'],
  });
  expect(told.versions).toEqual([1]);
  expect(JSON.stringify(told.found)).not.toContain(PHONE);
  expect(told.found.every(({ word, places }) => word === null && places > 0)).toBe(true);
  expect(told.asked.map(({ word, why }) => [word, why?.reason ?? null])).toEqual([
    [NAME, null],
    ['甲', 'word_too_short'],
    ['123', 'number_too_short'],
    ['沿街商户', 'word_still_stands'],
    ['没有这个词', null],
  ]);
  expect(told.asked[0]).toMatchObject({ places: expect.any(Number), entries: expect.any(Number) });
  expect(told.asked[0]!.places).toBeGreaterThan(3);
  expect(told.asked[4]).toMatchObject({ places: 0, entries: 0 });
  const refused = head.manuscripts.seal({ ...asked, reason: '写明姓名', words: ['甲'] });
  expect(await refusalOf(refused)).toMatchObject({ code: 'invalid', reason: 'word_too_short' });
});

test('the label of a counted fact is covered with the title that it repeats', async () => {
  await withScheme(office);
  const title = `回访商户${NAME}`;
  const item = await arrivedFrom(office, { title, body: [paragraph(open)] });
  await editor.reviews.desk.accept({ id: item.id, version: item.version });
  const paper = await editor.outlets.create({
    ...{ name: '东河晚报', level: 'municipal', kind: 'paper', internal: false, openedOn: '2020-01-01' },
  });
  const claim = await writer.adoptions.claim({
    ...{ manuscriptId: item.id, outletId: paper.id, publishedOn: '2026-05-20', genre: 'long' },
    evidence: [{ kind: 'link', url: 'https://news.example.cn/1' }],
  });
  await editor.adoptions.verify({ id: claim.id, version: claim.version });
  const text = await editor.writing.open({ id: item.id });
  await editor.writing.save({
    ...{ id: item.id, version: text.version, title: '回访商户甄某某', body: [paragraph(open)] },
  });
  const before = await placesOf(office, title);
  expect(before).toEqual(expect.arrayContaining(['facts', 'ledger_lines']));
  await head.manuscripts.seal({
    ...{ id: item.id, revisionId: item.revisionId },
    reason: '写明姓名',
    words: [NAME],
  });
  await indexed(office);
  expect(await placesOf(office, NAME)).toEqual([]);
  await head.manuscripts.seal({ id: item.id, revisionId: item.revisionId, reason: '误封', undo: true });
  expect(await placesOf(office, title)).toEqual(expect.arrayContaining(['facts', 'ledger_lines']));
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
