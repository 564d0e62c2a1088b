import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { Client, type ClientConfig } from 'pg';
import { choosePlace } from './embedded/place.ts';
import { isRunning } from './embedded/postmaster.ts';
import { EmbeddedFailure, startEmbedded } from './embedded.ts';
import { migrate, readMigrations, schemaHash } from './migrate.ts';

/** A database of one test file, or of one test: empty, migrated, its own. */
export interface TestDatabase {
  config: ClientConfig;
  connectionString: string;
  drop(): Promise<void>;
}

/** The cluster of a test run. Workers find it through the environment. */
export interface TestCluster {
  connectionString: string;
  stop(): Promise<void>;
}

const CLUSTER = 'XINXUAN_TEST_DATABASE';
const RUN = 'XINXUAN_TEST_RUN';
const BUILD_LOCK = 7_202_611_020;
const KEPT_TEMPLATES = 5;

/** Nothing in a test database is worth keeping over a power cut. */
const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  max_wal_size: '512MB',
};

/**
 * Starts the cluster that the tests of a run share, or joins that of another run in the same folder.
 * With `databaseUrl`, that server is used instead; its role must be allowed to create databases.
 */
export async function startTestCluster(dataDir: string, databaseUrl?: string): Promise<TestCluster> {
  const embedded = databaseUrl ? null : await startForgetful(dataDir);
  const connectionString = databaseUrl ?? embedded?.connectionString ?? '';
  const run = randomBytes(4).readUInt32BE();
  const holder = new Client({ connectionString });
  holder.on('error', () => undefined);
  await holder.connect();
  await holder.query('select pg_advisory_lock($1)', [run]);
  await sweep(holder);
  process.env[CLUSTER] = connectionString;
  process.env[RUN] = String(run);
  return {
    connectionString,
    stop: async () => {
      await dropRun(holder, String(run)).finally(() => holder.end());
      await embedded?.stop();
    },
  };
}

/** A test cluster that does not start, say after a power cut, is thrown away and made anew. */
async function startForgetful(dataDir: string) {
  const options = { dataDir, log: () => undefined, use: 'shared', settings: FORGETFUL } as const;
  try {
    return await startEmbedded(options);
  } catch (error) {
    const place = choosePlace(dataDir);
    const broken = error instanceof EmbeddedFailure && (error.code === 'start' || error.code === 'version');
    if (!broken || isRunning(place)) throw error;
    rmSync(place.cluster, { recursive: true, force: true });
    return await startEmbedded(options);
  }
}

/** A fresh database, cloned from the migrated template: a thousand files, in memory 20 ms of a core, on a disk up to 300. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return createFrom(await templateOf(clusterOfRun()), 'strategy = file_copy');
}

/** An empty database without any table, for tests of migrations and of restoring. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createFrom('template0', `encoding 'UTF8'`);
}

async function createFrom(template: string, how: string): Promise<TestDatabase> {
  const cluster = clusterOfRun();
  const name = `xinxuan_test_${process.env[RUN]}_${process.pid}_${randomBytes(3).toString('hex')}`;
  await withAdmin(cluster, admin => admin.query(`create database ${name} template ${template} ${how}`));
  const connectionString = inDatabase(cluster, name);
  return {
    config: { connectionString },
    connectionString,
    drop: () => withAdmin(cluster, admin => dropDatabase(admin, name)),
  };
}

function clusterOfRun(): string {
  const cluster = process.env[CLUSTER];
  if (cluster) return cluster;
  throw new Error('no test cluster: run the tests through vitest with the configuration of the repository');
}

/**
 * Ends our own sessions, then drops: `with (force)` would fail while a vacuum worker, which belongs to another role, is
 * in the database; a plain drop ends that worker by itself.
 */
async function dropDatabase(admin: Client, name: string): Promise<void> {
  const ours = `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user`;
  await admin.query(ours, [name]);
  await admin.query(`drop database if exists ${name}`);
}

let prepared: Promise<string> | null = null;

function templateOf(cluster: string): Promise<string> {
  prepared ??= prepareTemplate(cluster);
  return prepared;
}

/** Built under another name and renamed when complete, so that a half-migrated template is never cloned. */
async function prepareTemplate(cluster: string): Promise<string> {
  const name = `xinxuan_template_${schemaHash(readMigrations()).slice(0, 16)}`;
  await withAdmin(cluster, async admin => {
    if (await exists(admin, name)) return;
    await admin.query('select pg_advisory_lock($1)', [BUILD_LOCK]);
    if (await exists(admin, name)) return;
    const building = `${name}_building`;
    await dropDatabase(admin, building);
    await admin.query(`create database ${building} template template0 encoding 'UTF8'`);
    await migrate({ connectionString: inDatabase(cluster, building) });
    await analyzed(inDatabase(cluster, building));
    await admin.query(`alter database ${building} with allow_connections false`);
    await admin.query(`alter database ${building} rename to ${name}`);
    await dropOldTemplates(admin);
  });
  return name;
}

/** What the planner knows of the tables is cloned with them, so that no test waits for it. */
async function analyzed(connectionString: string): Promise<void> {
  await withAdmin(connectionString, admin => admin.query('analyze'));
}

async function exists(admin: Client, name: string): Promise<boolean> {
  return (await admin.query('select from pg_database where datname = $1', [name])).rowCount === 1;
}

async function dropOldTemplates(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^xinxuan_template_[0-9a-f]{16}$'
      order by oid desc offset ${KEPT_TEMPLATES}`,
  );
  for (const { name } of rows) await dropDatabase(admin, name);
}

/** Drops what killed runs left: a run is dead when its lock is free. */
async function sweep(holder: Client): Promise<void> {
  const { rows } = await holder.query<{ run: string }>(
    `select distinct substring(datname from '^xinxuan_test_([0-9]+)_') as run from pg_database
      where datname ~ '^xinxuan_test_[0-9]+_'`,
  );
  for (const { run } of rows) {
    const { rows: lock } = await holder.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
      run,
    ]);
    if (!lock[0]?.got) continue;
    await dropRun(holder, run);
    await holder.query('select pg_advisory_unlock($1)', [run]);
  }
}

async function dropRun(holder: Client, run: string): Promise<void> {
  const { rows } = await holder.query<{ name: string }>(
    `select datname as name from pg_database where starts_with(datname, $1)`,
    [`xinxuan_test_${run}_`],
  );
  for (const { name } of rows) await dropDatabase(holder, name);
}

async function withAdmin<Result>(cluster: string, work: (admin: Client) => Promise<Result>): Promise<Result> {
  const admin = new Client({ connectionString: cluster });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** The same server and role, another database. */
function inDatabase(connectionString: string, database: string): string {
  return connectionString.replace(/^(\w+:\/\/[^/]*)\/[^?]*/, `$1/${database}`);
}
