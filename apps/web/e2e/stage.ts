import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { launchBrowser } from '../../../tools/browser.ts';
import { type Office, PASSWORD, type PersonName, startOffice, userNameOf } from '../../server/test/office.ts';
import { buildPages } from './built.ts';
import { startEmpty } from './empty.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
export const WEB_DIST = join(root, 'apps', 'web', 'dist');

/** A person in front of a browser of their own, and what went wrong in it. */
export type Visitor = {
  page: Page;
  context: BrowserContext;
  /** Errors of the page and answers of 500 and above: none of them may ever happen. */
  faults: string[];
  /** Requests that the server refused or that never got an answer. */
  refused: string[];
  /** When everything that the page asked for has been answered. */
  settled(): Promise<void>;
  leave(): Promise<void>;
};
export type Screen = 'desk' | 'phone';
type Enter = { screen?: Screen; password?: string; language?: 'zh' | 'en' };

/** The office of the server's tests with its pages served, and a browser to visit it. */
export type Stage = {
  office: Office;
  browser: Browser;
  /** Moves the clocks of the server and of every browser that is opened afterwards. */
  travel(to: string): void;
  /** A browser with nobody signed in. */
  visit(options?: Enter): Promise<Visitor>;
  /** Signs in over the page, as everybody does. */
  enter(person: PersonName | { userName: string; password: string }, options?: Enter): Promise<Visitor>;
  visitors: Visitor[];
  close(): Promise<void>;
};

/** A browser before a system in which there is nothing yet. */
export type EmptyStage = Pick<Stage, 'browser' | 'visit' | 'visitors' | 'close'>;

export async function openEmptyStage(now: string): Promise<EmptyStage> {
  buildPages();
  const [empty, browser] = await Promise.all([startEmpty(now), launchBrowser()]);
  const { visit, visitors } = visiting(browser, { url: empty.url, now: () => new Date(now) });
  return {
    browser,
    visit,
    visitors,
    close: async () => {
      await browser.close();
      await empty.close();
    },
  };
}

function visiting(browser: Browser, place: { url: string; now: () => Date }) {
  const visitors: Visitor[] = [];
  const visit = async (options: Enter = {}): Promise<Visitor> => {
    const visitor = await newVisitor(browser, { url: place.url, now: place.now(), ...options });
    visitors.push(visitor);
    return visitor;
  };
  return { visitors, visit };
}

export async function openStage(now: string): Promise<Stage> {
  buildPages();
  const [office, browser] = await Promise.all([startOffice({ now, webDist: WEB_DIST }), launchBrowser()]);
  const { visit, visitors } = visiting(browser, { url: office.url, now: () => office.time.now });
  return {
    office,
    browser,
    travel: to => {
      office.time.now = new Date(to);
    },
    visit,
    visitors,
    enter: async (person, options = {}) => {
      const known =
        typeof person === 'string' ? { userName: userNameOf(person), password: PASSWORD } : person;
      const visitor = await visit(options);
      await signIn(visitor.page, known);
      return visitor;
    },
    close: async () => {
      await browser.close();
      await office.close();
    },
  };
}

export const SCREENS = {
  desk: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
} as const;

/** The page keeps what it says in passing (`told`). */
const KEEP_WHAT_IS_SAID = `(() => {
  const said = (globalThis.saidInPassing = []);
  new MutationObserver(changes => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node.parentElement?.matches('section[aria-live=polite]')) said.push(node.textContent);
  }).observe(document, { childList: true, subtree: true });
})()`;

export async function newVisitor(
  browser: Browser,
  { url, now, screen = 'desk', language = 'zh' }: Enter & { url: string; now: Date },
): Promise<Visitor> {
  const context = await browser.newContext({
    ...SCREENS[screen],
    baseURL: url,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(40_000);
  await context.addInitScript(KEEP_WHAT_IS_SAID);
  await context.clock.install({ time: now });
  const page = await context.newPage();
  await slowDown(page);
  const faults: string[] = [];
  const refused: string[] = [];
  const asked = new Set<Request>();
  page.on('request', request => {
    if (!/\/(notices\/live|writing\/room)/.test(request.url())) asked.add(request);
  });
  page.on('requestfinished', request => asked.delete(request));
  page.on('requestfailed', request => asked.delete(request));
  page.on('pageerror', error => faults.push(String(error)));
  page.on('console', message => {
    // The browser repeats every refused request on the console; those are counted below.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  page.on('response', answer => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`);
    if (answer.status() >= 500) faults.push(`${answer.status()} ${answer.url()}`);
  });
  page.on('requestfailed', request => {
    const why = request.failure()?.errorText ?? '';
    // Leaving a page ends its live stream and what it still read; that is no failure.
    if (why !== 'net::ERR_ABORTED') refused.push(`${why} ${request.url()}`);
  });
  const settled = async () => {
    // Twice, because an answer leads to further questions in the same breath.
    for (let quiet = 0; quiet < 2; quiet = asked.size === 0 ? quiet + 1 : 0) await page.waitForTimeout(100);
  };
  return { page, context, faults, refused, settled, leave: () => context.close() };
}

/** `E2E_SLOWER=8` makes every page as slow as on a machine eight times busier, to find waits that depend on luck. */
async function slowDown(page: Page): Promise<void> {
  const rate = Number(process.env['E2E_SLOWER'] ?? 1);
  if (rate <= 1) return;
  const tools = await page.context().newCDPSession(page);
  await tools.send('Emulation.setCPUThrottlingRate', { rate });
}

export async function signIn(page: Page, who: { userName: string; password: string }): Promise<void> {
  await page.goto('/');
  await page.getByLabel('登录名').fill(who.userName);
  await page.getByLabel('密码').fill(who.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation').first().waitFor();
}

/** Keeps a picture of the page when `E2E_PICTURES` names a folder: for the eye, no test compares it. */
export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['E2E_PICTURES'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** After a test that failed: what everybody had on their screens. */
export async function lookAtFailure(
  stage: Pick<Stage, 'visitors'>,
  task: { name: string; result?: { state: string } | undefined },
): Promise<void> {
  if (task.result?.state !== 'fail') return;
  for (const [n, { page }] of stage.visitors.entries())
    if (!page.isClosed()) await look(page, `failed ${task.name.slice(0, 60)} ${n + 1}`);
}
