import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, sentBy, travel } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { oneByOne } from '../manuscripts/route.ts';

let office: Office;
let head: Client;
let stand: Client;
beforeAll(async () => {
  office = await startOffice();
  head = await office.as('head');
  stand = await office.as('other_head');
});
afterAll(() => office.close());

const DAY = 24 * 60;
const term = { fromOn: '2026-05-20', toOn: '2026-05-22' };

test('a delegate signs in the reviewer’s place, for the term and no longer', async () => {
  const before = await sentBy(office, { title: '委托前送审' });
  const { id } = await head.reviews.delegations.create({ toPersonId: office.people.other_head, ...term });
  expect(await head.reviews.delegations.list()).toEqual([
    { id, to: { id: office.people.other_head, name: '邵立行' }, ...term, ended: false, stays: [] },
  ]);
  const during = await sentBy(office, { title: '委托期间送审' });
  expect(during.holder?.name).toBe('邵立行');
  expect(during.route.map(step => step.reviewer?.name)).toEqual(['邵立行']);
  const told = (await stand.notices.list({})).rows.map(notice => notice.zh);
  expect(told).toContain('《委托期间送审》（市容科）等您以单位负责人身份代郭北辰审签。');
  const waiting = await stand.reviews.waiting({});
  expect(waiting.rows.map(row => [row.title, row.holder?.name])).toEqual([
    ['委托前送审', '邵立行'],
    ['委托期间送审', '邵立行'],
  ]);
  const signed = await stand.reviews.approve({ id: before.id, version: before.version });
  expect(signed.route[0]).toMatchObject({ reviewer: { name: '邵立行' }, state: 'approved' });
  expect(signed.life.at(-2)).toMatchObject({ kind: 'approved', detail: { for: '郭北辰' } });
  await travel(office, 3 * DAY);
  const late = stand.reviews.approve({ id: during.id, version: during.version });
  expect(await refusalOf(late)).toMatchObject({ code: 'forbidden' });
  expect((await stand.reviews.waiting({})).total).toBe(0);
  expect(await head.reviews.approve({ id: during.id, version: during.version })).toMatchObject({
    state: 'at_desk',
  });
  await travel(office, -3 * DAY);
  await head.reviews.delegations.end({ id });
});

test('a delegate who wrote the item does not sign it', async () => {
  const { id } = await head.reviews.delegations.create({ toPersonId: office.people.other_head, ...term });
  const sent = await sentBy(office, { authorIds: [office.people.writer, office.people.other_head] });
  expect(sent.holder?.name).toBe('郭北辰');
  const running = (await head.reviews.delegations.list()).find(each => each.id === id);
  expect(running?.stays).toEqual([{ id: sent.id, name: sent.title }]);
  const call = stand.reviews.approve({ id: sent.id, version: sent.version });
  expect(await refusalOf(call)).toMatchObject({ code: 'forbidden', reason: 'own_review' });
  await head.reviews.delegations.end({ id });
});

test('one person never signs two steps, as delegate or otherwise', async () => {
  const leader = await office.as('leader');
  await leader.reviews.delegations.create({ toPersonId: office.people.principal, ...term });
  const sent = await sentBy(office, { importance: 'decision' });
  expect(sent.route.map(step => step.reviewer?.name)).toEqual(['沈怀瑾', '章望舒']);
  const principal = await office.as('principal');
  const call = principal.reviews.approve({ id: sent.id, version: sent.version });
  expect(await refusalOf(call)).toMatchObject({ code: 'forbidden', reason: 'not_your_step' });
  const single = await sentBy(office, { importance: 'brand' });
  expect(single.holder?.name).toBe('章望舒');
  expect(await principal.reviews.approve({ id: single.id, version: single.version })).toMatchObject({
    state: 'at_desk',
  });
  const preview = await (await office.as('writer')).manuscripts.previewRoute({
    unitId: office.units.city_look,
    importance: 'brand',
    channel: 'news',
  });
  expect(preview.steps).toMatchObject([{ role: 'leader_in_charge', reviewer: { name: '章望舒' } }]);
});

test('a delegation that is ended hands the step back at once', async () => {
  const { id } = await head.reviews.delegations.create({ toPersonId: office.people.other_head, ...term });
  const sent = await sentBy(office);
  await head.reviews.delegations.end({ id });
  const call = stand.reviews.approve({ id: sent.id, version: sent.version });
  expect(await refusalOf(call)).toMatchObject({ code: 'forbidden' });
  expect((await head.manuscripts.get({ id: sent.id })).holder?.name).toBe('郭北辰');
  expect((await head.reviews.delegations.list()).find(each => each.id === id)?.ended).toBe(true);
});

test.each([
  ['oneself', 'head', term, 'delegate_is_self'],
  ['somebody who may not sign', 'writer2', term, 'delegate_cannot_sign'],
  ['a term that is over', 'other_head', { fromOn: '2026-05-01', toOn: '2026-05-19' }, 'term_over'],
  ['a term turned round', 'other_head', { fromOn: '2026-06-02', toOn: '2026-06-01' }, 'term_over'],
] as const)('delegating to %s is refused', async (_, person, days, reason) => {
  const call = head.reviews.delegations.create({ toPersonId: office.people[person], ...days });
  expect(await refusalOf(call)).toMatchObject({ code: 'invalid', reason });
});

test('delegations of one person do not overlap, and nobody ends another’s', async () => {
  const { id } = await head.reviews.delegations.create({ toPersonId: office.people.other_head, ...term });
  const second = head.reviews.delegations.create({
    toPersonId: office.people.leader,
    fromOn: '2026-05-22',
    toOn: '2026-05-25',
  });
  expect(await refusalOf(second)).toMatchObject({ code: 'conflict', reason: 'delegated_already' });
  expect(await refusalOf(stand.reviews.delegations.end({ id }))).toMatchObject({ code: 'not_found' });
  const unknown = head.reviews.delegations.create({ toPersonId: 'per_00000000000000000000000000', ...term });
  expect(await refusalOf(unknown)).toMatchObject({ code: 'not_found' });
});

test('the review routes are data: a change holds for what is sent afterwards', async () => {
  const chief = await office.as('chief');
  const before = await chief.reviews.routes.get();
  expect(before).toMatchObject({ version: 0, can: { change: null } });
  expect(before.rules).toHaveLength(16);
  expect((await head.reviews.routes.get()).can.change).toMatchObject({ reason: 'no_right' });
  const running = await sentBy(office, { importance: 'special_work' });
  const rules = before.rules.map(rule =>
    rule.importance === 'special_work' ? { ...rule, steps: oneByOne(['unit_head']), dueHours: 6 } : rule,
  );
  const after = await chief.reviews.routes.save({ version: 0, rules });
  expect(after).toMatchObject({ version: 1, rules });
  expect(await refusalOf(chief.reviews.routes.save({ version: 0, rules }))).toMatchObject({
    code: 'stale',
    details: { version: 1 },
  });
  expect((await chief.reviews.routes.save({ version: 1, rules })).version).toBe(2);
  const kept = await chief.manuscripts.get({ id: running.id });
  expect(kept.route.map(step => step.role)).toEqual(['leader_in_charge']);
  const writer = await office.as('writer');
  const draft = await writer.manuscripts.create({
    ...draftOf(office, { importance: 'special_work' }),
    sourceFileId: null,
  });
  const sent = await writer.manuscripts.submit({ id: draft.id, version: 0 });
  expect(sent.route.map(step => step.role)).toEqual(['unit_head']);
  // Two hours until noon, four after it: working hours.
  expect(sent.holder?.dueAt).toBe('2026-05-20T09:30:00.000Z');
  expect(await refusalOf(head.reviews.routes.save({ version: 2, rules }))).toMatchObject({
    code: 'forbidden',
  });
});

test.each<[string, (rules: Rules) => Rules, string]>([
  ['a combination given twice', (rules: Rules) => [...rules, rules[0]!], 'ruled_twice'],
  ['a combination left out', (rules: Rules) => rules.slice(1), 'no_rule'],
  [
    'a role that cannot sign',
    (rules: Rules) => [{ ...rules[0]!, steps: oneByOne(['assessor']) }, ...rules.slice(1)],
    'role_cannot_sign',
  ],
  [
    'a row under which somebody would need no signature',
    (rules: Rules) => [
      { ...rules[0]!, steps: [{ roles: ['unit_head'], mode: 'any', onlyFor: ['brand'] }] },
      ...rules.slice(1),
    ],
    'no_step',
  ],
])('routes with %s are refused', async (_, change, reason) => {
  const chief = await office.as('chief');
  const { version, rules } = await chief.reviews.routes.get();
  const call = chief.reviews.routes.save({ version, rules: change(rules) });
  expect(await refusalOf(call)).toMatchObject({ code: 'invalid', reason });
});

type Rules = Awaited<ReturnType<Client['reviews']['routes']['get']>>['rules'];
