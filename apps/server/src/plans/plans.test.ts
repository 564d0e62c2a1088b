import type { PlanTopic } from '@xinxuan/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, sentBy } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { inYear } from './topic.ts';

let office: Office;
let chief: Client;
let writer: Client;
beforeAll(async () => {
  office = await startOffice();
  [chief, writer] = await Promise.all([office.as('chief'), office.as('writer')]);
});
afterAll(() => office.close());

type Wanted = Partial<Parameters<Client['plans']['add']>[0]>;
const added = (title: string, change: Wanted = {}): Promise<PlanTopic> =>
  chief.plans.add({
    ...{
      unitId: office.units.bureau,
      year: 2026,
      title,
      from: '2026-05-01',
      to: '2026-05-31',
      dueOn: '2026-05-29',
    },
    targets: [
      { unitId: office.units.city_look, items: 2, adoptions: 0 },
      { unitId: office.units.law, items: 1, adoptions: 0 },
    ],
    ...change,
  });
const at = ({ id, version }: { id: string; version: number }) => ({ id, version });

async function dutiesOf(topic: PlanTopic): Promise<Record<string, string>> {
  const found = await sql<{ unit: string; state: string }>`select u.name as unit, d.state from duties d
    join units u on u.body_id = d.body_id and u.id = d.unit_id
    where d.subject_id = ${topic.id} and d.kind = 'plan_topic'`.execute(office.app.database.db);
  return Object.fromEntries(found.rows.map(row => [row.unit, row.state]));
}

const progressOf = (topic: PlanTopic, unit: string) => topic.progress.find(each => each.unit.name === unit);
const noticesOf = async (person: 'writer' | 'squad_writer') =>
  (
    await sql<{ zh: string }>`select zh from notices where person_id = ${office.people[person]}
      and kind = 'plan_topic' order by id`.execute(office.app.database.db)
  ).rows.map(row => row.zh);

test('a topic is the desk’s own until it is published, then everybody sees it and is told once for all of them', async () => {
  const one = await added('夜间经济');
  const two = await added('防汛备汛', { targets: [] });
  expect(one.state).toBe('draft');
  expect((await writer.plans.list({ year: 2026 })).topics).toEqual([]);
  expect(await refusalOf(writer.plans.get({ id: one.id }))).toMatchObject({ code: 'not_found' });
  const published = await chief.plans.publish({ ids: [one.id, two.id] });
  expect(published.published).toBe(2);
  expect((await writer.plans.list({ year: 2026, month: 5 })).topics.map(each => each.title)).toEqual([
    ...['夜间经济', '防汛备汛'],
  ]);
  expect((await writer.plans.list({ year: 2026, month: 6 })).topics).toEqual([]);
  expect(await noticesOf('squad_writer')).toEqual(['发布报送要点2项：夜间经济、防汛备汛。']);
  expect(await refusalOf(chief.plans.publish({ ids: [one.id] }))).toMatchObject({ reason: 'is_published' });
  expect(await dutiesOf(one)).toEqual({ 市容科: 'open', 法制科: 'open' });
});

test('what is reached is counted from the items, and the duty follows them', async () => {
  const topic = await added('文明养犬', {
    targets: [{ unitId: office.units.city_look, items: 1, adoptions: 1 }],
  });
  await chief.plans.publish({ ids: [topic.id] });
  const sent = await sentBy(office, { title: '养犬登记进小区' });
  let whole = await writer.plans.put({ id: topic.id, manuscriptId: sent.id });
  expect(progressOf(whole, '市容科')).toMatchObject({ items: 1, reachedItems: 0, reached: false });
  const there = await (await office.as('head')).reviews.approve({ id: sent.id, version: sent.version });
  whole = await chief.plans.get({ id: topic.id });
  // The item is there, so the unit has done its part; the adoption is still to come.
  expect(progressOf(whole, '市容科')).toMatchObject({ reachedItems: 1, reachedAdoptions: 0, reached: false });
  expect(await dutiesOf(topic)).toEqual({ 市容科: 'done' });
  const editor = await office.as('editor');
  await editor.reviews.desk.return({ id: there.id, version: there.version, reason: '缺照片' });
  expect(progressOf(await chief.plans.get({ id: topic.id }), '市容科')).toMatchObject({ reachedItems: 0 });
  expect(await dutiesOf(topic)).toEqual({ 市容科: 'open' });
  // A unit without a target may answer too, and stands beside the others.
  const law = { writer: 'other_writer', unit: 'law', head: 'other_head' } as const;
  const other = await arrivedFrom(office, { title: '以案说法' }, law);
  expect(await refusalOf(writer.plans.put({ id: topic.id, manuscriptId: other.id }))).toMatchObject({
    reason: 'out_of_reach',
  });
  whole = await editor.plans.put({ id: topic.id, manuscriptId: other.id });
  expect(progressOf(whole, '法制科')).toMatchObject({ items: 0, reachedItems: 1, reached: true });
  const again = await added('另一个选题');
  await chief.plans.publish({ ids: [again.id] });
  expect(await refusalOf(editor.plans.put({ id: again.id, manuscriptId: other.id }))).toMatchObject({
    reason: 'answers_another',
  });
  whole = await editor.plans.take({ id: topic.id, manuscriptId: other.id });
  expect(progressOf(whole, '法制科')).toBeUndefined();
});

test('targets change, a topic is removed and put back, and what the units owe follows', async () => {
  let topic = await added('垃圾分类');
  await chief.plans.publish({ ids: [topic.id] });
  topic = await chief.plans.get({ id: topic.id });
  const fields = { title: '垃圾分类', from: '2026-05-01', to: '2026-05-31', dueOn: '2026-05-30' };
  const targets = [{ unitId: office.units.squad, items: 1 }];
  topic = await chief.plans.save({ ...at(topic), ...fields, targets });
  expect(await dutiesOf(topic)).toEqual({ 市容科: 'void', 法制科: 'void', 城东中队: 'open' });
  expect(await refusalOf(chief.plans.remove({ ...at(topic), version: 0 }))).toMatchObject({ code: 'stale' });
  topic = await chief.plans.remove(at(topic));
  expect(topic.state).toBe('removed');
  expect(await dutiesOf(topic)).toMatchObject({ 城东中队: 'void' });
  expect((await chief.plans.list({ year: 2026, removed: true })).topics.map(each => each.id)).toEqual([
    topic.id,
  ]);
  topic = await chief.plans.restore(at(topic));
  expect(topic.state).toBe('running');
  expect(await dutiesOf(topic)).toMatchObject({ 城东中队: 'open' });
  office.time.now = new Date('2026-05-20T03:00:00Z');
  const wrong = { ...fields, from: '2026-06-01' };
  expect(await refusalOf(chief.plans.save({ ...at(topic), ...wrong }))).toMatchObject({
    reason: 'wrong_period',
  });
  const twice = [...targets, ...targets];
  expect(await refusalOf(chief.plans.save({ ...at(topic), ...fields, targets: twice }))).toMatchObject({
    reason: 'wrong_units',
  });
});

test('a day means the end of its work, as the hours say, or the minute that was given', async () => {
  const admin = await office.as('chief');
  const dueOf = async (topic: PlanTopic) => (await chief.plans.get({ id: topic.id })).dueAt;
  const usual = await added('按下班时间', { dueOn: '2026-05-29' });
  expect(await dueOf(usual)).toBe('2026-05-29T09:30:00.000Z');
  const year = await admin.calendar.year({ year: 2026 });
  const shifts: [number, number][] = [
    [510, 720],
    [840, 1080],
  ];
  const changed = await admin.calendar.hours({ ...year.hours, shifts, version: year.version });
  expect(await dueOf(usual)).toBe('2026-05-29T10:00:00.000Z');
  const given = await added('按写明的时间', { dueOn: '2026-05-29', dueMinute: 600 });
  expect(given).toMatchObject({ dueMinute: 600, dueAt: '2026-05-29T02:00:00.000Z' });
  await chief.plans.publish({ ids: [usual.id, given.id] });
  const owed = await sql<{ due: string }>`select distinct due_at as due from duties
    where subject_id in (${usual.id}, ${given.id}) order by due_at`.execute(office.app.database.db);
  expect(owed.rows.map(row => Date.parse(row.due))).toEqual([
    Date.parse('2026-05-29T02:00:00Z'),
    Date.parse('2026-05-29T10:00:00Z'),
  ]);
  await admin.calendar.hours({ ...year.hours, version: changed.version });
  for (const { id } of [usual, given]) {
    const { version } = await chief.plans.get({ id });
    await chief.plans.remove({ id, version });
  }
});

test('last year’s plan begins the next one once, a year on and unpublished', async () => {
  const before = await chief.plans.list({ year: 2026 });
  const years = { unitId: office.units.bureau, from: 2026, to: 2027 };
  expect(await chief.plans.copyYear(years)).toEqual({ copied: before.topics.length });
  expect(await chief.plans.copyYear(years)).toEqual({ copied: 0 });
  const next = (await chief.plans.list({ year: 2027 })).topics;
  expect(next.map(each => each.title).sort()).toEqual(before.topics.map(each => each.title).sort());
  expect(next[0]).toMatchObject({ state: 'draft', from: '2027-05-01', to: '2027-05-31' });
  expect(await refusalOf(writer.plans.copyYear(years))).toMatchObject({ reason: 'no_right' });
  expect([inYear('2028-02-29', 2029), inYear('2028-02-29', 2032)]).toEqual(['2029-02-28', '2032-02-29']);
});
