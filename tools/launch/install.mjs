import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stop, say } from './say.mjs';

export const root = fileURLToPath(new URL('../../', import.meta.url));

const OLDEST = [20, 19];
/** From this version on, Node runs the project's TypeScript by itself. */
const RUNS_TYPESCRIPT = [22, 18];

const isAtLeast = (version, [major, minor]) => {
  const [a, b] = version.split('.').map(Number);
  return a > major || (a === major && b >= minor);
};

const read = file => JSON.parse(readFileSync(file, 'utf8'));

/** Installs what is missing, and nothing when everything is there: works offline from then on. */
export function ensureInstalled() {
  if (!isAtLeast(process.versions.node, OLDEST)) {
    throw new Stop(
      `Node.js 版本过低:现为 ${process.versions.node},需要 20.19 以上。请从 https://nodejs.org 安装新版本。`,
      `Node.js is too old: this is ${process.versions.node}, 20.19 or newer is needed. Install one from https://nodejs.org.`,
    );
  }
  const missing = findMissing(root);
  if (missing.length === 0) return;
  const some = `${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ' …' : ''}`;
  say(
    `正在安装所需的程序包(${missing.length} 个:${some}),首次约需一两分钟……`,
    `Installing missing packages (${missing.length}: ${some}); the first time takes a minute or two…`,
  );
  installAll();
  const still = findMissing(root);
  if (still.length === 0) return;
  throw new Stop(
    `安装后仍缺少:${still.join(', ')}。请在 ${root} 中运行 npm install 查看原因。`,
    `Still missing after the installation: ${still.join(', ')}. Run npm install in ${root} to see why.`,
  );
}

/**
 * The declared packages that are absent or of another version, over all workspaces. Of the optional platform
 * packages those of this machine count, unless it can do without: a newer Node, or a database of its own.
 */
export function findMissing(folder) {
  const main = read(join(folder, 'package.json'));
  const members = ['.', ...main.workspaces];
  const missing = members.flatMap(member => {
    const { dependencies = {}, devDependencies = {} } = read(join(folder, member, 'package.json'));
    const wanted = Object.entries({ ...dependencies, ...devDependencies });
    return wanted.filter(([name, version]) => !isThere(folder, member, name, version)).map(([name]) => name);
  });
  const platform = Object.entries(main.optionalDependencies ?? {})
    .filter(([name]) => isForThisMachine(name) && isNeeded(name))
    .filter(([name, version]) => !isThere(folder, '.', name, version))
    .map(([name]) => name);
  return [...new Set([...missing, ...platform])];
}

function isThere(folder, member, name, version) {
  const places = [join(folder, member, 'node_modules', name), join(folder, 'node_modules', name)];
  return places.some(place => {
    const file = join(place, 'package.json');
    if (!existsSync(file)) return false;
    return !/^\d/.test(version) || read(file).version === version;
  });
}

function isForThisMachine(name) {
  const platform = process.platform === 'win32' ? '(windows|win)' : process.platform;
  return new RegExp(`[-/]${platform}-${process.arch}$`).test(name);
}

function isNeeded(name) {
  if (name.startsWith('node-')) return !isAtLeast(process.versions.node, RUNS_TYPESCRIPT);
  return !process.env.DATABASE_URL;
}

/** `npm install` and not `npm ci`: a lock file made on one platform lacks the optional packages of the others. */
function installAll() {
  const script = process.env.npm_execpath;
  const options = ['install', '--no-save', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  const env = { ...process.env, npm_config_loglevel: 'error', NODE_ENV: '' };
  const how = { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env };
  const result = script?.endsWith('.js')
    ? spawnSync(process.execPath, [script, ...options], how)
    : spawnSync('npm', options, { ...how, shell: process.platform === 'win32' });
  if (result.error) {
    throw new Stop(
      `找不到 npm(${result.error.message})。请安装带有 npm 的 Node.js。`,
      `npm cannot be run (${result.error.message}). Install a Node.js that comes with npm.`,
    );
  }
  if (result.status === 0) return;
  throw new Stop(
    '安装失败,原因见上。若是网络问题:请检查能否访问 npm 源(npm config get registry),或设置代理(npm config set proxy …),然后重试。',
    'The installation failed; the reason stands above. If it is the network: check that the npm registry can be reached (npm config get registry) or set a proxy (npm config set proxy …), then try again.',
  );
}

/** The Node that runs the TypeScript: the running one when it is new enough, else the one pinned by the project. */
export function findNode() {
  if (isAtLeast(process.versions.node, RUNS_TYPESCRIPT)) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const pinned = join(root, 'node_modules', `node-${platform}-${process.arch}`, file);
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned;
  throw new Stop(
    `本机的 Node.js ${process.versions.node} 不能直接运行本程序,随附的 Node.js 24 在 ${process.platform}-${process.arch} 上也不可用。请安装 Node.js 22.18 以上。`,
    `Node.js ${process.versions.node} cannot run this program by itself, and the bundled Node.js 24 is not usable on ${process.platform}-${process.arch}. Install Node.js 22.18 or newer.`,
  );
}

/** Runs a TypeScript or JavaScript file of the project to its end with the right Node; returns its exit code. */
export function runNode(file, argv, options = {}) {
  const result = spawnSync(findNode(), [join(root, file), ...argv], { stdio: 'inherit', ...options });
  if (result.error) throw result.error;
  return result.status ?? 1;
}
