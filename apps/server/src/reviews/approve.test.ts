import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, sentBy } from '../../test/draft.ts';
import { type Office, refusalOf, startOffice } from '../../test/office.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.close());

test('an ordinary item goes from the writer over the unit head to the desk, and counts from there', async () => {
  const sent = await sentBy(office);
  expect(sent).toMatchObject({ state: 'in_review', holder: { name: '郭北辰', role: 'unit_head' } });
  expect(sent.route.map(step => [step.role, step.reviewer?.name, step.state])).toEqual([
    ['unit_head', '郭北辰', 'pending'],
  ]);
  const head = await office.as('head');
  expect((await head.reviews.waiting({})).rows.map(row => row.id)).toContain(sent.id);
  const at = await head.reviews.approve({ id: sent.id, version: sent.version, note: '同意' });
  expect(at).toMatchObject({ state: 'at_desk', holder: { name: '宣传科', role: 'desk_editor' } });
  expect(at.life.map(event => [event.kind, event.person?.name ?? null, event.unit?.name])).toEqual([
    ['created', '陆晓棠', '市容科'],
    ['submitted', '陆晓棠', '市容科'],
    ['approved', '郭北辰', '市容科'],
    ['received', null, '东河区综合执法局'],
  ]);
  expect((await head.reviews.waiting({})).rows.map(row => row.id)).not.toContain(sent.id);
  const facts = await sql<{ on_day: string; unit_id: string; person_ids: string[]; attrs: object }>`
    select on_day, unit_id, person_ids, attrs from facts where manuscript_id = ${sent.id} and voided_at is null`.execute(
    office.app.database.db,
  );
  expect(facts.rows).toEqual([
    {
      on_day: '2026-05-20',
      unit_id: office.units.city_look,
      person_ids: [office.people.writer],
      attrs: {
        channel: 'news',
        genre: 'brief',
        importance: 'ordinary',
        type: 'experience',
        late: false,
        in_window: true,
        poor: false,
        forwarded: false,
      },
    },
  ]);
  const notices = await (await office.as('editor')).notices.list({});
  expect(notices.rows.map(notice => notice.zh)).toContain('市容科报来《市容科整治夜间占道经营》，请处理。');
});

test('a decision passes the leader in charge, then the principal leader', async () => {
  const sent = await sentBy(office, { importance: 'decision' });
  const principal = await office.as('principal');
  const early = principal.reviews.approve({ id: sent.id, version: sent.version });
  expect(await refusalOf(early)).toMatchObject({ code: 'forbidden', reason: 'not_your_step' });
  const leader = await office.as('leader');
  const first = await leader.reviews.approve({ id: sent.id, version: sent.version });
  expect(first.route.map(step => step.state)).toEqual(['approved', 'pending']);
  expect(first.holder).toMatchObject({ name: '章望舒', role: 'principal_leader' });
  const twice = leader.reviews.approve({ id: sent.id, version: first.version });
  expect(await refusalOf(twice)).toMatchObject({ code: 'forbidden', reason: 'not_your_step' });
  expect(await principal.reviews.approve({ id: sent.id, version: first.version })).toMatchObject({
    state: 'at_desk',
  });
});

test('a returned item starts a new round with a new sent revision', async () => {
  const sent = await sentBy(office);
  const [writer, head] = [await office.as('writer'), await office.as('head')];
  const back = await head.reviews.return({ id: sent.id, version: sent.version, reason: '请补充数据' });
  expect(back).toMatchObject({ state: 'returned', holder: { name: '陆晓棠', role: 'correspondent' } });
  expect(back.route).toMatchObject([{ state: 'returned', reason: '请补充数据' }]);
  const notices = await writer.notices.list({});
  expect(notices.rows.map(notice => notice.zh)).toContain(
    '《市容科整治夜间占道经营》被郭北辰退回：请补充数据',
  );
  const again = await writer.manuscripts.submit({ id: sent.id, version: back.version });
  expect(again).toMatchObject({ state: 'in_review', revisionNumber: sent.revisionNumber + 1 });
  expect(again.route.map(step => [step.round, step.state])).toEqual([
    [1, 'returned'],
    [2, 'pending'],
  ]);
  const kinds = (await writer.manuscripts.revisions({ id: sent.id })).map(each => each.kind);
  expect(kinds).toEqual(['sent', 'sent']);
  expect(again.life.at(-1)?.kind).toBe('resubmitted');
});

test('a version that somebody has passed is refused, and so is a step that is over', async () => {
  const sent = await sentBy(office);
  const head = await office.as('head');
  const stale = head.reviews.approve({ id: sent.id, version: sent.version - 1 });
  expect(await refusalOf(stale)).toMatchObject({
    code: 'stale',
    status: 409,
    details: { version: sent.version, savedBy: '陆晓棠' },
  });
  const done = await head.reviews.approve({ id: sent.id, version: sent.version });
  const again = head.reviews.approve({ id: sent.id, version: done.version });
  expect(await refusalOf(again)).toMatchObject({ code: 'wrong_state', reason: 'is_at_desk' });
});

test('reviewers of other units are refused', async () => {
  const sent = await sentBy(office);
  const foreign = await office.as('other_head');
  const call = foreign.reviews.approve({ id: sent.id, version: sent.version });
  expect(await refusalOf(call)).toMatchObject({ code: 'forbidden', reason: 'out_of_reach' });
});

test('a text altered behind the system is not signed', async () => {
  const sent = await sentBy(office);
  await sql`update revisions set title = '另一个标题' where id = ${sent.revisionId}`.execute(
    office.app.database.db,
  );
  const call = (await office.as('head')).reviews.approve({ id: sent.id, version: sent.version });
  expect(await refusalOf(call)).toMatchObject({ code: 'wrong_state', reason: 'text_changed' });
});

test('nobody reviews their own work: the next holder up the tree signs', async () => {
  const sent = await sentBy(office, {}, { writer: 'squad_head', unit: 'squad', head: 'head' }).catch(
    error => error,
  );
  expect(sent).toMatchObject({ code: 'invalid', data: { reason: 'no_reviewer' } });
  expect(sent.data.zh).toContain('韩志远');
});

test('what is sent arrives with the fact that schemes count', async () => {
  const at = await arrivedFrom(office, { eventOn: '2026-05-10' });
  expect(at.late).toBe(true);
});
