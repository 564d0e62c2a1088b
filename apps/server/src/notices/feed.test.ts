import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Office, refusalOf, startOffice } from '../../test/office.ts';
import { endDuty } from '../duties/end.ts';
import { openDuty } from '../duties/open.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.close());

const write = (work: Parameters<typeof office.app.database.write>[1]) =>
  office.app.database.write(office.body, work, () => false);
const duty = (key: string, owner: Parameters<typeof openDuty>[1]['owner']) =>
  write(tx =>
    openDuty(tx, {
      ...{ kind: 'review', key, subject: { kind: 'manuscript', id: 'man_1' }, owner },
      ...{ title: { zh: '《夜市整治》待审核', en: 'x' }, link: '/manuscripts/man_1', by: null },
      ...{ due: { at: new Date('2026-05-21T01:15:00Z') }, now: office.time.now },
    }),
  );
async function read(path: string) {
  const answer = await fetch(`${office.url}${path}`);
  const text = await answer.text();
  if (!answer.ok) return { status: answer.status, text, type: '', events: [] };
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  const type = answer.headers.get('content-type') ?? '';
  return { status: answer.status, text, type, events: events.map(each => new ICAL.Event(each)) };
}

it('is read by another program: mine and those of my posts, in general words, ended ones withdrawn', async () => {
  const head = await office.as('head');
  const { path } = await head.notices.makeFeed({ name: '手机' });
  const unitId = office.units.city_look;
  await duty('feed/1', { unitId, personId: office.people.head });
  await duty('feed/2', { unitId, role: 'unit_head' });
  await duty('feed/3', { unitId, personId: office.people.writer });
  await write(tx => endDuty(tx, { key: 'feed/2', by: null, act: 'test', now: office.time.now }));
  const { events, text, type } = await read(path);
  expect(type).toBe('text/calendar; charset=utf-8');
  expect(
    events.map(event => [event.summary, event.component.getFirstPropertyValue('status')]).sort(),
  ).toEqual([
    ['稿件待审核', 'CANCELLED'],
    ['稿件待审核', 'CONFIRMED'],
  ]);
  expect(events[0]?.startDate.toJSDate()).toEqual(new Date('2026-05-21T01:15:00Z'));
  expect(text).not.toContain('夜市');
});

it('opens for nobody once it was revoked, nor for a token that never was', async () => {
  const head = await office.as('head');
  const { id, path } = await head.notices.makeFeed({ name: '电脑' });
  expect((await read(path)).status).toBe(200);
  const writer = await office.as('writer');
  expect(await refusalOf(writer.notices.revokeFeed({ id }))).toMatchObject({ code: 'not_found' });
  await head.notices.revokeFeed({ id });
  expect((await read(path)).status).toBe(404);
  expect((await read(`/api/calendar/${'A'.repeat(43)}.ics`)).status).toBe(404);
  expect((await read('/api/calendar/x.ics')).status).toBe(404);
  const kept = await office.app.database.db.selectFrom('calendar_feeds').selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(path.split('/').at(-1)?.replace('.ics', ''));
});

it('is closed with the account', async () => {
  const writer = await office.as('writer');
  const { path } = await writer.notices.makeFeed({ name: '手机' });
  const { db } = office.app.database;
  await db.updateTable('people').set({ active: false }).where('id', '=', office.people.writer).execute();
  expect((await read(path)).status).toBe(404);
  await db.updateTable('people').set({ active: true }).where('id', '=', office.people.writer).execute();
});

it('answers only so often in a minute', async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 70; i++) statuses.push((await read('/api/calendar/y.ics')).status);
  expect(statuses.filter(status => status === 404).length).toBeGreaterThan(0);
  expect(statuses.at(-1)).toBe(429);
});
