import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runAs } from './account.ts';
import type { Binaries } from './binaries.ts';
import { EmbeddedFailure } from './failure.ts';
import type { Place } from './place.ts';

/**
 * Makes the cluster once. It is built under another name and renamed when complete, so that a half-finished one is
 * never used, and of two that build at once one wins. Refuses a cluster of another major version.
 */
export function ensureCluster(place: Place, binaries: Binaries): void {
  removeHalfFinished(place);
  if (existsSync(place.cluster)) {
    checkVersion(place, binaries);
    return;
  }
  const building = join(place.home, `cluster.building-${process.pid}`);
  const passwordFile = join(place.home, `password.${process.pid}`);
  writeFileSync(passwordFile, passwordOf(place), { mode: 0o600 });
  if (place.account) chownSync(passwordFile, place.account.uid, place.account.gid);
  try {
    runInitdb(place, { binaries, building, passwordFile });
    renameSync(building, place.cluster);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(place.cluster)) throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The password of both roles: asked for only where the cluster listens on a port and not on a private socket. */
export function passwordOf(place: Place): string {
  const file = join(place.home, 'secret');
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(draft);
    }
  }
  return readFileSync(file, 'utf8');
}

function runInitdb(place: Place, run: { binaries: Binaries; building: string; passwordFile: string }): void {
  const result = spawnSync(
    run.binaries.initdb,
    [
      `--pgdata=${run.building}`,
      '--username=postgres',
      `--pwfile=${run.passwordFile}`,
      '--auth-local=trust',
      '--auth-host=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--text-search-config=simple',
      '--data-checksums',
      '--no-instructions',
    ],
    { cwd: place.home, env: serverEnvironment(), encoding: 'utf8', ...runAs(place.account) },
  );
  if (result.status === 0) return;
  const said = result.error?.message ?? `${result.stdout}${result.stderr}`.trim();
  throw new EmbeddedFailure(
    'start',
    `不能建立数据库(${place.cluster}):\n${said}${hintOn(result.error)}`,
    `The database could not be made (${place.cluster}); the reason stands above.`,
  );
}

/** The loader's "file not found" for a file that exists means that the C library is another one. */
function hintOn(error: Error | undefined): string {
  return error?.message.includes('ENOENT')
    ? '\n本机可能不是 glibc 系统(例如 Alpine),请用 DATABASE_URL。This machine may lack glibc (for example Alpine): use DATABASE_URL.'
    : '';
}

/** PostgreSQL gets a clean environment: PGDATA, PGPORT or a locale of ours must not change its behaviour. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env;
  return { PATH, SystemRoot, TEMP, LC_ALL: 'C' };
}

function removeHalfFinished(place: Place): void {
  for (const name of readdirSync(place.home)) {
    const pid = /^(?:cluster\.building-|password\.)(\d+)$/.exec(name)?.[1];
    if (pid && Number(pid) !== process.pid && !isAlive(Number(pid))) {
      rmSync(join(place.home, name), { recursive: true, force: true });
    }
  }
}

/** Whether a process of this id exists; one that we may not signal exists too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function checkVersion(place: Place, binaries: Binaries): void {
  const file = join(place.cluster, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : '?';
  if (found === String(binaries.major)) return;
  throw new EmbeddedFailure(
    'version',
    `数据库 ${place.cluster} 属于 PostgreSQL ${found},而程序带的是 ${binaries.version}。请用当时的版本备份(xinxuan backup),再在新的数据文件夹中恢复。`,
    `The database ${place.cluster} belongs to PostgreSQL ${found}, and this program carries ${binaries.version}. Back it up with the version of then (xinxuan backup) and restore it into a new data folder.`,
  );
}
