import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientOf, refusalOf } from '../../test/office.ts';
import { connect, type Database } from '../db/connect.ts';
import { createTestDatabase, type TestDatabase } from '../db/template.ts';
import type { Server } from '../http/endpoint.ts';
import { createIdentity } from '../http/identity.ts';
import { createLive } from '../http/live.ts';
import { serve } from '../http/serve.ts';
import { createLog } from '../log.ts';
import { createAuth } from '../session/auth.ts';
import { sessionRoutes } from '../session/routes.ts';
import { settleChanges } from '../standings/rescore.ts';
import { setupRoutes } from './routes.ts';
import { createSetupRun, type SetupRun, untilFor } from './run.ts';

const NOW = new Date('2026-03-09T02:00:00Z');
const ADMIN = {
  with: 'empty',
  bodyName: '西岭区综合行政执法局',
  adminName: '尉迟安',
  adminUserName: 'yuchi.an',
  adminPassword: 'spring-rain-42',
} as const;

let place: TestDatabase;
let database: Database;
let run: SetupRun;
let http: Awaited<ReturnType<typeof serve>>;
let url: string;

beforeEach(async () => {
  place = await createTestDatabase();
  database = connect({ ...place.config, max: 4 });
  run = createSetupRun({ until: '2026-01-23' });
  const secret = 'a-secret-for-tests-only';
  const auth = createAuth(database.pool, { secret, hours: 12, secure: false, origin: 'http://127.0.0.1' });
  const identity = createIdentity(database, { secret, idleMinutes: 60 });
  const log = createLog(line => process.stderr.write(`${line}\n`), 'warn');
  const shared = {
    database,
    clock: () => new Date(NOW),
    log,
    live: createLive(),
    settle: settleChanges,
    dueMoved: async () => undefined,
  };
  const router = { session: sessionRoutes({ auth, identity }), setup: setupRoutes({ run }) };
  http = await serve({
    router,
    server: shared as unknown as Server,
    identity,
    uploadLimitBytes: 1,
    webDist: null,
    origins: [],
  });
  url = await http.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await run.stop();
  await http.close();
  await database.close();
  await place.drop();
});

test('an empty body has a root and an administrator who signs in without changing the password', async () => {
  const anyone = clientOf(url, {});
  expect(await anyone.session.state()).toMatchObject({ setUp: false });
  expect(await anyone.setup.begin(ADMIN)).toEqual({ started: true, signIns: [] });
  expect(await anyone.session.state()).toEqual({
    setUp: true,
    demonstration: false,
    bodyName: ADMIN.bodyName,
  });
  const me = await anyone.session.signIn({ userName: ADMIN.adminUserName, password: ADMIN.adminPassword });
  expect(me.mustChangePassword).toBe(false);
  expect(me.posts.map(post => [post.role, post.unit.name]).sort()).toEqual([
    ['security_admin', ADMIN.bodyName],
    ['system_admin', ADMIN.bodyName],
  ]);
  const [first] = await database.db.selectFrom('audit_entries').selectAll().orderBy('id').execute();
  expect(first).toMatchObject({ act: 'setup.begin', after: { bodyName: ADMIN.bodyName } });
});

test('a weak password is refused at its field and nothing is stored', async () => {
  const weak = clientOf(url, {}).setup.begin({ ...ADMIN, adminPassword: 'aaaaaaaa' });
  const refusal = await refusalOf(weak);
  expect(refusal).toMatchObject({ code: 'invalid', reason: 'weak_password' });
  expect(Object.keys(refusal.fields ?? {})).toEqual(['adminPassword']);
  expect((await clientOf(url, {}).session.state()).setUp).toBe(false);
});

test('a system that is set up is not set up again', async () => {
  const anyone = clientOf(url, {});
  await anyone.setup.begin(ADMIN);
  for (const again of [ADMIN, { with: 'demonstration' } as const]) {
    expect(await refusalOf(anyone.setup.begin(again))).toMatchObject({
      code: 'wrong_state',
      reason: 'already_set_up',
    });
  }
});

test('two administrators who begin at the same moment get one body', async () => {
  const anyone = clientOf(url, {});
  const both = await Promise.allSettled([anyone.setup.begin(ADMIN), anyone.setup.begin(ADMIN)]);
  expect(both.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await database.db.selectFrom('bodies').select('id').execute()).toHaveLength(1);
});

test('the demonstration loads in the background, tells how far it is, and lets every role in', async () => {
  const anyone = clientOf(url, {});
  const { signIns } = await anyone.setup.begin({ with: 'demonstration' });
  expect(signIns).toHaveLength(10);
  expect((await anyone.setup.progress()).running).toBe(true);
  expect(await refusalOf(anyone.setup.begin(ADMIN))).toMatchObject({ reason: 'already_set_up' });
  await run.finished();
  const progress = await anyone.setup.progress();
  expect(progress).toMatchObject({ running: false, failed: null, signIns });
  expect(progress.done).toBe(progress.total);
  expect(await anyone.session.state()).toMatchObject({ setUp: true, demonstration: true });
  for (const { userName, password, name, role, unit } of signIns) {
    const me = await anyone.session.signIn({ userName, password });
    expect(me.person.name).toBe(name);
    expect(me.posts.map(post => [post.role, post.unit.name])).toContainEqual([role, unit]);
  }
});

test('a load that is broken off tells so, and the system can be set up after it', async () => {
  const anyone = clientOf(url, {});
  await anyone.setup.begin({ with: 'demonstration' });
  await run.stop();
  const progress = await anyone.setup.progress();
  expect(progress.running).toBe(false);
  expect(progress.failed).toMatchObject({ reason: 'load_failed' });
  expect(await anyone.setup.begin(ADMIN)).toMatchObject({ started: true });
});

test('the records end the day before the first start', () => {
  expect(untilFor('2026-11-22')).toBe('2026-11-21');
  expect(untilFor('2026-01-15')).toBe('2026-11-20');
  expect(untilFor('2027-06-01')).toBe('2026-12-31');
});
