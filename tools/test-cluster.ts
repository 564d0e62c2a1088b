import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startTestCluster } from '../apps/server/src/db/template.ts';

const inCache = (name: string): string =>
  fileURLToPath(new URL(`../node_modules/.cache/${name}`, import.meta.url));

/** Once per test run: one PostgreSQL for all workers, or the one that DATABASE_URL names. */
export default async function setup(): Promise<() => Promise<void>> {
  compileOnce(inCache('test-compiled'));
  const cluster = await startTestCluster(inCache('test-database'), process.env['DATABASE_URL']);
  return () => cluster.stop();
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
