import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftOf, PNG, paragraph, sentBy, travel } from '../../test/draft.ts';
import { type Client, type Office, refusalOf, startOffice } from '../../test/office.ts';
import { forgetRequests } from '../db/kept-requests.ts';

let office: Office;
let writer: Client;
beforeAll(async () => {
  office = await startOffice();
  writer = await office.as('writer');
});
afterAll(() => office.close());

const start = (change: Parameters<typeof draftOf>[1] = {}) =>
  writer.manuscripts.create({ ...draftOf(office, change), sourceFileId: null });

test('an unfinished draft is not sent, and the page is told every missing field', async () => {
  const draft = await start({ title: '', body: [paragraph(' ')], authorIds: [] });
  const refusal = await refusalOf(writer.manuscripts.submit({ id: draft.id, version: 0 }));
  expect(refusal).toMatchObject({ code: 'invalid', reason: 'incomplete' });
  expect(Object.keys(refusal.fields ?? {})).toEqual(['title', 'body', 'authorIds']);
  expect(draft.can.submit).toEqual({
    reason: refusal.reason,
    zh: refusal.zh,
    en: refusal.en,
    fields: refusal.fields,
  });
});

test('photos need captions before sending', async () => {
  const picture = await office.upload('writer', '现场.png', PNG);
  const draft = await start({ photos: [{ fileId: picture.id, caption: '' }] });
  const refusal = await refusalOf(writer.manuscripts.submit({ id: draft.id, version: 0 }));
  expect(refusal.fields).toEqual({ photos: { zh: '有 1 张照片没有说明', en: 'one photo has no caption' } });
});

test.each([
  ['ordinary', '2026-05-17', false],
  ['ordinary', '2026-05-16', true],
  ['major_event', '2026-05-19', false],
  ['major_event', '2026-05-18', true],
] as const)('%s of %s sent on 20 May is late: %s (S2, M4)', async (importance, eventOn, late) => {
  expect((await sentBy(office, { importance, eventOn })).late).toBe(late);
});

test('the sent text is frozen: it cannot be saved, sent again or discarded', async () => {
  const sent = await sentBy(office);
  const refusals = await Promise.all([
    refusalOf(writer.manuscripts.save({ ...draftOf(office), id: sent.id, version: sent.version })),
    refusalOf(writer.manuscripts.submit({ id: sent.id, version: sent.version })),
    refusalOf(writer.manuscripts.discard({ id: sent.id, version: sent.version })),
  ]);
  for (const refusal of refusals)
    expect(refusal).toMatchObject({ code: 'wrong_state', reason: 'is_in_review' });
});

test('the writer takes an item back until somebody has decided', async () => {
  const sent = await sentBy(office, { importance: 'decision' });
  const colleague = (await office.as('writer2')).manuscripts;
  expect(await refusalOf(colleague.withdraw({ id: sent.id, version: sent.version }))).toMatchObject({
    code: 'forbidden',
    reason: 'not_writer',
  });
  const back = await writer.manuscripts.withdraw({ id: sent.id, version: sent.version });
  expect(back).toMatchObject({ state: 'withdrawn', submittedAt: null, can: { edit: null, submit: null } });
  expect(back.route.map(step => step.state)).toEqual(['void', 'void']);
  const again = await writer.manuscripts.submit({ id: sent.id, version: back.version });
  expect(again.life.at(-1)?.kind).toBe('resubmitted');
  const leader = await office.as('leader');
  const signed = await leader.reviews.approve({ id: sent.id, version: again.version });
  expect(await refusalOf(writer.manuscripts.withdraw({ id: sent.id, version: again.version }))).toMatchObject(
    {
      code: 'stale',
    },
  );
  const refusal = await refusalOf(writer.manuscripts.withdraw({ id: sent.id, version: signed.version }));
  expect(refusal).toMatchObject({ code: 'wrong_state', reason: 'decided_already' });
  expect(refusal.zh).toContain('沈怀瑾');
});

test('a resubmission keeps the day of the first sending', async () => {
  const sent = await sentBy(office, { eventOn: '2026-05-18' });
  const head = await office.as('head');
  const back = await head.reviews.return({ id: sent.id, version: sent.version, reason: '请修改' });
  await travel(office, 5 * 24 * 60);
  const again = await writer.manuscripts.submit({ id: sent.id, version: back.version });
  await travel(office, -5 * 24 * 60);
  expect(again).toMatchObject({ late: false, submittedAt: sent.submittedAt });
});

test('the route is shown before sending, and what would stand in its way', async () => {
  const preview = await writer.manuscripts.previewRoute({
    unitId: office.units.city_look,
    importance: 'important_meeting',
    channel: 'news',
  });
  expect(preview).toMatchObject({
    steps: [
      { role: 'leader_in_charge', reviewer: { id: office.people.leader, name: '沈怀瑾' } },
      { role: 'principal_leader', reviewer: { id: office.people.principal, name: '章望舒' } },
    ],
    blocked: null,
  });
  const query = `unitId=${office.units.city_look}&importance=important_meeting&channel=news`;
  const rest = await fetch(`${office.url}/api/v1/manuscripts/route?${query}`, {
    headers: await office.headers('writer'),
  });
  expect(await rest.json()).toEqual(preview);
  const head = await office.as('head');
  const own = await head.manuscripts.previewRoute({
    unitId: office.units.city_look,
    importance: 'ordinary',
    channel: 'opinion',
  });
  expect(own).toMatchObject({
    steps: [{ role: 'unit_head', reviewer: null }],
    blocked: { reason: 'no_reviewer' },
  });
  expect(own.blocked?.zh).toContain('郭北辰');
});

test('a unit head’s own item is refused, naming who is missing (D15)', async () => {
  const head = await office.as('head');
  const draft = await head.manuscripts.create({
    ...draftOf(office, { authorIds: [office.people.head] }),
    sourceFileId: null,
  });
  const refusal = await refusalOf(head.manuscripts.submit({ id: draft.id, version: 0 }));
  expect(refusal).toMatchObject({ code: 'invalid', reason: 'no_reviewer', details: { role: 'unit_head' } });
  expect(refusal.zh).toContain('单位负责人（郭北辰）');
  const upward = await sentBy(office, {}, { writer: 'squad_writer', unit: 'squad', head: 'squad_head' });
  expect(upward.holder?.name).toBe('韩志远');
});

test('a text that repeats another one is shown beside it with the shared part', async () => {
  const story = '连日来，市容科针对夜市油烟扰民问题，组织队员分三组开展错时巡查，逐户发放告知书，';
  const first = await sentBy(office, {
    title: '夜市治理',
    body: [paragraph(`${story}投诉由每周二十三件降到六件。`)],
  });
  const copy = await sentBy(
    office,
    { title: '夜市治理（转）', body: [paragraph(`${story}群众普遍表示满意。`)] },
    { writer: 'other_writer', unit: 'law', head: 'other_head' },
  );
  expect(copy.possibleRepeats).toMatchObject([{ id: first.id, title: '夜市治理', unit: '市容科' }]);
  const shared = copy.possibleRepeats[0]!.sharedPercent;
  expect(shared).toBeGreaterThan(60);
  expect(shared).toBeLessThan(90);
  const seen = await writer.manuscripts.get({ id: first.id });
  expect(seen.possibleRepeats.map(each => each.id)).toEqual([copy.id]);
  const inner = await sentBy(office, {
    title: '夜市治理（内部）',
    secrecy: 'internal',
    body: [paragraph(`${story}内部掌握。`)],
  });
  const foreign = await (await office.as('other_writer')).manuscripts.get({ id: copy.id });
  expect(foreign.possibleRepeats.map(each => each.title)).toEqual(['夜市治理']);
  const desk = await (await office.as('editor')).manuscripts.get({ id: copy.id });
  expect(desk.possibleRepeats.map(each => each.id).sort()).toEqual([first.id, inner.id].sort());
});

test('a repeated request with one key is answered once', async () => {
  const draft = await start();
  const headers = {
    ...(await office.headers('writer')),
    'content-type': 'application/json',
    'idempotency-key': 'submit-once-0001',
  };
  const send = () =>
    fetch(`${office.url}/api/v1/manuscripts/${draft.id}/submit`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ version: 0 }),
    });
  const [first, second] = [await send(), await send()];
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(await second.json()).toEqual(await first.json());
  const seen = await writer.manuscripts.get({ id: draft.id });
  expect(seen.life.filter(event => event.kind === 'submitted')).toHaveLength(1);
  // A quarter of a year later nobody repeats it, and its key is forgotten.
  const { database } = office.app;
  const after = (days: number) => new Date(office.time.now.getTime() + days * 86_400_000);
  expect(await forgetRequests(database, after(89))).toBe(0);
  expect(await forgetRequests(database, after(91))).toBeGreaterThan(0);
  expect(await forgetRequests(database, after(91))).toBe(0);
});
