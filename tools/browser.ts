import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

/** A Chromium to drive, and what its process needs around it. */
export interface FoundBrowser {
  executablePath: string;
  env: Record<string, string>;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const CACHE = join(root, 'node_modules', '.cache');

/**
 * The browser of the journeys: the one that XINXUAN_CHROMIUM names, one on the path, the one from npm, or, on Debian
 * as root, one from apt. Null with the reason in words when there is none.
 */
export function findBrowser(): FoundBrowser | { missing: string } {
  const executablePath = process.env['XINXUAN_CHROMIUM'] ?? onPath();
  if (executablePath) return { executablePath, env: chineseFonts() };
  const bundled = unpackBundled();
  if (bundled) return bundled;
  const installed = installFromApt();
  if (installed) return { executablePath: installed, env: {} };
  return {
    missing: `没有可用的浏览器。请安装 Chromium 或 Chrome(Debian:apt-get install chromium fonts-noto-cjk),或用环境变量 XINXUAN_CHROMIUM 指明其路径。
There is no browser. Install Chromium or Chrome (Debian: apt-get install chromium fonts-noto-cjk), or name its path in XINXUAN_CHROMIUM.`,
  };
}

/** Starts the browser. The sandbox is off for root, under whom Chromium refuses to start with it. */
export async function launchBrowser(): Promise<Browser> {
  const found = findBrowser();
  if ('missing' in found) throw new Error(found.missing);
  const args = process.getuid?.() === 0 || found.env['LD_LIBRARY_PATH'] ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath: found.executablePath,
    args: [...args, '--disable-dev-shm-usage', '--font-render-hinting=none'],
    env: { ...process.env, ...found.env },
  });
}

function onPath(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const candidates = NAMES.flatMap(name => folders.map(folder => join(folder, name + suffix)));
  return [...candidates, ...applications()].find(path => existsSync(path) && runs(path, {})) ?? null;
}

function applications(): string[] {
  if (process.platform === 'darwin') return ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  if (process.platform !== 'win32') return [];
  const folders = [process.env['ProgramFiles'], process.env['ProgramFiles(x86)']].filter(
    one => one !== undefined,
  );
  return folders.map(folder => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'));
}

function runs(path: string, env: Record<string, string>): boolean {
  if (process.platform === 'win32') return true;
  return spawnSync(path, ['--version'], { stdio: 'ignore', env: { ...process.env, ...env } }).status === 0;
}

/** Unpacks the Chromium of the npm package once, with the libraries that a bare machine lacks. */
function unpackBundled(): FoundBrowser | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const bin = packagedBinaries();
  if (!bin) return null;
  const folder = join(CACHE, `chromium-${bin.version}`);
  const executablePath = join(folder, 'chromium');
  const env = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), ...chineseFonts() };
  if (existsSync(join(folder, 'ready')) && runs(executablePath, env)) return { executablePath, env };
  mkdirSync(folder, { recursive: true });
  const unpack = `
    import chromium, { inflate } from '@sparticuz/chromium';
    await inflate(${JSON.stringify(join(bin.folder, 'al2023.tar.br'))});
    await chromium.executablePath();`;
  const options = { cwd: root, env: { ...process.env, TMPDIR: folder }, stdio: 'inherit' } as const;
  spawnSync(process.execPath, ['--input-type=module', '-e', unpack], options);
  if (!existsSync(executablePath) || !runs(executablePath, env)) return null;
  writeFileSync(join(folder, 'ready'), '');
  return { executablePath, env };
}

function packagedBinaries(): { folder: string; version: string } | null {
  try {
    const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    const home = dirname(dirname(main));
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(home, 'bin'), version };
  } catch {
    return null;
  }
}

const FONT_FOLDERS = ['/usr/share/fonts', '/usr/local/share/fonts', join(root, 'apps'), join(root, 'docs')];
const CHINESE =
  /(noto(sans|serif)(cjk|sc)|wqy|fandol|lxgw|uming|ukai|droidsansfallback|sourcehan).*\.(ttf|otf|ttc)$/i;

/** Without a Chinese font every page is empty boxes: points fontconfig at one when the system does not know it. */
function chineseFonts(): Record<string, string> {
  const listed = spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' });
  if (listed.status === 0 && listed.stdout.trim() !== '') return {};
  const font = FONT_FOLDERS.map(findFont).find(found => found !== null);
  if (!font) return {};
  const file = join(CACHE, 'fonts.conf');
  mkdirSync(CACHE, { recursive: true });
  const folders = [dirname(font), ...FONT_FOLDERS.slice(0, 2)].map(folder => `<dir>${folder}</dir>`).join('');
  writeFileSync(
    file,
    `<?xml version="1.0"?><fontconfig>${folders}<cachedir>${CACHE}/fonts</cachedir></fontconfig>\n`,
  );
  return { FONTCONFIG_FILE: file };
}

function findFont(folder: string): string | null {
  if (!existsSync(folder)) return null;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile() && CHINESE.test(entry.name)) return path;
    const found = entry.isDirectory() && entry.name !== 'node_modules' ? findFont(path) : null;
    if (found) return found;
  }
  return null;
}

function installFromApt(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    return null;
  console.log('正在安装浏览器和中文字体(apt)…… Installing a browser and Chinese fonts (apt)…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...argv: string[]) =>
    spawnSync('apt-get', ['-qq', '-y', ...argv], { stdio: ['ignore', 'ignore', 'inherit'], env });
  apt('update');
  apt('install', '--no-install-recommends', 'chromium', 'fonts-noto-cjk');
  return onPath();
}
