import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, expect, it } from 'vitest';
import { recordedPid } from './embedded/postmaster.ts';
import { type Embedded, type EmbeddedFailure, type EmbeddedOptions, startEmbedded } from './embedded.ts';

const isRoot = process.getuid?.() === 0;
const folders: string[] = [];
const running: Embedded[] = [];

function makeFolder(mode = 0o711): string {
  const folder = mkdtempSync(join(tmpdir(), 'xinxuan-embedded-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return folder;
}

async function start(dataDir: string, more: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, log: () => undefined, ...more });
  running.push(embedded);
  folders.push(embedded.directory);
  return embedded;
}

let made: string | null = null;

/** A data folder with a cluster that was made once: most of this is about starting one, and making one takes longest. */
async function makeFolderWithCluster(): Promise<string> {
  if (made === null) {
    made = mkdtempSync(join(tmpdir(), 'xinxuan-embedded-'));
    chmodSync(made, 0o711);
    await (await startEmbedded({ dataDir: made, log: () => undefined })).stop();
  }
  const folder = makeFolder();
  const [from, to] = [join(made, 'postgres'), join(folder, 'postgres')];
  // Under root the cluster belongs to an account of its own, which only cp keeps.
  if (isRoot) spawnSync('cp', ['-a', from, to]);
  else cpSync(from, to, { recursive: true });
  expect(existsSync(join(to, 'cluster', 'PG_VERSION'))).toBe(true);
  return folder;
}

async function query<Row extends object>(
  embedded: Pick<Embedded, 'connectionString'>,
  sql: string,
): Promise<Row[]> {
  const client = new Client({ connectionString: embedded.connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: EmbeddedFailure) => error,
  );

const placeOf = (embedded: Embedded) => ({
  home: embedded.directory,
  cluster: join(embedded.directory, 'cluster'),
  account: null,
  elsewhere: false,
});

/** A process of its own that starts the database, says so, and waits to be killed. */
async function startInAnotherProcess(dataDir: string, use = 'alone') {
  const script = `
    import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)};
    startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, use: '${use}', log: () => {} }).then(
      e => console.log(JSON.stringify({ connectionString: e.connectionString })),
      e => console.log(JSON.stringify({ code: e.code })));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, ...(JSON.parse(line) as { connectionString: string; code?: string }) };
  }
  throw new Error('the other process said nothing');
}

afterEach(async () => {
  for (const embedded of running.splice(0)) await embedded.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
afterAll(() => {
  if (made !== null) rmSync(made, { recursive: true, force: true });
});

it('makes a durable UTF-8 database once and keeps it over a restart', { timeout: 60_000 }, async () => {
  const dataDir = makeFolder();
  const first = await start(dataDir);
  await query(first, `create table t as select '信宣' as name`);
  const settings = await query<{ name: string; setting: string }>(
    first,
    `select name, setting from pg_settings where name in ('fsync','full_page_writes','data_checksums','server_encoding','listen_addresses') order by 1`,
  );
  expect(Object.fromEntries(settings.map(row => [row.name, row.setting]))).toEqual({
    data_checksums: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '',
    server_encoding: 'UTF8',
  });
  await first.stop();
  expect(recordedPid(placeOf(first))).toBeNull();
  const second = await start(dataDir);
  expect(second.reused).toBe(false);
  expect(await query(second, 'select name from t')).toEqual([{ name: '信宣' }]);
});

it('works as a role that is no superuser, in a folder that is private', { timeout: 60_000 }, async () => {
  const embedded = await start(makeFolder());
  expect(await query(embedded, `select rolsuper from pg_roles where rolname = current_user`)).toEqual([
    { rolsuper: false },
  ]);
  expect(statSync(embedded.directory).mode & 0o777).toBe(0o700);
  expect(statSync(embedded.config.host ?? '').mode & 0o777).toBe(0o700);
});

it('refuses a second server on one data folder and names the first', { timeout: 60_000 }, async () => {
  const dataDir = await makeFolderWithCluster();
  await start(dataDir);
  const failure = await failureOf(startEmbedded({ dataDir, log: () => undefined }));
  expect(failure?.code).toBe('in-use');
  expect(failure?.message).toContain(String(process.pid));
});

it('lets the command line join a running server, and the last one stops the cluster', {
  timeout: 60_000,
}, async () => {
  const dataDir = await makeFolderWithCluster();
  const server = await start(dataDir);
  const visitor = await start(dataDir, { use: 'shared' });
  expect(visitor.reused).toBe(true);
  await server.stop();
  expect(await query(visitor, 'select 1 as one')).toEqual([{ one: 1 }]);
  await visitor.stop();
  expect(recordedPid(placeOf(visitor))).toBeNull();
});

it('finds and uses the cluster of a killed server', { timeout: 60_000 }, async () => {
  const dataDir = await makeFolderWithCluster();
  const killed = await startInAnotherProcess(dataDir);
  await query(killed, 'create table kept (n int)');
  killed.child.kill('SIGKILL');
  const next = await start(dataDir);
  expect(next.reused).toBe(true);
  expect(await query(next, 'select count(*)::int as n from kept')).toEqual([{ n: 0 }]);
});

it('brings the database back when it is killed under a running server', { timeout: 60_000 }, async () => {
  const words: string[] = [];
  const embedded = await start(await makeFolderWithCluster(), { log: message => words.push(message) });
  await query(embedded, 'create table kept as select 7 as n');
  const pid = recordedPid(placeOf(embedded));
  process.kill(pid ?? 0, 'SIGKILL');
  await expect.poll(() => words.join(), { timeout: 30_000, interval: 50 }).toContain('The database is back');
  expect(await query(embedded, 'select n from kept')).toEqual([{ n: 7 }]);
  expect(recordedPid(placeOf(embedded))).not.toBe(pid);
});

it('is not misled by a pid file that names a living stranger', { timeout: 60_000 }, async () => {
  const dataDir = await makeFolderWithCluster();
  const first = await start(dataDir);
  await first.stop();
  const lines = [
    String(process.pid),
    join(first.directory, 'cluster'),
    '1',
    '5432',
    first.config.host,
    '',
    '',
    '',
  ];
  writeFileSync(join(first.directory, 'cluster', 'postmaster.pid'), lines.join('\n'));
  const second = await start(dataDir);
  expect(second.reused).toBe(false);
  expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('clears away what a killed first start left, and makes the cluster anew', {
  timeout: 60_000,
}, async () => {
  const dataDir = makeFolder();
  const first = await start(dataDir);
  await first.stop();
  const ended = spawn('true');
  await new Promise(resolve => ended.once('exit', resolve));
  cpSync(
    join(first.directory, 'cluster', 'base'),
    join(first.directory, `cluster.building-${ended.pid}`, 'base'),
    {
      recursive: true,
    },
  );
  rmSync(join(first.directory, 'cluster'), { recursive: true });
  const second = await start(dataDir);
  expect(await query(second, 'select 1 as one')).toEqual([{ one: 1 }]);
  expect(readdirSync(second.directory).filter(name => name.startsWith('cluster'))).toEqual(['cluster']);
});

it('lets one of two servers that start at once win', { timeout: 90_000 }, async () => {
  const dataDir = makeFolder();
  const both = await Promise.all([startInAnotherProcess(dataDir), startInAnotherProcess(dataDir)]);
  expect(both.map(one => one.code ?? 'won').sort()).toEqual(['in-use', 'won']);
  for (const { child } of both) child.kill('SIGKILL');
  await start(dataDir);
});

it('lets several start at once when they share', { timeout: 90_000 }, async () => {
  const dataDir = makeFolder();
  const all = await Promise.all([0, 1, 2].map(() => start(dataDir, { use: 'shared' })));
  for (const one of all) expect(await query(one, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('refuses a cluster of another PostgreSQL version with a way out', { timeout: 60_000 }, async () => {
  const dataDir = await makeFolderWithCluster();
  const first = await start(dataDir);
  await first.stop();
  writeFileSync(join(first.directory, 'cluster', 'PG_VERSION'), '16\n');
  const failure = await failureOf(startEmbedded({ dataDir, log: () => undefined }));
  expect(failure?.code).toBe('version');
  expect(failure?.message).toContain('PostgreSQL 16');
});

it('puts the socket elsewhere when the path is too long for one', { timeout: 60_000 }, async () => {
  const dataDir = join(makeFolder(), '很长的文件夹名'.repeat(6));
  const embedded = await start(dataDir);
  folders.push(embedded.config.host ?? '');
  expect(embedded.config.host).toMatch(/^\/tmp\/xinxuan-[0-9a-f]{12}$/);
  expect(await query(embedded, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('listens on a loopback port with a password where sockets are impossible', {
  timeout: 60_000,
}, async () => {
  const embedded = await start(await makeFolderWithCluster(), { transport: 'loopback' });
  expect(embedded.config.host).toBe('127.0.0.1');
  expect(await query(embedded, 'select 1 as one')).toEqual([{ one: 1 }]);
  const stranger = new Client({ ...embedded.config, password: 'guess' });
  await expect(stranger.connect()).rejects.toThrow(/password authentication failed/);
});

it('says what PostgreSQL said when it cannot start', { timeout: 60_000 }, async () => {
  const failure = await failureOf(
    startEmbedded({
      dataDir: await makeFolderWithCluster(),
      log: () => undefined,
      settings: { shared_buffers: 'nonsense' },
    }),
  );
  expect(failure?.code).toBe('start');
  expect(failure?.message).toContain('shared_buffers');
});

if (isRoot) {
  it('moves to a folder that its account can reach, leaves a pointer, and follows it', {
    timeout: 60_000,
  }, async () => {
    const dataDir = join(makeFolder(0o700), 'data');
    const words: string[] = [];
    const first = await start(dataDir, { log: message => words.push(message) });
    expect(first.directory).toMatch(/^\/var\/lib\/xinxuan\/data-[0-9a-f]{10}$/);
    expect(words.join()).toContain(first.directory);
    await query(first, 'create table kept as select 1 as n');
    await first.stop();
    const again = await start(dataDir);
    expect(await query(again, 'select n from kept')).toEqual([{ n: 1 }]);
    await again.stop();
    const copy = join(makeFolder(), 'copy');
    cpSync(dataDir, copy, { recursive: true });
    expect((await failureOf(startEmbedded({ dataDir: copy, log: () => undefined })))?.code).toBe('copied');
    rmSync(dataDir, { recursive: true });
    expect(await query(await start(copy), 'select n from kept')).toEqual([{ n: 1 }]);
  });
} else {
  it('says so when the data folder cannot be written', async () => {
    const dataDir = join(makeFolder(), 'data');
    mkdirSync(dataDir, { mode: 0o500 });
    const failure = await failureOf(startEmbedded({ dataDir, log: () => undefined }));
    expect(failure?.code).toBe('folder');
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });
}

it('stops in time to be started again and again', { timeout: 60_000 }, async () => {
  const dataDir = await makeFolderWithCluster();
  await (await start(dataDir)).stop();
  const durations: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    const embedded = await start(dataDir);
    durations.push(performance.now() - began);
    await embedded.stop();
    await pause(0);
  }
  console.info(`warm starts, ms: ${durations.map(Math.round).join(' ')}`);
  expect(durations).toHaveLength(5);
});
