import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { accountFor, runAs } from '../../apps/server/src/db/embedded/account.ts';
import { startEmbedded } from '../../apps/server/src/db/embedded.ts';

/** A running server with a database of ours. */
export type Running = {
  config: pg.ClientConfig;
  /** The same as a superuser. */
  superuser: pg.ClientConfig;
  /** Where its files lie. */
  directory: string;
  stop(): Promise<void>;
};

/** Where Debian keeps its PostgreSQL, the version that the issue names. */
const PLAIN = '/usr/lib/postgresql/15/bin';
const FOR_LOADING = { max_wal_size: '8GB' };
/** What matters of the embedded cluster's settings, so that the two differ in what they are. */
const SAME = {
  shared_buffers: '1GB',
  effective_cache_size: '8GB',
  work_mem: '16MB',
  random_page_cost: '1.1',
  jit: 'off',
};

export async function startOurs(folder: string): Promise<Running> {
  const embedded = await startEmbedded({ dataDir: folder, log: () => undefined, settings: FOR_LOADING });
  const { config, directory } = embedded;
  return { config, superuser: { ...config, user: 'postgres' }, directory, stop: () => embedded.stop() };
}

export function hasPlain(): boolean {
  return existsSync(join(PLAIN, 'postgres'));
}

/** PostgreSQL as Debian brings it, on a socket below the folder; it will not run as root, so it runs as another account. */
export async function startPlain(folder: string): Promise<Running> {
  const [cluster, run] = [join(folder, 'cluster'), join(folder, 'run')];
  const account = accountFor(cluster);
  const call = (program: string, ...args: string[]) =>
    execFileSync(join(PLAIN, program), args, { cwd: '/', stdio: 'ignore', ...runAs(account) });
  if (!existsSync(cluster)) {
    for (const each of [folder, cluster, run]) {
      mkdirSync(each, { recursive: true, mode: 0o700 });
      if (account) chownSync(each, account.uid, account.gid);
    }
    call('initdb', '-D', cluster, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8');
  }
  const settings = { ...SAME, ...FOR_LOADING, listen_addresses: '', unix_socket_directories: run };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}='${value}'`);
  call('pg_ctl', 'start', '-w', '-D', cluster, '-o', options.join(' '), '-l', join(folder, 'log'));
  const config = { host: run, port: 5432, user: 'postgres', database: 'postgres' };
  return {
    config,
    superuser: config,
    directory: folder,
    stop: async () => void call('pg_ctl', 'stop', '-w', '-m', 'fast', '-D', cluster),
  };
}

/** Reads all files once, as loading would have left them in the system's memory; the server's own is left as it is. */
export function readThrough(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && /^\d+(?:\.\d+)?$/u.test(entry.name))
      readFileSync(join(entry.parentPath, entry.name));
}
