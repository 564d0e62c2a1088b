import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findNode, root } from './install.mjs';
import { Stop, say } from './say.mjs';

const WEB = join(root, 'apps', 'web');
const DIST = join(WEB, 'dist');
const STAMP = '.sources';

/** Everything that ends up in the built pages: sources, what they import of ours, and the versions of the parts. */
const SOURCES = [
  'apps/web/index.html',
  'apps/web/package.json',
  'apps/web/vite.config.ts',
  'apps/web/tsconfig.json',
  'apps/web/public',
  'apps/web/src',
  'packages/contract/src',
  'packages/scoring/src',
  'tsconfig.base.json',
];

/** One hash over the names and contents of all sources; tests do not count. */
export function hashSources(folder, sources = SOURCES) {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of filesOf(join(folder, source))) {
      if (/\.test\.tsx?$/.test(file)) continue;
      hash
        .update(`${relative(folder, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return [path];
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)]));
}

/** Builds the pages unless they are up to date. A build that is cut short never replaces the pages before it. */
export function buildWeb() {
  const sources = hashSources(root);
  const stamp = join(DIST, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  say('正在生成网页……', 'Building the web pages…');
  const building = join(root, 'node_modules', '.cache', `web-${process.pid}`);
  mkdirSync(join(root, 'node_modules', '.cache'), { recursive: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const result = spawnSync(
    findNode(),
    [vite, 'build', '--outDir', building, '--emptyOutDir', '--logLevel', 'warn'],
    { cwd: WEB, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } },
  );
  if (result.status !== 0) {
    rmSync(building, { recursive: true, force: true });
    throw new Stop('网页生成失败,原因见上。', 'The web pages could not be built; the reason stands above.');
  }
  writeFileSync(join(building, STAMP), sources);
  replaceFolder(DIST, building);
}

function replaceFolder(folder, replacement) {
  const old = `${replacement}.old`;
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(replacement, folder);
  rmSync(old, { recursive: true, force: true });
}
