import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, clientOf, type Office, refusalOf, signIn, startOffice } from '../../../test/office.ts';
import { newId } from '../../ids.ts';

let office: Office;
let admin: Client;
let security: Client;
beforeAll(async () => {
  office = await startOffice();
  admin = await office.as('system');
  security = await office.as('security');
});
afterAll(() => office.close());

const register = (name: string, userName: string, more: { title?: string; email?: string } = {}) =>
  admin.network.people.create({ name, userName, ...more });

test('a new person gets a first password, shown once, that opens nothing but its own change', async () => {
  const { person, firstPassword } = await register('单小雨', 'shan.xiaoyu', { title: '科员' });
  expect(person).toMatchObject({ name: '单小雨', title: '科员', active: true, appointments: [], version: 0 });
  const client = clientOf(office.url, { cookie: await signIn(office.url, 'shan.xiaoyu', firstPassword) });
  expect((await client.session.me()).mustChangePassword).toBe(true);
  expect(await refusalOf(client.network.units.list({}))).toMatchObject({ code: 'password_change_required' });
  await client.session.changePassword({ current: firstPassword, next: 'autumn-leaf-9' });
  expect((await client.session.me()).mustChangePassword).toBe(false);
});

test('the first password is kept nowhere: not with the request, not in the audit trail', async () => {
  const key = `register-${Date.parse('2026-05-20')}`;
  const headers = { ...(await office.headers('system')), 'idempotency-key': key };
  const client = clientOf(office.url, headers);
  const input = { name: '秦朗', userName: 'qin.lang' };
  const { firstPassword } = await client.network.people.create(input);
  expect(await refusalOf(client.network.people.create(input))).toMatchObject({
    code: 'key_reused',
    reason: 'secret_shown_once',
    zh: expect.stringContaining('只显示一次'),
  });
  const kept = await sql<{ text: string }>`select row_to_json(k)::text as text from idempotency_keys k
    union all select row_to_json(e)::text from audit_entries e`.execute(office.app.database.db);
  expect(kept.rows.some(row => row.text.includes('qin.lang'))).toBe(true);
  expect(kept.rows.filter(row => row.text.includes(firstPassword))).toEqual([]);
});

test('a user name belongs to one person', async () => {
  await register('何一', 'he.yi');
  expect(await refusalOf(register('何二', 'he.yi'))).toMatchObject({
    code: 'conflict',
    reason: 'user_name_taken',
    fields: { userName: expect.anything() },
  });
  expect(await refusalOf(register('何三', 'He San'))).toMatchObject({ code: 'invalid' });
});

test('people are sorted and found by pinyin, by initials, by name and by user name', async () => {
  await register('阿依努尔', 'ayinuer');
  await register('吕思', 'lv.si');
  await register('欧阳若兰', 'ouyang.rl');
  const find = async (q: string) =>
    (await admin.network.people.list({ q, pageSize: 100 })).rows.map(each => each.name);
  expect(await find('oyrl')).toEqual(['欧阳若兰']);
  expect(await find('ouyangruo')).toEqual(['欧阳若兰']);
  expect(await find('lvs')).toEqual(['吕思']);
  expect(await find('若兰')).toEqual(['欧阳若兰']);
  expect(await find('shan.')).toEqual(['单小雨']);
  expect(await find('%')).toEqual([]);
  const names = (await admin.network.people.list({ q: 'a', pageSize: 100 })).rows.map(each => each.name);
  expect(names.indexOf('阿依努尔')).toBeLessThan(names.indexOf('欧阳若兰'));
});

test('people are listed by unit with all below it, by role, and page by page', async () => {
  const names = async (input: Parameters<Client['network']['people']['list']>[0]) =>
    (await admin.network.people.list({ pageSize: 100, ...input })).rows.map(each => each.name).sort();
  expect(await names({ unitId: office.units.squad })).toEqual(['欧阳渡', '沈怀瑾', '韩志远'].sort());
  expect(await names({ unitId: office.units.squad, role: 'unit_head' })).toEqual(['韩志远']);
  expect(await names({ role: 'leader_in_charge' })).toEqual(['沈怀瑾']);
  const first = await admin.network.people.list({ page: 1, pageSize: 3, sort: 'user_name' });
  const second = await admin.network.people.list({ page: 2, pageSize: 3, sort: 'user_name' });
  expect(first.rows).toHaveLength(3);
  expect(first.total).toBe(second.total);
  const userNames = [...first.rows, ...second.rows].map(each => each.userName);
  expect(userNames).toEqual([...userNames].sort());
  const byUnit = (await admin.network.people.list({ sort: 'unit', pageSize: 100 })).rows;
  const posted = byUnit.map(each => each.appointments.length > 0);
  expect(posted.lastIndexOf(true)).toBeLessThan(posted.indexOf(false));
});

test('a person is changed once; the account follows the new user name', async () => {
  const { person, firstPassword } = await register('林木', 'lin.mu');
  const change = { id: person.id, version: 0, name: '林沐', userName: 'lin.mu2', active: true };
  expect(await admin.network.people.update({ ...change, phone: '8800' })).toMatchObject({
    name: '林沐',
    userName: 'lin.mu2',
    phone: '8800',
    version: 1,
  });
  expect(await refusalOf(admin.network.people.update(change))).toMatchObject({ code: 'stale' });
  await expect(signIn(office.url, 'lin.mu', firstPassword)).rejects.toThrow('wrong_credentials');
  expect(await signIn(office.url, 'lin.mu2', firstPassword)).toContain('xinxuan');
  expect(
    await refusalOf(admin.network.people.update({ ...change, version: 1, userName: 'writer' })),
  ).toMatchObject({ reason: 'user_name_taken' });
});

test('deactivating signs a person out everywhere and keeps the row; nobody does it to oneself', async () => {
  const client = clientOf(office.url, { cookie: await signIn(office.url, 'writer2') });
  const me = await client.session.me();
  const input = { id: me.person.id, version: 0, name: '祁远', userName: 'writer2', active: false };
  expect((await admin.network.people.update(input)).active).toBe(false);
  expect(await refusalOf(client.session.me())).toMatchObject({ code: 'unauthenticated' });
  await expect(signIn(office.url, 'writer2')).rejects.toThrow('wrong_credentials');
  expect((await admin.network.people.list({ active: 'no' })).rows.map(each => each.name)).toEqual(['祁远']);
  expect((await admin.network.units.list({})).units.find(u => u.name === '市容科')?.correspondents).toBe(1);
  expect(await refusalOf(security.network.people.resetPassword({ id: me.person.id }))).toMatchObject({
    reason: 'person_inactive',
  });
  const own = { id: office.people.system, version: 0, name: '邓维', userName: 'system', active: false };
  expect(await refusalOf(admin.network.people.update(own))).toMatchObject({ reason: 'own_account' });
});

test('a reset unlocks, ends every session and gives a password that must be changed', async () => {
  const anyone = clientOf(office.url, {});
  const client = clientOf(office.url, { cookie: await signIn(office.url, 'head') });
  for (let i = 0; i < 5; i++) await refusalOf(anyone.session.signIn({ userName: 'head', password: 'wrong' }));
  const row = async (asker: Client) => (await asker.network.people.list({ q: '郭北辰' })).rows[0]!;
  expect((await row(security)).lockedUntil).not.toBeNull();
  expect((await row(admin)).lockedUntil).toBeNull();
  const { firstPassword } = await security.network.people.resetPassword({ id: office.people.head });
  expect((await row(security)).lockedUntil).toBeNull();
  expect(await refusalOf(client.session.me())).toMatchObject({ code: 'unauthenticated' });
  const me = await anyone.session.signIn({ userName: 'head', password: firstPassword });
  expect(me.mustChangePassword).toBe(true);
});

test('a password is reset only by who holds every unit that the person stands in today', async () => {
  const { id: post } = await security.network.appointments.create({
    personId: office.people.other_head,
    unitId: office.units.squad,
    role: 'security_admin',
    fromOn: '2026-01-01',
  });
  const ofSquad = await office.as('other_head', post);
  const { leader, editor, squad_head } = office.people;
  for (const id of [leader, editor]) {
    expect(await refusalOf(ofSquad.network.people.resetPassword({ id }))).toMatchObject({
      reason: 'out_of_reach',
    });
  }
  expect((await ofSquad.network.people.resetPassword({ id: squad_head })).firstPassword).toMatch(/^\S{15}$/);
  const { rows } = await ofSquad.network.people.list({ q: '沈怀瑾' });
  expect(rows[0]?.can.reset?.reason).toBe('out_of_reach');
});

test('what may be done with a person is said with the person', async () => {
  const asked = async (who: 'writer' | 'system' | 'security') => {
    const { rows } = await (await office.as(who)).network.people.list({ q: 'principal' });
    return Object.fromEntries(Object.entries(rows[0]!.can).map(([act, why]) => [act, why?.reason ?? 'open']));
  };
  expect(await asked('writer')).toEqual({ change: 'no_right', appoint: 'no_right', reset: 'no_right' });
  expect(await asked('system')).toEqual({ change: 'open', appoint: 'no_right', reset: 'no_right' });
  expect(await asked('security')).toEqual({ change: 'no_right', appoint: 'open', reset: 'open' });
});

test('who manages a branch changes only people whose posts of today all lie in it', async () => {
  const post = newId('appointment', office.time.now);
  await sql`insert into appointments (body_id, id, person_id, unit_id, role, from_on)
    values (${office.body}, ${post}, ${office.people.system}, ${office.units.squad}, 'system_admin', '2025-01-01')`.execute(
    office.app.database.db,
  );
  office.time.now = new Date(office.time.now.getTime() + 4_000);
  const branch = await office.as('system', post);
  const change = (id: string, name: string, userName: string) =>
    branch.network.people.update({ id, version: 0, name, userName, active: true });
  expect((await change(office.people.squad_writer, '欧阳渡', 'squad.writer')).version).toBe(1);
  const out = { code: 'forbidden', reason: 'out_of_reach' };
  expect(await refusalOf(change(office.people.leader, '沈怀瑾', 'leader'))).toMatchObject(out);
  expect(await refusalOf(change(office.people.principal, '章望舒', 'principal'))).toMatchObject(out);
});

test('how to reach a person is told to colleagues and to who keeps the roster, and to nobody else', async () => {
  const seen = async (person: 'writer' | 'system'): Promise<string> => {
    const { rows } = await (await office.as(person)).network.people.list({ q: '温如意' });
    return rows[0]?.userName ?? 'nobody';
  };
  expect(await seen('system')).toBe('other.writer');
  expect(await seen('writer')).toBe('');
});
