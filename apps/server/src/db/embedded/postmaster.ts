import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fchownSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ticks } from '../../clock.ts';
import { runAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedFailure } from './failure.ts';
import { isAlive, serverEnvironment } from './initdb.ts';
import type { Place } from './place.ts';

/** How a cluster is reached: on a private socket, or, where there are none (Windows), on a loopback port. */
export type Transport = { kind: 'socket'; folder: string; port: number } | { kind: 'loopback'; port: number };

export interface Postmaster {
  place: Place;
  binaries: Binaries;
  transport: Transport;
  /** Settings beyond the ordinary ones, such as fsync off for tests. */
  settings: Record<string, string>;
}

const megabytes = (bytes: number) => Math.floor(bytes / 1024 ** 2);
const within = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value));

function settingsOf({ transport, settings }: Postmaster): Record<string, string> {
  const memory = megabytes(totalmem());
  return {
    port: String(transport.port),
    listen_addresses: transport.kind === 'socket' ? '' : '127.0.0.1',
    unix_socket_directories: transport.kind === 'socket' ? transport.folder : '',
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: `${within(64, Math.floor(memory / 8), 1024)}MB`,
    effective_cache_size: `${within(256, Math.floor(memory / 2), 16384)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '10min',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'on',
    log_directory: '../log',
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_line_prefix: '%m [%p] %a ',
    log_checkpoints: 'off',
    ...settings,
  };
}

/** A postmaster that we started: whether it has ended, and what it said before its log took over. */
export interface Started {
  hasEnded(): boolean;
  said(): string;
}

/** Starts PostgreSQL apart from our terminal, so that Ctrl-C reaches the server first and the database last. */
export function startPostmaster(postmaster: Postmaster): Started {
  const { place, binaries } = postmaster;
  forgetStalePid(place);
  const file = join(place.home, 'postgres.log');
  const log = openSync(file, 'w', 0o600);
  if (place.account) fchownSync(log, place.account.uid, place.account.gid);
  const settings = Object.entries(settingsOf(postmaster)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const options = {
    cwd: place.cluster,
    env: serverEnvironment(),
    stdio: ['ignore', log, log] as ['ignore', number, number],
    windowsHide: true,
    ...runAs(place.account),
  };
  const child =
    process.platform === 'win32'
      ? spawn(binaries.pgCtl, ['start', '-W', '-D', place.cluster, '-o', quoted(settings)], options)
      : spawn(binaries.postgres, ['-D', place.cluster, ...settings], { ...options, detached: true });
  closeSync(log);
  child.unref();
  return watched(child, file);
}

/** pg_ctl hands its options to a shell; only Windows comes this way, because there it sheds administrator rights. */
const quoted = (settings: string[]) => settings.map(part => `"${part}"`).join(' ');

function watched(child: ChildProcess, file: string): Started {
  let failure: Error | null = null;
  child.on('error', error => {
    failure = error;
  });
  const endedBadly = () => child.exitCode !== null && (process.platform !== 'win32' || child.exitCode !== 0);
  return {
    hasEnded: () => failure !== null || child.signalCode !== null || endedBadly(),
    said: () => failure?.message ?? tail(file),
  };
}

function tail(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-8).join('\n') : '';
}

/** The process id in the cluster's pid file, or null. */
export function recordedPid(place: Place): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8'), 10);
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** Whether the recorded process is alive and, as far as the system tells, the postmaster of this cluster. */
export function isRunning(place: Place): boolean {
  const pid = recordedPid(place);
  return pid !== null && isAlive(pid) && !isStranger(pid, place);
}

/** A postmaster works inside its cluster: another process that was given the same id later does not. */
function isStranger(pid: number, place: Place): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(place.cluster);
  } catch {
    return false;
  }
}

function forgetStalePid(place: Place): void {
  const pid = recordedPid(place);
  if (pid !== null && isAlive(pid) && isStranger(pid, place)) rmSync(join(place.cluster, 'postmaster.pid'));
}

const FAST_STOP_MS = 30_000;

/** Stops the cluster, whoever started it: sessions are ended, nothing acknowledged is lost. */
export async function stopPostmaster({
  place,
  binaries,
}: Pick<Postmaster, 'place' | 'binaries'>): Promise<void> {
  const pid = recordedPid(place);
  if (pid === null || !isRunning(place)) return;
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['stop', '-m', 'fast', '-w', '-D', place.cluster], { windowsHide: true });
    return;
  }
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (isAlive(pid)) process.kill(pid, signal);
    const until = ticks() + FAST_STOP_MS;
    while (ticks() < until) {
      if (recordedPid(place) !== pid) return;
      if (!isAlive(pid)) return;
      await pause(5);
    }
  }
  throw new EmbeddedFailure(
    'start',
    `PostgreSQL(进程 ${pid})停不下来。`,
    `PostgreSQL (process ${pid}) does not stop.`,
  );
}

/** A free loopback port; the one used before is kept when the cluster still runs on it. */
export async function loopbackPort(place: Place): Promise<number> {
  const lines = isRunning(place)
    ? readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n')
    : [];
  const running = Number(lines[3]);
  return running > 0 ? running : await freePort();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
