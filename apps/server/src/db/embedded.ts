import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type ClientConfig } from 'pg';
import { ticks } from '../clock.ts';
import { findBinaries } from './embedded/binaries.ts';
import { EmbeddedFailure } from './embedded/failure.ts';
import { isLastToLeave, isPassing, takeGuard, type Use } from './embedded/guard.ts';
import { ensureCluster, passwordOf } from './embedded/initdb.ts';
import { choosePlace, type Place, socketFolder } from './embedded/place.ts';
import {
  isRunning,
  loopbackPort,
  type Postmaster,
  type Started,
  startPostmaster,
  stopPostmaster,
  type Transport,
} from './embedded/postmaster.ts';

export { EmbeddedFailure } from './embedded/failure.ts';

export interface EmbeddedOptions {
  /** The data folder of the installation; the cluster stands below it, or where it says in the log. */
  dataDir: string;
  log: (message: string) => void;
  /** `alone` (a server) refuses a second one; `shared` (command line, tests) joins whoever is there. */
  use?: Use;
  transport?: Transport['kind'];
  settings?: Record<string, string>;
}

export interface Embedded {
  /** For `pg`: the database `xinxuan`, owned by the role `xinxuan`. */
  config: ClientConfig;
  connectionString: string;
  /** The folder that holds the cluster. */
  directory: string;
  /** A cluster that was already running, for example of a killed server, was found and used again. */
  reused: boolean;
  /** Lets go of the cluster; the last user stops it. */
  stop(): Promise<void>;
}

const START_MS = 60_000;
/** How long the locks of a killed server may linger until PostgreSQL notices that it is gone. */
const LINGER_MS = 3_000;

/**
 * Starts, or finds running, the private PostgreSQL of a data folder, and keeps it running until `stop`.
 * @throws EmbeddedFailure with words for the person who started the program
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const place = choosePlace(options.dataDir);
  if (place.elsewhere) {
    options.log(`数据库存放在 ${place.home} The database is in ${place.home}`);
  }
  const binaries = findBinaries(place);
  if (!existsSync(place.cluster)) options.log('首次启动,正在建立数据库…… First start: making the database…');
  ensureCluster(place, binaries);
  const transport = await chooseTransport(place, options.transport);
  const postmaster: Postmaster = { place, binaries, transport, settings: options.settings ?? {} };
  const keeper = new Keeper(postmaster, options);
  const reused = await keeper.attach();
  const access = accessTo(postmaster, 'xinxuan');
  return {
    config: access,
    connectionString: connectionStringOf(access),
    directory: place.home,
    reused,
    stop: () => keeper.stop(),
  };
}

async function chooseTransport(place: Place, wanted: Transport['kind'] | undefined): Promise<Transport> {
  const kind = wanted ?? (process.platform === 'win32' ? 'loopback' : 'socket');
  if (kind === 'loopback') return { kind, port: await loopbackPort(place) };
  return { kind, folder: socketFolder(place), port: 5432 };
}

interface Access {
  host: string;
  port: number;
  user: string;
  database: string;
  password?: string;
}

function accessTo({ place, transport }: Postmaster, database: string, user = 'xinxuan'): Access {
  if (transport.kind === 'socket') return { host: transport.folder, port: transport.port, user, database };
  return { host: '127.0.0.1', port: transport.port, user, database, password: passwordOf(place) };
}

function connectionStringOf({ host, port, user, database, password }: Access): string {
  const credentials = password ? `${user}:${encodeURIComponent(password)}` : user;
  return `postgresql://${credentials}@${encodeURIComponent(host)}:${port}/${database}`;
}

/** Holds the guard connection, and brings the cluster back when it dies under us. */
class Keeper {
  readonly #postmaster: Postmaster;
  readonly #options: EmbeddedOptions;
  #guard: Client | null = null;
  #stopping = false;
  #returning: Promise<void> = Promise.resolve();

  constructor(postmaster: Postmaster, options: EmbeddedOptions) {
    this.#postmaster = postmaster;
    this.#options = options;
  }

  /** Gets a guarded connection to the running cluster, starting it when needed. True when it ran already. */
  async attach(): Promise<boolean> {
    const began = ticks();
    let started: Started | null = null;
    while (!this.#stopping) {
      try {
        if (await this.#enter(ticks() - began)) return started === null;
      } catch (error) {
        if (!isPassing(error)) throw error;
        started = this.#startIfNeeded(started, ticks() - began);
      }
      await pause(10);
    }
    return false;
  }

  /** Takes the guard of a cluster that answers; false when another try is due. */
  async #enter(waited: number): Promise<boolean> {
    await ensureRoleAndDatabase(this.#postmaster);
    const taken = await takeGuard(accessTo(this.#postmaster, 'postgres'), this.#options.use ?? 'alone');
    if (taken && 'guard' in taken) {
      this.#watch(taken.guard);
      return true;
    }
    if (taken && waited > LINGER_MS) throw inUse(this.#options.dataDir, taken.holder);
    return false;
  }

  #startIfNeeded(started: Started | null, waited: number): Started | null {
    const failed = started?.hasEnded() && !isRetryable(started, this.#postmaster);
    if (failed || waited > START_MS) throw notStarted(this.#postmaster, started);
    const underWay = started !== null && !started.hasEnded();
    if (underWay || isRunning(this.#postmaster.place)) return started;
    return startPostmaster(this.#postmaster);
  }

  #watch(guard: Client): void {
    this.#guard = guard;
    guard.once('end', () => {
      if (this.#guard === guard) this.#guard = null;
      if (this.#stopping) return;
      this.#options.log(
        '数据库意外停止,正在重新启动…… The database stopped unexpectedly; starting it again…',
      );
      this.#returning = this.#comeBack();
    });
  }

  /** Tries for ever: requests are answered 503 meanwhile, and a full disk may be emptied. */
  async #comeBack(): Promise<void> {
    for (let wait = 100; !this.#stopping; wait = Math.min(10_000, wait * 2)) {
      try {
        await this.attach();
        this.#options.log('数据库已恢复。The database is back.');
        return;
      } catch (error) {
        this.#options.log(error instanceof Error ? error.message : String(error));
        await pause(wait);
      }
    }
  }

  async stop(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    await this.#returning;
    const guard = this.#guard;
    if (!guard) return;
    try {
      if (await isLastToLeave(guard)) await stopPostmaster(this.#postmaster);
    } catch (error) {
      if (!isPassing(error)) throw error;
    } finally {
      await guard.end().catch(() => undefined);
    }
  }
}

/** The program works as an ordinary role that owns its database; the superuser is only there to make it. */
async function ensureRoleAndDatabase(postmaster: Postmaster): Promise<void> {
  const superuser = new Client({ ...accessTo(postmaster, 'postgres', 'postgres') });
  superuser.on('error', () => undefined);
  await superuser.connect();
  try {
    const { rows } = await superuser.query<{ role: boolean; base: boolean }>(
      `select exists (select from pg_roles where rolname = 'xinxuan') as role,
              exists (select from pg_database where datname = 'xinxuan') as base`,
    );
    const password = superuser.escapeLiteral(passwordOf(postmaster.place));
    if (!rows[0]?.role) await create(superuser, `create role xinxuan login createdb password ${password}`);
    if (!rows[0]?.base) await create(superuser, 'create database xinxuan owner xinxuan');
  } finally {
    await superuser.end();
  }
}

/** Another process may make the same thing at the same moment: that it exists is all that counts. */
async function create(client: Client, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    const existsAlready = ['42710', '42P04', '23505'];
    if (!(error instanceof Error && 'code' in error && existsAlready.includes(String(error.code))))
      throw error;
  }
}

/** Another postmaster took the cluster first, or the children of a killed one still hold its memory. */
function isRetryable(started: Started, { place }: Postmaster): boolean {
  return /lock file .* already exists|shared memory block|is in use/.test(started.said()) || isRunning(place);
}

function notStarted({ place }: Postmaster, started: Started | null): EmbeddedFailure {
  const said = started?.said() ?? '';
  const log = join(place.home, 'log');
  return new EmbeddedFailure(
    'start',
    `PostgreSQL 没有启动成功,日志见 ${log}:\n${said}`,
    `PostgreSQL did not start; its log is in ${log}.`,
  );
}

function inUse(dataDir: string, holder: string): EmbeddedFailure {
  const pid = /pid (\d+)/.exec(holder)?.[1];
  const who = pid ? `(进程 ${pid})` : '';
  return new EmbeddedFailure(
    'in-use',
    `另一个信宣服务${who}正在使用数据文件夹 ${dataDir}。请先停止它,或用 --data 指定另一个文件夹。`,
    `Another Xinxuan server ${pid ? `(process ${pid}) ` : ''}is using the data folder ${dataDir}. Stop it first, or name another folder with --data.`,
  );
}
