import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { type Account, accountFor, canUse } from './account.ts';
import { codeOf, EmbeddedFailure } from './failure.ts';

/** Where a cluster lives, and under which account. All paths are absolute. */
export interface Place {
  /** The folder that holds everything of the embedded database. */
  home: string;
  /** PostgreSQL's own data directory. */
  cluster: string;
  account: Account | null;
  /** Set when the data folder could not hold the cluster, so that it stands elsewhere. */
  elsewhere: boolean;
}

const POINTER = 'postgres.location.json';
const ORIGIN = 'origin.json';

/**
 * Finds or makes the home of the cluster of a data folder: `<dataDir>/postgres`, or, where the account cannot
 * reach that or the file system knows no permissions, a folder outside, with a pointer left in the data folder.
 */
export function choosePlace(dataDir: string): Place {
  const folder = resolve(dataDir);
  makeDataFolder(folder);
  const pointed = readPointer(folder);
  if (pointed) return followPointer(folder, pointed);
  const inside = join(folder, 'postgres');
  const account = accountFor(join(inside, 'cluster'));
  if (prepareHome(inside, account)) return placeAt(inside, account, false);
  for (const home of fallbackHomes(folder)) {
    const other = accountFor(join(home, 'cluster'));
    if (!prepareHome(home, other)) continue;
    writeFileSync(join(home, ORIGIN), JSON.stringify({ dataDir: folder }));
    writeFileSync(join(folder, POINTER), `${JSON.stringify({ path: home })}\n`);
    return placeAt(home, other, true);
  }
  throw new EmbeddedFailure(
    'folder',
    `找不到可存放数据库的文件夹。请用 --data 指定运行账户可读写的文件夹(现为 ${folder})。`,
    `No folder can hold the database. Give one that the running account can read and write with --data (now ${folder}).`,
  );
}

function placeAt(home: string, account: Account | null, elsewhere: boolean): Place {
  return { home, cluster: join(home, 'cluster'), account, elsewhere };
}

function makeDataFolder(folder: string): void {
  let reason = '';
  try {
    if (mkdirSync(folder, { recursive: true })) chmodSync(folder, 0o711);
  } catch (error) {
    reason = codeOf(error);
  }
  if (!reason && canUse(folder, null, 'write')) return;
  throw new EmbeddedFailure(
    'folder',
    `数据文件夹 ${folder} 不能建立或不能写入(${reason || 'EACCES'})。请用 --data 指定另一个文件夹。`,
    `The data folder ${folder} cannot be made or written (${reason || 'EACCES'}). Name another one with --data.`,
  );
}

/** Makes the folder private to the account; false when the account cannot reach it or it does not stay private. */
function prepareHome(home: string, account: Account | null): boolean {
  try {
    mkdirSync(home, { recursive: true, mode: 0o711 });
    if (process.platform === 'win32') return true;
    if (account && !existsSync(join(home, 'cluster'))) chownSync(home, account.uid, account.gid);
    if (statSync(home).uid !== (account?.uid ?? process.getuid?.())) throw belongsToAnother(home);
    chmodSync(home, 0o700);
    return (statSync(home).mode & 0o077) === 0 && canUse(home, account, 'write');
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOTSUP'].includes(codeOf(error))) return false;
    throw error;
  }
}

function fallbackHomes(folder: string): string[] {
  const name = `${basename(folder)}-${createHash('sha256').update(folder).digest('hex').slice(0, 10)}`;
  const state = process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share');
  const lasting = process.getuid?.() === 0 ? '/var/lib/xinxuan' : join(state, 'xinxuan');
  return [join(lasting, name), join(tmpdir(), `xinxuan-${process.getuid?.() ?? 0}-${name}`)];
}

function readPointer(folder: string): string | null {
  const file = join(folder, POINTER);
  if (!existsSync(file)) return null;
  const { path } = JSON.parse(readFileSync(file, 'utf8')) as { path: string };
  return path;
}

/** A copied data folder must not share the database of its original: only a moved one may take it over. */
function followPointer(folder: string, home: string): Place {
  if (!existsSync(home)) {
    throw new EmbeddedFailure(
      'folder',
      `数据库应在 ${home},但该文件夹不存在。若确要从空库开始,请删除 ${join(folder, POINTER)}。`,
      `The database should be in ${home}, but that folder is missing. To begin with an empty one, delete ${join(folder, POINTER)}.`,
    );
  }
  const account = accountFor(join(home, 'cluster'));
  if (!prepareHome(home, account)) throw belongsToAnother(home);
  const origin = JSON.parse(readFileSync(join(home, ORIGIN), 'utf8')) as { dataDir: string };
  if (origin.dataDir !== folder) {
    if (existsSync(join(origin.dataDir, POINTER)) && readPointer(origin.dataDir) === home) {
      throw new EmbeddedFailure(
        'copied',
        `${folder} 是 ${origin.dataDir} 的副本,其数据库在 ${home}。请用备份和恢复来复制,或删除副本中的 ${POINTER}。`,
        `${folder} is a copy of ${origin.dataDir}, whose database is in ${home}. Copy with backup and restore, or delete ${POINTER} in the copy.`,
      );
    }
    writeFileSync(join(home, ORIGIN), JSON.stringify({ dataDir: folder }));
  }
  return placeAt(home, account, true);
}

function belongsToAnother(home: string): EmbeddedFailure {
  return new EmbeddedFailure(
    'account',
    `数据库文件夹 ${home} 属于另一账户,当前账户不能使用。请用原账户启动。`,
    `The database folder ${home} belongs to another account and cannot be used by this one. Start with the account it belongs to.`,
  );
}

/** The longest path that fits a Unix socket address on every system (macOS: 104 bytes with the closing zero). */
const LONGEST_SOCKET = 103;
const SOCKET_FILE = '/.s.PGSQL.5432.lock';

/** A private folder for the socket: inside the home, or, when that path is too long, below /tmp. */
export function socketFolder(place: Place): string {
  const inside = join(place.home, 'run');
  const fits = Buffer.byteLength(inside + SOCKET_FILE) <= LONGEST_SOCKET;
  const digest = createHash('sha256').update(place.home).digest('hex').slice(0, 12);
  const folder = fits ? inside : join('/tmp', `xinxuan-${digest}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const owner = place.account?.uid ?? process.getuid?.() ?? 0;
  if (found.uid !== owner && process.getuid?.() === 0 && found.uid === 0) {
    chownSync(folder, owner, place.account?.gid ?? 0);
  } else if (!found.isDirectory() || found.uid !== owner) {
    throw belongsToAnother(folder);
  }
  chmodSync(folder, 0o700);
  return folder;
}
