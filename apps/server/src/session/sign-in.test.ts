import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientOf, type Office, PASSWORD, refusalOf, signIn, startOffice } from '../../test/office.ts';

let office: Office;
beforeAll(async () => {
  office = await startOffice();
});
afterAll(() => office.close());

const anyone = () => clientOf(office.url, {});

test('a signed-in person sees own posts and rights', async () => {
  const me = await (await office.as('writer')).session.me();
  expect(me.person.name).toBe('陆晓棠');
  expect(me.posts.map(post => [post.role, post.unit.name])).toEqual([['correspondent', '市容科']]);
  expect(me.rights).toContain('manuscript.write');
  expect(me.rights).not.toContain('desk.triage');
});

test('a wrong password is refused, and so is a request without a session', async () => {
  expect(await refusalOf(anyone().session.signIn({ userName: 'writer', password: 'nope' }))).toMatchObject({
    code: 'wrong_credentials',
    status: 401,
  });
  expect(await refusalOf(anyone().session.me())).toMatchObject({
    code: 'unauthenticated',
    reason: 'no_session',
  });
});

test('a forged cookie opens nothing', async () => {
  const cookie = await signIn(office.url, 'writer2');
  const forged = cookie.replace(/=(.)/, (_, first: string) => `=${first === 'a' ? 'b' : 'a'}`);
  expect(await refusalOf(clientOf(office.url, { cookie: forged }).session.me())).toMatchObject({
    code: 'unauthenticated',
  });
});

test('five failures lock the account, even for the right password, until the time is up', async () => {
  for (let i = 0; i < 4; i++)
    await refusalOf(anyone().session.signIn({ userName: 'other.head', password: 'nope' }));
  expect(
    await refusalOf(anyone().session.signIn({ userName: 'other.head', password: 'nope' })),
  ).toMatchObject({ code: 'locked_out' });
  expect(
    await refusalOf(anyone().session.signIn({ userName: 'other.head', password: PASSWORD })),
  ).toMatchObject({ code: 'locked_out' });
  const before = office.time.now;
  office.time.now = new Date(before.getTime() + 16 * 60_000);
  expect((await anyone().session.signIn({ userName: 'other.head', password: PASSWORD })).person.name).toBe(
    '邵立行',
  );
  office.time.now = before;
});

test('a session ends after an hour without activity, and signing out ends it at once', async () => {
  const client = clientOf(office.url, { cookie: await signIn(office.url, 'squad.head') });
  const before = office.time.now;
  office.time.now = new Date(before.getTime() + 61 * 60_000);
  expect(await refusalOf(client.session.me())).toMatchObject({ code: 'unauthenticated', reason: 'idle' });
  office.time.now = before;
  const again = clientOf(office.url, { cookie: await signIn(office.url, 'squad.head') });
  await again.session.signOut();
  expect(await refusalOf(again.session.me())).toMatchObject({ code: 'unauthenticated' });
});

test('changing the password wants the current one and a strong new one', async () => {
  const client = clientOf(office.url, { cookie: await signIn(office.url, 'auditor') });
  expect(
    await refusalOf(client.session.changePassword({ current: 'nope', next: 'autumn-moon-7' })),
  ).toMatchObject({ reason: 'wrong_current_password' });
  expect(
    await refusalOf(client.session.changePassword({ current: PASSWORD, next: 'aaaaaaaa' })),
  ).toMatchObject({ reason: 'weak_password' });
  await client.session.changePassword({ current: PASSWORD, next: 'autumn-moon-7' });
  expect((await client.session.me()).person.userName).toBe('auditor');
  expect(await refusalOf(anyone().session.signIn({ userName: 'auditor', password: PASSWORD }))).toMatchObject(
    { code: 'wrong_credentials' },
  );
});

test('a post that is not held is refused', async () => {
  const foreign = office.posts['leader.leader_in_charge.law']!;
  expect(await refusalOf((await office.as('writer', foreign)).session.me())).toMatchObject({
    reason: 'post_not_held',
  });
});
