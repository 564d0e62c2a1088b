import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../tools/browser.ts';

/** Where a process and its children can be named as one. */
const GROUPS = process.platform !== 'win32';

/** A browser with a profile on the disk, as everybody has one, that can be killed like by a power cut. */
export type Killable = {
  open(): Promise<Page>;
  /** The process is gone before it can write another byte. */
  kill(): Promise<void>;
  throwAway(): Promise<void>;
};

export function killableBrowser(): Killable {
  const profile = mkdtempSync(join(tmpdir(), 'xinxuan-profile-'));
  let running: { process: ChildProcess; browser: Browser } | null = null;
  const kill = async (): Promise<void> => {
    if (!running) return;
    const { process: child, browser } = running;
    running = null;
    const ended = new Promise(resolve => child.once('exit', resolve));
    killWithChildren(child);
    await ended;
    await browser.close().catch(() => undefined);
    await untilGone(child.pid ?? 0);
  };
  return {
    open: async () => {
      running = await launch(profile);
      const [context] = running.browser.contexts();
      if (!context) throw new Error('the browser has no window');
      context.setDefaultTimeout(40_000);
      return context.newPage();
    },
    kill,
    throwAway: async () => {
      await kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
    },
  };
}

/** Its children end with it, as with the power; on Windows they notice by themselves. */
function killWithChildren(child: ChildProcess): void {
  if (GROUPS && child.pid) process.kill(-child.pid, 'SIGKILL');
  else child.kill('SIGKILL');
}

/** Only when the last of its processes is gone is the profile free. */
async function untilGone(group: number): Promise<void> {
  if (!GROUPS) return void (await pause(1000));
  while (hasMembers(group)) await pause(20);
}

/** Whether anybody of the group is still alive: a dead one whose parent has not asked for it holds nothing. */
function hasMembers(group: number): boolean {
  if (process.platform !== 'linux') return accepts(() => process.kill(-group, 0));
  return readdirSync('/proc').some(name => {
    if (!/^\d+$/.test(name)) return false;
    try {
      // After the name in brackets: state, parent, group.
      const [state, , of] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
      return Number(of) === group && state !== 'Z' && state !== 'X';
    } catch {
      return false;
    }
  });
}

function accepts(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

async function launch(profile: string): Promise<{ process: ChildProcess; browser: Browser }> {
  const found = findBrowser();
  if ('missing' in found) throw new Error(found.missing);
  const told = join(profile, 'DevToolsActivePort');
  rmSync(told, { force: true });
  rmSync(join(profile, 'SingletonLock'), { force: true });
  const child = spawn(
    found.executablePath,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--no-first-run',
      '--lang=zh-CN',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
    ],
    { stdio: 'ignore', detached: GROUPS, env: { ...process.env, ...found.env } },
  );
  // The file is written line by line: the port stands there once the second line has begun.
  const lines = () => (existsSync(told) ? readFileSync(told, 'utf8').split('\n') : []);
  while (!lines()[1]) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the browser did not start');
    await pause(50);
  }
  const [port] = lines();
  return { process: child, browser: await connected(`http://127.0.0.1:${port}`) };
}

/** A browser that is asked while its first window opens may leave the question unanswered: then it is asked again. */
async function connected(address: string): Promise<Browser> {
  for (let tries = 0; tries < 4; tries++) {
    const browser = await chromium.connectOverCDP(address, { timeout: 20_000 }).catch(() => null);
    if (browser) return browser;
  }
  return chromium.connectOverCDP(address);
}
