import { readFile } from 'node:fs/promises';
import type { Manuscript, RouteStep } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, paragraph, sentBy, travel } from '../../test/draft.ts';
import { type Client, type Office, type PersonName, refusalOf, startOffice } from '../../test/office.ts';
import { oneByOne } from '../manuscripts/route.ts';

let office: Office;
let leader: Client;
let principal: Client;
let head: Client;
let writer: Client;
beforeAll(async () => {
  office = await startOffice();
  [leader, principal, head, writer] = await Promise.all([
    office.as('leader'),
    office.as('principal'),
    office.as('head'),
    office.as('writer'),
  ]);
});
afterAll(() => office.close());

const at = (m: Manuscript) => ({ id: m.id, version: m.version });
const states = (m: Manuscript) => m.route.map(step => `${step.round}.${step.step} ${step.state}`);

/** Lets brand items go through these steps. */
async function brandBy(steps: RouteStep[]): Promise<void> {
  const chief = await office.as('chief');
  const { version, rules } = await chief.reviews.routes.get();
  const changed = rules.map(rule => (rule.importance === 'brand' ? { ...rule, steps } : rule));
  await chief.reviews.routes.save({ version, rules: changed });
}

type DutyLine = { state: string; person: string; due_at: string; reason: string | null };
async function dutiesOf(id: string): Promise<DutyLine[]> {
  const found = await sql<DutyLine>`
    select d.state, p.name as person, d.due_at, d.reason from duties d
    join people p on p.body_id = d.body_id and p.id = d.person_id
    where d.kind = 'review' and d.subject_id = ${id} order by d.opened_at, d.id`.execute(
    office.app.database.db,
  );
  return found.rows;
}

const toldTo = async (person: PersonName): Promise<string[]> =>
  (await (await office.as(person)).notices.list({})).rows.map(notice => notice.zh);

test('each pending step is a duty with its due time explained, and ends with the signature', async () => {
  const sent = await sentBy(office, { title: '期限与应办' });
  expect(await dutiesOf(sent.id)).toMatchObject([{ state: 'open', person: '郭北辰' }]);
  const step = sent.route[0];
  // Seven working hours: two before noon, four after, one the next morning.
  expect(step).toMatchObject({
    dueAt: '2026-05-21T02:00:00.000Z',
    due: { clock: 'working', provisional: false },
  });
  expect(step?.due?.steps.length).toBeGreaterThan(2);
  expect(sent.holder?.dueAt).toBe('2026-05-21T02:00:00.000Z');
  await head.reviews.approve(at(sent));
  expect(await dutiesOf(sent.id)).toMatchObject([{ state: 'done' }]);
});

test('a withdrawal drops the duty; a delegation hands it over and back', async () => {
  const sent = await sentBy(office, { title: '委托与撤回' });
  const term = { fromOn: '2026-05-20', toOn: '2026-05-20' };
  const { id } = await head.reviews.delegations.create({ toPersonId: office.people.other_head, ...term });
  expect(await dutiesOf(sent.id)).toMatchObject([{ state: 'open', person: '邵立行' }]);
  await head.reviews.delegations.end({ id });
  expect(await dutiesOf(sent.id)).toMatchObject([{ state: 'open', person: '郭北辰' }]);
  await writer.manuscripts.withdraw(at(sent));
  expect(await dutiesOf(sent.id)).toMatchObject([{ state: 'void', reason: '稿件已撤回' }]);
});

test('each of a step signs, in any order, and one person signs once', async () => {
  await brandBy([{ roles: ['unit_head', 'leader_in_charge'], mode: 'all', onlyFor: [] }]);
  const sent = await sentBy(office, { importance: 'brand', title: '会签' });
  expect(sent.holder?.name).toBe('郭北辰、沈怀瑾');
  expect((await leader.reviews.waiting({})).rows.map(row => row.id)).toContain(sent.id);
  const half = await leader.reviews.approve(at(sent));
  expect(half).toMatchObject({ state: 'in_review', holder: { name: '郭北辰' } });
  expect(await refusalOf(leader.reviews.approve(at(half)))).toMatchObject({ code: 'forbidden' });
  expect(await head.reviews.approve(at(half))).toMatchObject({ state: 'at_desk' });
});

test('any of a step signs for all of it, and the others are let off', async () => {
  await brandBy([{ roles: ['unit_head', 'leader_in_charge'], mode: 'any', onlyFor: [] }]);
  const sent = await sentBy(office, { importance: 'brand', title: '任一人' });
  const done = await leader.reviews.approve(at(sent));
  expect(done.state).toBe('at_desk');
  expect(done.route.map(step => step.state)).toEqual(['void', 'approved']);
  expect((await dutiesOf(sent.id)).map(duty => duty.state)).toEqual(['void', 'done']);
  expect(await refusalOf(head.reviews.approve(at(done)))).toMatchObject({ code: 'wrong_state' });
});

test('a return to an earlier step starts a round in which held signatures stand', async () => {
  await brandBy(oneByOne(['unit_head', 'leader_in_charge', 'principal_leader']));
  const sent = await sentBy(office, { importance: 'brand', title: '退回前一步' });
  const second = await leader.reviews.approve(at(await head.reviews.approve(at(sent))));
  const none = principal.reviews.return({ ...at(second), reason: '再核', to: 3 });
  expect(await refusalOf(none)).toMatchObject({ code: 'invalid', reason: 'no_such_step' });
  const back = await principal.reviews.return({ ...at(second), reason: '请核对数字', to: 1 });
  expect(back).toMatchObject({ state: 'in_review', holder: { name: '郭北辰' } });
  expect(states(back).slice(3)).toEqual(['2.1 pending', '2.2 waiting', '2.3 waiting']);
  for (const person of ['writer', 'head', 'leader'] as const)
    expect((await toldTo(person)).join()).toContain('退回单位负责人重审：请核对数字');
  const again = await head.reviews.approve(at(back));
  expect(again.holder?.name).toBe('章望舒');
  expect(again.route.filter(step => step.round === 2)).toMatchObject([
    { state: 'approved', carried: false },
    { state: 'approved', carried: true, reviewer: { name: '沈怀瑾' } },
    { state: 'pending' },
  ]);
  expect(await principal.reviews.approve(at(again))).toMatchObject({ state: 'at_desk' });
});

test('a signature is that of its step’s post, whichever post the signer has chosen', async () => {
  const sent = await sentBy(office, { importance: 'major_event', title: '身兼三职' });
  const seat = { role: 'leader_in_charge', unit: { name: '市容科' } };
  expect(sent.route).toMatchObject([{ ...seat, reviewer: { name: '沈怀瑾' }, for: null }]);
  const elsewhere = await office.as('leader', office.posts['leader.leader_in_charge.squad']);
  const signed = await elsewhere.reviews.approve(at(sent));
  expect(signed.route).toMatchObject([{ ...seat, state: 'approved' }]);
  const back = await elsewhere.reviews.takeBack(at(signed));
  const again = await elsewhere.reviews.return({ ...at(back), reason: '请补充数据' });
  const acts = again.life.filter(event => event.person?.name === '沈怀瑾');
  expect(acts).toMatchObject([
    { kind: 'approved', ...seat },
    { kind: 'taken_back', ...seat },
    { kind: 'returned', ...seat },
  ]);
  const trail = await sql<{ post: unknown }>`
    select after -> 'post' as post from audit_entries where subject_id = ${sent.id} and act = 'reviews.approve'`.execute(
    office.app.database.db,
  );
  expect(trail.rows).toEqual([{ post: { role: 'leader_in_charge', unitId: office.units.city_look } }]);
});

test('who stands in signs for the post of whom he stands in for, in later rounds too', async () => {
  await brandBy(oneByOne(['unit_head', 'principal_leader']));
  const sent = await sentBy(office, { importance: 'brand', title: '代签仍记原职' });
  const term = { fromOn: '2026-05-20', toOn: '2026-05-20' };
  const { id } = await head.reviews.delegations.create({ toPersonId: office.people.other_head, ...term });
  const stand = await office.as('other_head');
  const signed = await stand.reviews.approve(at(sent));
  await head.reviews.delegations.end({ id });
  const seat = { unit: { name: '市容科' }, reviewer: { name: '邵立行' }, for: { name: '郭北辰' } };
  expect(signed.route[0]).toMatchObject(seat);
  expect(signed.life.find(event => event.kind === 'approved')).toMatchObject({
    ...{ role: 'unit_head', unit: { name: '市容科' }, person: { name: '邵立行' } },
    detail: { for: '郭北辰', forId: office.people.head },
  });
  const wrong = await principal.reviews.return({ ...at(signed), reason: '退错', to: 0 });
  const resumed = await principal.reviews.takeBack(at(wrong));
  expect(resumed.route.filter(step => step.round === 2)[0]).toMatchObject({ ...seat, carried: true });
});

test('a signature is taken back until the next person has opened it', async () => {
  const sent = await sentBy(office, { importance: 'decision', title: '收回审签' });
  const signed = await leader.reviews.approve(at(sent));
  expect(signed.can.takeBack).toBeNull();
  expect(await refusalOf(principal.reviews.takeBack(at(signed)))).toMatchObject({
    code: 'forbidden',
    reason: 'not_your_decision',
  });
  const back = await leader.reviews.takeBack(at(signed));
  expect(back).toMatchObject({ state: 'in_review', holder: { name: '沈怀瑾', dueAt: sent.holder?.dueAt } });
  expect(states(back)).toEqual(['1.1 pending', '1.2 waiting']);
  expect((await dutiesOf(sent.id)).map(duty => duty.state)).toEqual(['open', 'void']);
  expect(back.life.slice(-2).map(event => event.kind)).toEqual(['approved', 'taken_back']);
  await travel(office, 1);
  const once = await leader.reviews.approve(at(back));
  expect((await dutiesOf(sent.id)).map(duty => duty.state)).toEqual(['done', 'void', 'open']);
  expect((await principal.manuscripts.get({ id: sent.id })).awaitsOpening).toBe(true);
  await writer.reviews.opened({ id: sent.id });
  expect((await writer.manuscripts.get({ id: sent.id })).opened).toBeNull();
  await principal.reviews.opened({ id: sent.id });
  const late = leader.reviews.takeBack(at(once));
  expect(await refusalOf(late)).toMatchObject({ code: 'wrong_state', reason: 'opened_already' });
});

test('a signature taken back from the desk takes its credit along', async () => {
  const arrived = await arrivedFrom(office, { title: '从编辑部收回' });
  const back = await head.reviews.takeBack(at(arrived));
  expect(back).toMatchObject({ state: 'in_review', holder: { name: '郭北辰' } });
  const facts = await sql<{ n: number }>`
    select count(*)::int as n from facts where manuscript_id = ${arrived.id} and voided_at is null`.execute(
    office.app.database.db,
  );
  expect(facts.rows[0]?.n).toBe(0);
  expect(await head.reviews.approve(at(back))).toMatchObject({ state: 'at_desk' });
});

test.each([
  ['to the writer', 0],
  ['to an earlier step', 1],
])('a return %s is taken back, and its trace stays', async (_, to) => {
  const sent = await sentBy(office, { importance: 'decision', title: '收回退回' });
  const signed = await leader.reviews.approve(at(sent));
  const returned = await principal.reviews.return({ ...at(signed), reason: '写错了', to });
  const back = await principal.reviews.takeBack(at(returned));
  expect(back).toMatchObject({ state: 'in_review', holder: { name: '章望舒' } });
  expect(back.life.map(event => event.kind)).toContain('returned');
  expect(back.life.at(-1)?.kind).toBe('taken_back');
  expect(await principal.reviews.approve(at(back))).toMatchObject({ state: 'at_desk' });
});

test('a writer withdraws until the first reviewer has opened it', async () => {
  const sent = await sentBy(office, { title: '打开后不能撤回' });
  expect(sent.can.withdraw).toBeNull();
  await head.reviews.opened({ id: sent.id });
  expect(await refusalOf(writer.manuscripts.withdraw(at(sent)))).toMatchObject({ reason: 'opened_already' });
});

test('a morning’s list is signed in one act, each item by itself, and what cannot be signed says why', async () => {
  const [one, two, foreign] = [
    await sentBy(office, { title: '批量甲' }),
    await sentBy(office, { title: '批量乙' }),
    await sentBy(office, { title: '别人的步骤', importance: 'decision' }),
  ];
  for (const { id } of [one, two, foreign]) await head.reviews.opened({ id });
  const stale = { id: two.id, version: two.version - 1 };
  const { results } = await head.reviews.approveMany({ items: [at(one), stale, at(foreign)], note: '同意' });
  expect(results.map(each => [each.title, each.done, each.why?.reason ?? null])).toEqual([
    ['批量甲', true, null],
    ['批量乙', false, 'stale'],
    ['别人的步骤', false, 'not_your_step'],
  ]);
  expect(await head.manuscripts.get({ id: one.id })).toMatchObject({ state: 'at_desk' });
  expect(await head.manuscripts.get({ id: two.id })).toMatchObject({ state: 'in_review' });
  const life = (await head.manuscripts.get({ id: one.id })).life;
  expect(life.find(event => event.kind === 'approved')?.detail).toMatchObject({ note: '同意', batch: 3 });
  const audit = await sql<{ act: string }>`
    select act from audit_entries where act like 'reviews.approve%' order by id desc limit 2`.execute(
    office.app.database.db,
  );
  expect(audit.rows.map(row => row.act).sort()).toEqual(['reviews.approve', 'reviews.approveMany']);
});

test('before a list is signed it says what is due, how it stands and what was never opened', async () => {
  const [read, unread] = [
    await sentBy(office, { title: '已看过' }),
    await sentBy(office, { title: '没看过' }),
  ];
  await head.reviews.opened({ id: read.id });
  const rowsNow = async () =>
    (await head.reviews.batch()).rows.filter(row => [read.id, unread.id].includes(row.id));
  const common = { role: 'unit_head', post: { name: '市容科' }, for: null, secrecy: 'none', why: null };
  expect(await rowsNow()).toMatchObject([
    { ...common, title: '已看过', opened: true, dueAt: read.route[0]?.dueAt },
    { ...common, title: '没看过', opened: false, dueAt: unread.route[0]?.dueAt },
  ]);
  // A text that was changed since has not been seen by whoever saw the one before.
  const again = await head.manuscripts.get({ id: read.id });
  await travel(office, 1);
  const edited = await head.writing.save({
    ...at(again),
    ...{ title: again.title, body: [{ kind: 'paragraph', level: 0, text: '审核人改过的正文。' }] },
  });
  expect((await rowsNow()).map(row => row.opened)).toEqual([false, false]);
  expect((await head.manuscripts.get({ id: read.id })).awaitsOpening).toBe(true);
  await head.reviews.opened({ id: read.id });
  const items = [{ id: read.id, version: edited.version }, at(unread)];
  const { results } = await head.reviews.approveMany({ items });
  expect(results.map(each => each.why?.reason ?? null)).toEqual([null, 'never_opened']);
  const sure = await head.reviews.approveMany({ items: [{ ...at(unread), unread: true }] });
  expect(sure.results.map(each => each.done)).toEqual([true]);
  const { life } = await head.manuscripts.get({ id: unread.id });
  expect(life.find(event => event.kind === 'approved')?.detail).toMatchObject({ batch: 1, unread: true });
  const many = Array.from({ length: 51 }, () => at(unread));
  expect(await refusalOf(head.reviews.approveMany({ items: many }))).toMatchObject({
    ...{ code: 'too_large', reason: 'too_many' },
    zh: '一次至多签 50 篇，这次有 51 篇，一篇也没有签。请分几次签。',
  });
});

test('an item that hints at secrets says so in the list to be signed', async () => {
  const sent = await sentBy(office, {
    title: '内部资料',
    body: [paragraph('执法人员携带内部资料开展夜间巡查。')],
  });
  const row = async () => (await head.reviews.batch()).rows.find(each => each.id === sent.id);
  expect(await row()).toMatchObject({ secrecy: 'missing', why: { reason: 'clearance_missing' } });
  const { clearance } = await leader.manuscripts.checkRecord({ id: sent.id });
  const clear = { id: sent.id, key: clearance.key, verdict: 'clear' as const, reason: '不涉密' };
  for (const person of [leader, principal]) await person.manuscripts.clear(clear);
  expect(await row()).toMatchObject({ secrecy: 'cleared', why: null });
});

test('what nobody answers is listed by the step where it lies, and each figure is the length of its list', async () => {
  await sentBy(office, { title: '滞留的一篇' });
  const chief = await office.as('chief');
  await travel(office, 4 * 24 * 60);
  const { total, counts, rows } = await chief.reviews.stuck({ days: 3 });
  expect(rows.map(row => row.title)).toContain('滞留的一篇');
  expect(counts.reduce((sum, each) => sum + each.count, 0)).toBe(total);
  for (const { role, count } of counts)
    expect((await chief.reviews.stuck({ days: 3, role })).total).toBe(count);
  expect((await chief.reviews.stuck({ days: 5 })).total).toBe(0);
  expect((await chief.reviews.stuck({ days: 3, unitId: office.units.law })).total).toBe(0);
  expect((await chief.reviews.stuck({ days: 3, unitId: office.units.bureau })).total).toBe(total);
});

test('what waited before posts were kept learns its post', async () => {
  const sent = await sentBy(office, { importance: 'major_event', title: '升级以前送审' });
  const file = await readFile(new URL('../db/migrations/0030_signing_post.sql', import.meta.url), 'utf8');
  const from = file.indexOf('update reviews');
  const learn = file.slice(from, file.indexOf(';', from) + 1);
  const { db } = office.app.database;
  await sql`update reviews set unit_id = null where manuscript_id = ${sent.id}`.execute(db);
  await sql.raw(learn).execute(db);
  expect((await leader.manuscripts.get({ id: sent.id })).route).toMatchObject([{ unit: { name: '市容科' } }]);
});

test('rules saved before there were steps are rewritten, with their order and a working day for a day', async () => {
  const file = await readFile(new URL('../db/migrations/0021_review_routes.sql', import.meta.url), 'utf8');
  const old = {
    rules: [
      {
        channel: 'news',
        importance: 'decision',
        steps: ['leader_in_charge', 'principal_leader'],
        dueHours: 24,
      },
      { channel: 'opinion', importance: 'ordinary', steps: ['unit_head'], dueHours: 1 },
    ],
  };
  const { db } = office.app.database;
  await sql`update settings set value = ${JSON.stringify(old)}::jsonb where key = 'review_routes'`.execute(
    db,
  );
  await sql.raw(file.slice(file.indexOf('update settings'))).execute(db);
  const { rules } = await (await office.as('chief')).reviews.routes.get();
  expect(rules).toEqual([
    {
      channel: 'news',
      type: null,
      importance: 'decision',
      steps: oneByOne(['leader_in_charge', 'principal_leader']),
      dueHours: 7,
    },
    { channel: 'opinion', type: null, importance: 'ordinary', steps: oneByOne(['unit_head']), dueHours: 1 },
  ]);
});
