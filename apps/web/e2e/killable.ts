import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../../tools/browser.ts';

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
    child.kill('SIGKILL');
    await ended;
    await browser.close().catch(() => undefined);
    // The children of a killed browser notice its end by themselves; only then is the profile free.
    await pause(1000);
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
    { stdio: 'ignore', env: { ...process.env, ...found.env } },
  );
  for (let tries = 0; !existsSync(told) || readFileSync(told, 'utf8') === ''; tries++) {
    if (tries > 200) throw new Error('the browser did not start');
    await pause(100);
  }
  const port = readFileSync(told, 'utf8').split('\n')[0];
  return { process: child, browser: await chromium.connectOverCDP(`http://127.0.0.1:${port}`) };
}
