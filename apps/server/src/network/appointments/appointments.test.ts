import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf, type Office, refusalOf, signIn, startOffice } from '../../../test/office.ts';
import { newId } from '../../ids.ts';

let office: Office;
let security: Client;
let admin: Client;
beforeAll(async () => {
  office = await startOffice();
  security = await office.as('security');
  admin = await office.as('system');
});
afterAll(() => office.close());

type Input = Parameters<Client['network']['appointments']['create']>[0];
const appoint = (more: Partial<Input>) =>
  security.network.appointments.create({
    personId: office.people.writer,
    unitId: office.units.law,
    role: 'correspondent',
    fromOn: '2026-03-01',
    ...more,
  });

test('a person may hold several posts, and acts in a new one at once', async () => {
  const client = await office.as('writer');
  expect((await client.session.me()).posts).toHaveLength(1);
  const post = await appoint({ fullTime: true });
  expect(post).toMatchObject({ role: 'correspondent', fullTime: true, toOn: null, version: 0 });
  expect(post.unit.name).toBe('法制科');
  const { posts } = await client.session.me();
  expect(posts.map(each => each.unit.name)).toEqual(['市容科', '法制科']);
});

test('the same post is not given twice in overlapping terms, but again after its end', async () => {
  const unitId = office.units.squad;
  await appoint({ unitId, fromOn: '2026-01-01', toOn: '2026-03-31' });
  expect(await refusalOf(appoint({ unitId, fromOn: '2026-03-31', toOn: null }))).toMatchObject({
    code: 'conflict',
    reason: 'already_appointed',
    zh: expect.stringContaining('2026-01-01'),
  });
  expect((await appoint({ unitId, fromOn: '2026-04-01' })).fromOn).toBe('2026-04-01');
  expect((await appoint({ unitId, role: 'unit_head', fromOn: '2026-02-01' })).role).toBe('unit_head');
});

test('two requests for the same post at the same time give one post', async () => {
  const input = { personId: office.people.head, unitId: office.units.night_market };
  const both = await Promise.allSettled([appoint(input), appoint(input)]);
  expect(both.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a term lies in order, within the life of its unit, and belongs to an active person', async () => {
  expect(await refusalOf(appoint({ role: 'unit_head', toOn: '2026-02-01' }))).toMatchObject({
    code: 'invalid',
    reason: 'term',
    fields: { toOn: expect.anything() },
  });
  expect(await refusalOf(appoint({ role: 'unit_head', fromOn: '2019-12-31' }))).toMatchObject({
    reason: 'before_opening',
  });
  const unit = await admin.network.units.create({
    parentId: office.units.law,
    name: '临时专班',
    shortName: '专班',
    kind: 'other',
    groupId: null,
    deskName: null,
    openedOn: '2026-01-01',
  });
  await admin.network.units.close({ id: unit.id, version: 0, closedOn: '2026-08-31' });
  expect(await refusalOf(appoint({ unitId: unit.id }))).toMatchObject({ reason: 'after_closing' });
  expect((await appoint({ unitId: unit.id, toOn: '2026-08-31' })).toOn).toBe('2026-08-31');
  await admin.network.people.update({
    id: office.people.writer2,
    version: 0,
    name: '祁远',
    userName: 'writer2',
    active: false,
  });
  expect(await refusalOf(appoint({ personId: office.people.writer2 }))).toMatchObject({
    reason: 'person_inactive',
  });
  const nobody = newId('person', office.time.now);
  expect(await refusalOf(appoint({ personId: nobody }))).toMatchObject({ code: 'not_found' });
  const nowhere = newId('unit', office.time.now);
  expect(await refusalOf(appoint({ unitId: nowhere }))).toMatchObject({ code: 'not_found' });
});

test('an end closes the post at once when its day has passed, and is never put off', async () => {
  const id = office.posts['other_head.unit_head.law']!;
  const client = clientOf(office.url, { cookie: await signIn(office.url, 'other.head') });
  const end = (toOn: string, version = 0) => security.network.appointments.end({ id, version, toOn });
  expect(await refusalOf(end('2024-12-31'))).toMatchObject({ code: 'invalid', reason: 'term' });
  expect(await end('2026-05-20')).toMatchObject({ toOn: '2026-05-20', version: 1 });
  expect((await client.session.me()).posts).toHaveLength(1);
  expect(await refusalOf(end('2026-05-19'))).toMatchObject({ code: 'stale' });
  expect(await refusalOf(end('2026-06-30', 1))).toMatchObject({ reason: 'ends_earlier' });
  await end('2026-05-19', 1);
  expect((await client.session.me()).posts).toEqual([]);
  const { rows } = await admin.network.people.list({ q: 'other.head' });
  expect(rows[0]!.appointments.map(each => each.toOn)).toEqual(['2026-05-19']);
});

test('nobody ends the post in use, and an unknown one is not found', async () => {
  const own = office.posts['security.security_admin.bureau']!;
  expect(
    await refusalOf(security.network.appointments.end({ id: own, version: 0, toOn: '2026-05-20' })),
  ).toMatchObject({ reason: 'own_post' });
  const id = newId('appointment', office.time.now);
  expect(
    await refusalOf(security.network.appointments.end({ id, version: 0, toOn: '2026-05-20' })),
  ).toMatchObject({ code: 'not_found' });
});
