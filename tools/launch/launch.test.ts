import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const tools = fileURLToPath(new URL('..', import.meta.url));
let folder: string;

/** A small repository of its own, with a server that says what it was given and when it is asked to stop. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xinxuan-launch-'));
  cpSync(join(tools, 'launch'), join(folder, 'tools', 'launch'), { recursive: true });
  cpSync(join(tools, 'start.mjs'), join(folder, 'tools', 'start.mjs'));
  write('package.json', JSON.stringify({ type: 'module', workspaces: ['apps/web'], dependencies: {} }));
  write('apps/web/package.json', '{}');
  write('apps/web/src/page.ts', 'export const page = 1;');
  write('node_modules/vite/package.json', '{}');
  write('node_modules/vite/bin/vite.js', VITE);
  write('apps/server/src/main.ts', MAIN);
});

const children: ChildProcess[] = [];

/** A killed starter takes its server with it, so nothing outlives a failed test. */
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const VITE = `
  const fs = require('node:fs');
  const out = process.argv[process.argv.indexOf('--outDir') + 1];
  if (fs.existsSync('broken')) process.exit(1);
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(out + '/index.html', 'built');`;

const MAIN = `
  import { createServer } from 'node:net';
  const at = (name: string) => process.argv[process.argv.indexOf(name) + 1] ?? '';
  const server = createServer().listen(Number(at('--port')), at('--host'), () => {
    console.log(JSON.stringify(process.argv.slice(2)));
  });
  let wishes = 0;
  process.on('SIGTERM', () => {
    wishes += 1;
    setTimeout(() => {
      console.log('stopped after ' + wishes);
      server.close(() => process.exit(0));
    }, 100);
  });`;

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function startArguments(...argv: string[]) {
  return [join(folder, 'tools', 'start.mjs'), ...argv];
}

const env = {
  ...process.env,
  DATABASE_URL: '',
  npm_execpath: '',
  PORT: '',
  HOST: '',
  XINXUAN_DATA: '',
  INIT_CWD: '/',
};

function start(...argv: string[]) {
  const child = spawn(process.execPath, startArguments(...argv), {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const lineWith = async (text: string): Promise<string> => {
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      if (next.value.includes(text)) return next.value;
    }
    throw new Error(`ended without "${text}"`);
  };
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve));
  return { child, lineWith, ended };
}

const startToEnd = (...argv: string[]) =>
  spawnSync(process.execPath, startArguments(...argv), { env, encoding: 'utf8', timeout: 60_000 });

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

it('builds the pages, starts the server with its options and stops it once however often it is asked', async () => {
  const port = String(await freePort());
  const { child, lineWith, ended } = start('--demo', '--port', port, '--data', join(folder, 'data'));
  const given = ['--host', '127.0.0.1', '--port', port, '--data', join(folder, 'data'), '--demo'];
  expect(JSON.parse(await lineWith('--port'))).toEqual(given);
  expect(readFileSync(join(folder, 'apps/web/dist/index.html'), 'utf8')).toBe('built');
  child.kill('SIGINT');
  child.kill('SIGTERM');
  expect(await lineWith('stopped')).toBe('stopped after 1');
  expect(await ended).toBe(0);
});

it('says that it is running already, where, and in which process', async () => {
  const port = String(await freePort());
  const first = start('--port', port);
  await first.lineWith('--port');
  const second = startToEnd('--port', String(await freePort()));
  expect(second.status).toBe(1);
  expect(second.stderr).toContain(`http://127.0.0.1:${port}`);
  expect(second.stderr).toContain('信宣已在运行');
  first.child.kill('SIGTERM');
  await first.ended;
});

it('stops the server when the process that started it is killed', async () => {
  const { child, lineWith } = start('--port', String(await freePort()));
  await lineWith('--port');
  child.kill('SIGKILL');
  expect(await lineWith('stopped')).toBe('stopped after 1');
});

it('names a port that is taken and a way on, before anything is built', async () => {
  const other = createServer();
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const result = startToEnd('--port', String(port));
  await new Promise(resolve => other.close(resolve));
  expect(result.status).toBe(1);
  expect(result.stderr).toContain(`端口 ${port} 已被其他程序占用`);
  expect(result.stderr).toContain(`--port ${port + 1}`);
  expect(result.stdout).toBe('');
});

it.each([
  [['--port', 'eight'], '端口应为'],
  [['--colour', 'red'], '--colour'],
  [['--demo', '--empty'], '只能选一个'],
])('refuses %s with exit code 2', (argv, words) => {
  const result = startToEnd(...argv);
  expect(result.status).toBe(2);
  expect(result.stderr).toContain(words);
});

it('takes a relative data folder from where the person stands', async () => {
  const { child, lineWith, ended } = start('--port', String(await freePort()), '--data', `.${folder}/here`);
  expect(await lineWith('--port')).toContain(JSON.stringify(`${folder}/here`));
  child.kill('SIGTERM');
  await ended;
});

it('keeps the pages of before when a build fails, and says so', () => {
  write('apps/web/dist/index.html', 'before');
  write('apps/web/broken', '');
  const result = startToEnd('--port', '0');
  expect(result.status).toBe(1);
  expect(result.stderr).toContain('网页生成失败');
  expect(readFileSync(join(folder, 'apps/web/dist/index.html'), 'utf8')).toBe('before');
});

it('says what to do when the installation fails', () => {
  write(
    'package.json',
    JSON.stringify({ workspaces: ['apps/web'], dependencies: { 'no-such-part': '1.0.0' } }),
  );
  write('npm.js', 'process.exit(1);');
  const result = spawnSync(process.execPath, startArguments('--port', '0'), {
    env: { ...env, npm_execpath: join(folder, 'npm.js') },
    encoding: 'utf8',
  });
  expect(result.status).toBe(1);
  expect(result.stdout).toContain('no-such-part');
  expect(result.stderr).toContain('安装失败');
});
