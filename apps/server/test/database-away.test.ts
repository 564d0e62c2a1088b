import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Embedded, startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { draftOf } from './draft.ts';
import { expectWords, keptBy, upload } from './kept.ts';
import { type Client, clientOf, type Office, refusalOf, startOffice } from './office.ts';

let folder: string;
let database: Embedded;
let office: Office;
let writer: Client;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xinxuan-away-'));
  database = await startEmbedded({ dataDir: folder, log: () => undefined, use: 'shared' });
  await migrate(database.config);
  office = await startOffice({ database: { config: database.config, drop: async () => undefined } });
  writer = await office.as('writer');
});
afterAll(async () => {
  await office.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(database.directory, { recursive: true, force: true });
});

const pidFile = () => join(database.directory, 'cluster', 'postmaster.pid');
const pidOf = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);

/** Holds up every write of manuscripts until the database dies or the lock is let go. */
async function blocked(): Promise<pg.Client> {
  const client = new pg.Client(database.config);
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin; lock table manuscripts in access exclusive mode');
  return client;
}

async function waitingForLock(): Promise<void> {
  const client = new pg.Client(database.config);
  await client.connect();
  const waits = async () => (await client.query('select from pg_locks where not granted')).rowCount ?? 0;
  await expect.poll(waits).toBeGreaterThan(0);
  await client.end();
}

async function untilBack(): Promise<void> {
  for (;;) {
    const back = await writer.manuscripts.list({}).catch(() => null);
    if (back) return;
    await pause(100);
  }
}

const AWAY = { status: 503, code: 'unavailable', reason: 'database_away' };

test('a database that dies in the middle of a request: 503 in words, nothing kept, and it goes on by itself', async () => {
  const before = await keptBy(office);
  const named = { ...(await office.headers('writer')), 'idempotency-key': 'database-away.1' };
  const client = clientOf(office.url, named);
  const fields = { ...draftOf(office), sourceFileId: null };
  const locker = await blocked();
  const writing = refusalOf(client.manuscripts.create(fields));
  await waitingForLock();
  const pid = pidOf();
  process.kill(pid, 'SIGKILL');

  const refusal = await writing;
  expect(refusal).toMatchObject(AWAY);
  expectWords(refusal);
  expect(refusal.zh).toMatch(/没有保存.*再试.*系统管理员/u);
  expect(refusal.en).toMatch(/nothing was saved.*Try again/u);
  await locker.end().catch(() => undefined);

  await untilBack();
  expect(existsSync(pidFile()) && pidOf()).not.toBe(pid);
  expect(await keptBy(office)).toEqual(before);
  const made = await client.manuscripts.create(fields);
  expect((await client.manuscripts.create(fields)).id).toBe(made.id);
  expect((await keptBy(office)).rows['manuscripts']).toBe((before.rows['manuscripts'] ?? 0) + 1);
}, 90_000);

/** More than the office has connections: the server of each outlives their parent by a moment and may answer once more. */
const IN_A_ROW = 20;

/** Until it is away for everybody. */
async function refused(): Promise<unknown> {
  let answer: unknown;
  for (let row = 0; row < IN_A_ROW; ) {
    const error = await writer.manuscripts.list({}).then(
      () => null,
      (why: unknown) => why,
    );
    row = error ? row + 1 : 0;
    if (error) answer = await refusalOf(Promise.reject(error));
  }
  return answer;
}

/** A database that cannot begin again before it is let: otherwise it might be back before the last question. */
function keptAway(): { let(): void } {
  const settings = join(database.directory, 'cluster', 'postgresql.conf');
  renameSync(settings, `${settings}.away`);
  return { let: () => renameSync(`${settings}.away`, settings) };
}

test('while it is away every way in says so, and an upload leaves no row', async () => {
  const before = await keptBy(office);
  const away = keptAway();
  process.kill(pidOf(), 'SIGKILL');
  const read = await refused();
  const [rest, file, signIn] = await Promise.all([
    fetch(`${office.url}/api/v1/manuscripts`, { headers: await office.headers('writer') }),
    upload(office, { name: '稿件.txt', content: Buffer.from('库停时的稿件') }),
    fetch(`${office.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userName: 'writer', password: 'anything' }),
    }),
  ]);
  expect(read).toMatchObject(AWAY);
  for (const answer of [rest, signIn]) {
    expect(answer.status).toBe(503);
    expectWords(((await answer.json()) as { data: { zh: string; en: string } }).data);
  }
  expect(file).toMatchObject({ status: 503, code: 'unavailable', data: { reason: 'database_away' } });
  away.let();
  await untilBack();
  expect((await keptBy(office)).rows).toEqual(before.rows);
}, 90_000);
