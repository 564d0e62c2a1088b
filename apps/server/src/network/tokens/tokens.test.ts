import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf, type Office, refusalOf, startOffice } from '../../../test/office.ts';
import { newId } from '../../ids.ts';

let office: Office;
let security: Client;
beforeAll(async () => {
  office = await startOffice();
  security = await office.as('security');
});
afterAll(() => office.close());

const machine = (token: string) => clientOf(office.url, { authorization: `Bearer ${token}` });
const squadHead = () => office.posts['squad_head.correspondent.squad']!;

test('a token acts in its one post, is shown once and kept as a hash', async () => {
  const { id, token } = await security.network.tokens.create({
    name: '数据接口',
    appointmentId: squadHead(),
    expiresOn: '2026-12-31',
  });
  expect(token).toMatch(/^xx_[\w-]{43}$/);
  const me = await machine(token).session.me();
  expect(me.posts.map(post => [post.role, post.unit.name])).toEqual([['correspondent', '城东中队']]);
  const listed = (await security.network.tokens.list()).find(each => each.id === id);
  expect(listed).toMatchObject({
    name: '数据接口',
    person: { name: '韩志远' },
    post: { role: 'correspondent', unit: { name: '城东中队' } },
    expiresOn: '2026-12-31',
    revoked: false,
  });
  expect(listed?.lastUsedAt).not.toBeNull();
  const kept = await sql<{ text: string }>`select row_to_json(t)::text as text from api_tokens t
    union all select row_to_json(e)::text from audit_entries e`.execute(office.app.database.db);
  expect(kept.rows.filter(row => row.text.includes(token.slice(3)))).toEqual([]);
});

test('a revoked token opens nothing, at once', async () => {
  const input = { name: '旧接口', appointmentId: squadHead(), expiresOn: '2026-12-31' };
  const { id, token } = await security.network.tokens.create(input);
  expect((await machine(token).session.me()).person.name).toBe('韩志远');
  await security.network.tokens.revoke({ id });
  expect(await refusalOf(machine(token).session.me())).toMatchObject({ code: 'unauthenticated' });
  const moment = async () =>
    (
      await sql<{ at: string }>`select revoked_at as at from api_tokens where id = ${id}`.execute(
        office.app.database.db,
      )
    ).rows[0]!.at;
  const first = await moment();
  office.time.now = new Date(office.time.now.getTime() + 60_000);
  await security.network.tokens.revoke({ id });
  expect(await moment()).toBe(first);
  expect((await security.network.tokens.list()).find(each => each.id === id)?.revoked).toBe(true);
});

test('a token ends with its last day', async () => {
  const input = { name: '短期接口', appointmentId: squadHead(), expiresOn: '2026-05-20' };
  const { token } = await security.network.tokens.create(input);
  const before = office.time.now;
  office.time.now = new Date('2026-05-20T15:59:00Z');
  expect((await machine(token).session.me()).person.name).toBe('韩志远');
  office.time.now = new Date('2026-05-20T16:01:00Z');
  expect(await refusalOf(machine(token).session.me())).toMatchObject({ code: 'unauthenticated' });
  office.time.now = before;
});

test('a token wants a current post and an expiry within a year', async () => {
  const make = (more: { appointmentId?: string; expiresOn?: string }) =>
    refusalOf(
      security.network.tokens.create({
        name: '接口',
        appointmentId: squadHead(),
        expiresOn: '2026-12-31',
        ...more,
      }),
    );
  expect(await make({ expiresOn: '2026-05-19' })).toMatchObject({ code: 'invalid', reason: 'expiry' });
  expect(await make({ expiresOn: '2027-05-22' })).toMatchObject({ reason: 'expiry' });
  const unknown = newId('appointment', office.time.now);
  expect(await make({ appointmentId: unknown })).toMatchObject({ code: 'not_found' });
  const ended = office.posts['writer2.correspondent.city_look']!;
  await security.network.appointments.end({ id: ended, version: 0, toOn: '2026-05-19' });
  expect(await make({ appointmentId: ended })).toMatchObject({ reason: 'post_not_current' });
  const missing = newId('token', office.time.now);
  expect(await refusalOf(security.network.tokens.revoke({ id: missing }))).toMatchObject({
    code: 'not_found',
  });
});

test('a security administrator of a squad sees, makes and revokes the tokens of that squad alone', async () => {
  const { id: post } = await security.network.appointments.create({
    personId: office.people.other_head,
    unitId: office.units.squad,
    role: 'security_admin',
    fromOn: '2026-01-01',
  });
  const ofSquad = await office.as('other_head', post);
  const input = { name: '上级接口', expiresOn: '2026-12-31' };
  const desk = { ...input, appointmentId: office.posts['editor.desk_editor.bureau']! };
  const { id } = await security.network.tokens.create(desk);
  expect(await refusalOf(ofSquad.network.tokens.create(desk))).toMatchObject({ reason: 'out_of_reach' });
  expect(await refusalOf(ofSquad.network.tokens.revoke({ id }))).toMatchObject({ reason: 'out_of_reach' });
  const units = (await ofSquad.network.tokens.list()).map(each => each.post.unit.name);
  expect(new Set(units)).toEqual(new Set(['城东中队']));
  expect((await security.network.tokens.list()).find(each => each.id === id)?.revoked).toBe(false);
});
