import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { choosePlace } from '../apps/server/src/db/embedded/place.ts';
import { isRunning } from '../apps/server/src/db/embedded/postmaster.ts';
import { startTestCluster } from '../apps/server/src/db/template.ts';

const inCache = (name: string): string =>
  fileURLToPath(new URL(`../node_modules/.cache/${name}`, import.meta.url));

/** Once per test run: one PostgreSQL for all workers, or the one that DATABASE_URL names. */
export default async function setup(): Promise<() => Promise<void>> {
  compileOnce(inCache('test-compiled'));
  const given = process.env['DATABASE_URL'];
  const inMemory = process.env['XINXUAN_TEST_ALL'] && !given ? await startInMemory() : null;
  if (inMemory) return inMemory;
  const cluster = await startTestCluster(inCache('test-database'), given);
  return () => cluster.stop();
}

/** Null where there is no room, or where nothing may be started from memory: then the disk has to do. */
async function startInMemory(): Promise<(() => Promise<void>) | null> {
  const folder = folderInMemory();
  if (!folder) return null;
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const cluster = await startTestCluster(folder);
    // Where tests that start a database of their own put it (`passing-folder.ts`).
    process.env['XINXUAN_TEST_FOLDER'] = join(folder, 'passing');
    mkdirSync(join(folder, 'passing'), { recursive: true });
    return async () => {
      await cluster.stop();
      if (!isRunning(choosePlace(folder))) remove();
    };
  } catch {
    remove();
    return null;
  }
}

const MEMORY = '/dev/shm';
/** What the databases of a whole run may come to several times over, and what tests and browsers take beside them. */
const ROOM = { folder: 4 * 1024 ** 3, memory: 8 * 1024 ** 3 };

/**
 * A run of all tests (`npm test`) keeps its databases in memory where there is plenty, and throws them away: it makes
 * hundreds, each of a thousand files. Runs of single files keep theirs on the disk, to begin at once the next time.
 */
function folderInMemory(): string | null {
  if (!existsSync(MEMORY) || freemem() < ROOM.memory) return null;
  const { bavail, bsize } = statfsSync(MEMORY);
  if (bavail * bsize < ROOM.folder) return null;
  const checkout = createHash('sha256')
    .update(fileURLToPath(new URL('..', import.meta.url)))
    .digest('hex');
  return `${MEMORY}/xinxuan-test-${process.getuid?.() ?? 0}-${checkout.slice(0, 10)}`;
}

/**
 * Servers and commands that tests start find the program compiled, which halves their start. One that is killed writes
 * nothing down, so one that ends by itself goes first.
 */
function compileOnce(folder: string): void {
  process.env['NODE_COMPILE_CACHE'] = folder;
  if (existsSync(folder)) return;
  const app = new URL('../apps/server/src/app.ts', import.meta.url).href;
  const script = `await import(${JSON.stringify(app)}); process.exit(0);`;
  spawnSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' });
}
