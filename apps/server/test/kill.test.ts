import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealAudit } from '../src/db/audit.ts';
import { connect } from '../src/db/connect.ts';
import { type Embedded, startEmbedded } from '../src/db/embedded.ts';
import { migrate } from '../src/db/migrate.ts';
import { verifyAudit } from '../src/db/verify-audit.ts';
import { newId } from '../src/ids.ts';
import { freePort } from './free-port.ts';
import { passingFolder } from './passing-folder.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const ROUNDS = 20;
const WRITERS = 4;
const TOKEN = 'xx_token-of-the-kill-test-only-000000';

let folder: string;
let port: number;
let database: Embedded;
let unit: string;
let person: string;
let server: ChildProcess;

beforeAll(async () => {
  folder = passingFolder('kill');
  port = await freePort();
  database = await startEmbedded({ dataDir: folder, log: () => undefined, use: 'shared' });
  await migrate(database.config);
  await seed();
});
afterAll(async () => {
  const gone = new Promise(resolve => server.once('exit', resolve));
  if (server.exitCode === null && server.kill('SIGTERM')) await gone;
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
  rmSync(database.directory, { recursive: true, force: true });
});

async function seed(): Promise<void> {
  const client = new pg.Client(database.config);
  await client.connect();
  const now = new Date('2026-01-01T00:00:00Z');
  const body = newId('body', now);
  unit = newId('unit', now);
  person = newId('person', now);
  const post = newId('appointment', now);
  const put = (table: string, row: Record<string, unknown>): Promise<unknown> =>
    client.query(
      `insert into ${table} (${Object.keys(row).join(', ')}) values (${Object.keys(row)
        .map((_, i) => `$${i + 1}`)
        .join(', ')})`,
      Object.values(row),
    );
  await put('bodies', { id: body, name: '测试局', created_at: now });
  await put('units', {
    body_id: body,
    id: unit,
    name: '测试局',
    short_name: '测试局',
    kind: 'bureau',
    path: `${unit}/`,
    depth: 0,
    opened_on: '2020-01-01',
  });
  await put('people', {
    body_id: body,
    id: person,
    name: '方舟',
    user_name: 'fang.zhou',
    must_change_password: false,
  });
  await put('appointments', {
    body_id: body,
    id: post,
    person_id: person,
    unit_id: unit,
    role: 'correspondent',
    from_on: '2020-01-01',
  });
  const hash = createHash('sha256').update(TOKEN).digest();
  await put('api_tokens', {
    body_id: body,
    id: newId('token', now),
    name: 'kill',
    appointment_id: post,
    hash,
    created_at: now,
    expires_on: '2099-12-31',
  });
  await client.end();
}

async function startServer(): Promise<void> {
  server = spawn(process.execPath, [MAIN, '--port', String(port), '--data', folder], { stdio: 'ignore' });
  await answering();
}

async function answering(): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/session/state`).catch(() => null);
    if (answer?.ok) return;
    await new Promise(resolve => setTimeout(resolve, 30));
  }
}

const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };

/** Writes until `until` says stop, and notes what was acknowledged and which answers came instead. */
async function write(
  round: number,
  seen: { acknowledged: string[]; refused: Set<number> },
  until: () => boolean,
): Promise<void> {
  for (let n = 0; !until(); n++) {
    const title = `第${round}轮第${n}件`;
    const body = JSON.stringify({
      title,
      body: [{ kind: 'paragraph', level: 0, text: title }],
      unitId: unit,
      authorIds: [person],
      channel: 'news',
      type: 'other',
      genre: 'brief',
      importance: 'ordinary',
      themes: [],
      eventOn: null,
      secrecy: 'none',
      leadNote: null,
      photos: [],
      attachmentIds: [],
    });
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/manuscripts`, {
        method: 'POST',
        headers,
        body,
      });
      if (answer.ok) seen.acknowledged.push(((await answer.json()) as { id: string }).id);
      else seen.refused.add(answer.status);
    } catch {
      // The server was killed while it worked: this write was not acknowledged.
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }
}

function killDatabase(): void {
  const pid = Number(
    readFileSync(join(database.directory, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0],
  );
  process.kill(pid, 'SIGKILL');
}

test(`${ROUNDS} rounds of kill -9, of the server and of the database in turn, lose no acknowledged write`, async () => {
  const seen = { acknowledged: [] as string[], refused: new Set<number>() };
  await startServer();
  for (let round = 0; round < ROUNDS; round++) {
    let stop = false;
    const before = seen.acknowledged.length;
    const writers = Array.from({ length: WRITERS }, () => write(round, seen, () => stop));
    // However slow the machine is: something was acknowledged that could be lost.
    while (seen.acknowledged.length <= before + WRITERS)
      await new Promise(resolve => setTimeout(resolve, 10));
    await new Promise(resolve => setTimeout(resolve, randomInt(150, 900)));
    if (round % 2 === 0) {
      const gone = new Promise(resolve => server.once('exit', resolve));
      server.kill('SIGKILL');
      await gone;
      await startServer();
    } else {
      killDatabase();
      await new Promise(resolve => setTimeout(resolve, 100));
      await answering();
    }
    stop = true;
    await Promise.all(writers);
  }
  const checked = connect({ ...database.config, max: 2 });
  const found = await checked.db
    .selectFrom('manuscripts')
    .select('id')
    .where('id', 'in', seen.acknowledged)
    .execute();
  expect(found).toHaveLength(seen.acknowledged.length);
  expect([...seen.refused].filter(status => status !== 503)).toEqual([]);
  while ((await sealAudit(checked)) > 0);
  const chain = await verifyAudit(checked);
  expect(chain.broken).toEqual([]);
  expect(chain.sealed).toBeGreaterThanOrEqual(seen.acknowledged.length);
  await checked.close();
}, 280_000);
