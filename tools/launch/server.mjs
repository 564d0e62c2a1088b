import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode, root } from './install.mjs';
import { Stop } from './say.mjs';

const record = data => join(data, 'server.json');

/**
 * Refuses, with the address of the first, to start a second server on one data folder. Servers on a database of
 * their own (DATABASE_URL) may be many.
 */
export async function refuseSecond(data) {
  if (process.env.DATABASE_URL) return;
  const running = readRecord(data);
  if (!running || !isAlive(running.pid) || !(await answers(running))) return;
  const address = `http://${running.host}:${running.port}`;
  throw new Stop(
    `信宣已在运行(进程 ${running.pid}):${address}。要重新启动,请先在原窗口按 Ctrl-C,或执行 kill ${running.pid}。`,
    `Xinxuan is running already (process ${running.pid}): ${address}. To restart it, press Ctrl-C in its window or kill ${running.pid} first.`,
  );
}

function readRecord(data) {
  try {
    return existsSync(record(data)) ? JSON.parse(readFileSync(record(data), 'utf8')) : null;
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function answers({ host, port }) {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: 1000 });
    const done = answer => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}

/** Says before anything is built that the server could not listen. */
export function refuseTakenPort({ host, port }) {
  const words = {
    EADDRINUSE: [
      `端口 ${port} 已被其他程序占用。请换一个端口:npm start -- --port ${port + 1}`,
      `Port ${port} is used by another program. Take another one: npm start -- --port ${port + 1}`,
    ],
    EACCES: [
      `没有权限使用端口 ${port}。请用 1024 以上的端口:npm start -- --port 8600`,
      `This account may not use port ${port}. Take one above 1024: npm start -- --port 8600`,
    ],
    EADDRNOTAVAIL: [
      `本机没有地址 ${host}。只供本机使用请用 127.0.0.1,供局域网使用请用 0.0.0.0。`,
      `This machine has no address ${host}. Take 127.0.0.1 for this machine alone, 0.0.0.0 for the local network.`,
    ],
  };
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', error => {
      const [chinese, english] = words[error.code] ?? [
        `不能监听 ${host}:${port}:${error.message}`,
        error.message,
      ];
      reject(new Stop(chinese, english));
    });
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

/**
 * Runs the server until it ends; returns its exit code. It stands in a process group of its own, so that Ctrl-C
 * reaches it once, through us, however many of npm and the shell pass the signal on.
 */
export function runServer({ host, port, data, argv }) {
  const follow = fileURLToPath(new URL('./follow-parent.mjs', import.meta.url));
  const main = join(root, 'apps', 'server', 'src', 'main.ts');
  const child = spawn(findNode(), ['--import', follow, main, ...argv], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  mkdirSync(data, { recursive: true });
  writeFileSync(record(data), `${JSON.stringify({ pid: child.pid, host, port })}\n`);
  forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      rmSync(record(data), { force: true });
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/** The same wish may arrive several times at once; a second Ctrl-C after a while is a wish of its own. */
const SAME_WISH_MS = 1000;

function forwardSignals(child) {
  let last = -Infinity;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (performance.now() - last < SAME_WISH_MS) return;
      last = performance.now();
      child.kill('SIGTERM');
    });
  }
}
