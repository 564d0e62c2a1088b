import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../../tools/browser.ts';
import { type Office, PASSWORD, startOffice, userNameOf } from '../../server/test/office.ts';
import { buildPages } from './built.ts';
import { newVisitor, signIn, WEB_DIST } from './stage.ts';

const NOW = '2026-05-20T02:00:00Z';
let office: Office;
let browser: Browser;
let pages: string;

beforeAll(async () => {
  buildPages();
  pages = join(mkdtempSync(join(tmpdir(), 'xinxuan-pages-')), 'dist');
  cpSync(WEB_DIST, pages, { recursive: true });
  [office, browser] = await Promise.all([startOffice({ now: NOW, webDist: pages }), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await office.close();
  rmSync(join(pages, '..'), { recursive: true });
});

/** What an updated server serves: another first page, and another list of what lies on the device. */
function update(): void {
  const index = join(pages, 'index.html');
  writeFileSync(
    index,
    readFileSync(index, 'utf8').replace('<head>', '<head><meta name="newer" content="1">'),
  );
  const worker = join(pages, 'sw.js');
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(/(version:[`'"])/, '$1newer-'));
  appendFileSync(worker, '\n');
}

test('an updated server leaves no old shell behind: the open page hints, the next one is new, offline too', async () => {
  const visitor = await newVisitor(browser, { url: office.url, now: new Date(NOW) });
  const { page, context } = visitor;
  await signIn(page, { userName: userNameOf('writer'), password: PASSWORD });
  await page.evaluate('navigator.serviceWorker.ready');
  await page.reload();
  await page.getByRole('navigation').first().waitFor();
  update();
  await page.evaluate('navigator.serviceWorker.ready.then(r => r.update())');
  await page.getByText('系统已更新，刷新后用上新版').waitFor();
  await page.getByRole('button', { name: '刷新' }).click();
  await page.locator('meta[name=newer]').waitFor({ state: 'attached' });
  await context.setOffline(true);
  await page.goto('/field');
  await page.getByLabel('现场情况').waitFor();
  await page.locator('meta[name=newer]').waitFor({ state: 'attached' });
  const shells = await page.evaluate<string[]>('caches.keys()');
  expect(shells.filter(name => name.includes('newer-'))).toHaveLength(1);
  expect(shells.length).toBeLessThanOrEqual(2);
  await visitor.leave();
});

test('a page asked for online is the newest even where an old worker still stands', async () => {
  const visitor = await newVisitor(browser, { url: office.url, now: new Date(NOW) });
  const { page } = visitor;
  await page.goto('/sign-in');
  await page.evaluate('navigator.serviceWorker.ready');
  const index = join(pages, 'index.html');
  writeFileSync(
    index,
    readFileSync(index, 'utf8').replace('<head>', '<head><meta name="newest" content="1">'),
  );
  await page.reload();
  await page.locator('meta[name=newest]').waitFor({ state: 'attached' });
  await visitor.leave();
});

test('an urgent message comes to stand above the open page, and leaves it when its reading is confirmed', async () => {
  const visitor = await newVisitor(browser, { url: office.url, now: new Date(NOW) });
  const { page } = visitor;
  await signIn(page, { userName: userNameOf('writer'), password: PASSWORD });
  await page.goto('/standings');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const chief = await office.as('chief');
  for (const text of ['先发的一条紧急通知', '后发的一条紧急通知']) {
    office.time.now = new Date(office.time.now.getTime() + 1000);
    await chief.notices.sendUrgent({ text, unitIds: [office.units.city_look], personIds: [] });
  }
  const strip = page.getByRole('region', { name: '紧急通知' });
  await strip.getByText('后发的一条紧急通知').waitFor();
  await strip.getByText('柏青 发布').waitFor();
  await strip.getByRole('link', { name: '还有 1 条' }).waitFor();
  await strip.getByRole('button', { name: '确认已读' }).click();
  await strip.getByText('先发的一条紧急通知').waitFor();
  await strip.getByRole('link', { name: '查看' }).click();
  await page.getByRole('heading', { name: '通知' }).waitFor();
  await strip.getByRole('button', { name: '确认已读' }).click();
  await strip.waitFor({ state: 'detached' });
  const [message] = (await chief.notices.urgent({})).rows;
  const writer = message?.receivers.find(({ person }) => person.id === office.people.writer);
  expect(writer?.confirmedAt).not.toBeNull();
  await visitor.leave();
});

test('the worker comes under the same strict policy as every page, and is never kept by a cache', async () => {
  const answer = await fetch(`${office.url}/sw.js`);
  expect(answer.headers.get('content-type')).toMatch(/javascript/);
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
});
