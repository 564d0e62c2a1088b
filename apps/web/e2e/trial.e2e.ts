import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../../../tools/browser.ts';
import { buildPages } from './built.ts';
import { startEmpty } from './empty.ts';
import { choose } from './gestures.ts';
import { downloaded } from './official.ts';
import { look, lookAtFailure, newVisitor, type Visitor } from './stage.ts';

/** The demonstration body after a quarter, which loads in a third of its year's time: a scheme is tried for the first time. */
const NOW = new Date('2026-04-15T02:00:00Z');
const STREET_OFFICE = readFileSync(
  new URL('../../../packages/scoring/schemes/street-office.yaml', import.meta.url),
  'utf8',
);
/** Adoptions by the upper bulletin worth 40 instead of 15. */
const RAISED = STREET_OFFICE.replace('- value: 15', '- value: 40');

let empty: Awaited<ReturnType<typeof startEmpty>>;
let browser: Browser;
let assessor: Visitor;
const visitors: Visitor[] = [];

beforeAll(async () => {
  buildPages();
  [empty, browser] = await Promise.all([
    startEmpty(NOW.toISOString(), { demonstrationUntil: '2026-04-14' }),
    launchBrowser(),
  ]);
  empty.app.setup.start(empty.app.server, NOW);
  await empty.app.setup.finished();
  const known = empty.app.setup.signIns().find(({ role }) => role === 'assessor');
  assessor = await newVisitor(browser, { url: empty.url, now: NOW });
  visitors.push(assessor);
  const { page } = assessor;
  await page.goto('/');
  await page.getByLabel('登录名').fill(known?.userName ?? '');
  await page.getByLabel('密码').fill(known?.password ?? '');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('heading', { name: '今日' }).waitFor();
}, 240_000);
afterEach(({ task }) => lookAtFailure({ visitors }, task));
afterAll(async () => {
  await browser.close();
  await empty.close();
});

test('from the standings to a trial: a text with a mistake is not begun, and says where', async () => {
  const { page } = assessor;
  await page.goto('/standings?period=2026-Q1');
  await page.getByRole('button', { name: '试算新办法' }).click();
  await page.getByRole('heading', { name: '办法试算' }).waitFor();
  await page.getByText('2026年第一季度').waitFor();
  await choose(page, '拟试算的办法', '粘贴办法文本…');
  await page.getByLabel('办法文本（YAML）').fill(RAISED.replace('kind: adopted', 'kind: adoptd'));
  await page.getByRole('alert').filter({ hasText: '改正后才能试算' }).waitFor();
  await page.getByRole('alert').filter({ hasText: 'adoptd' }).waitFor();
  expect(await page.getByRole('button', { name: '开始试算' }).isDisabled()).toBe(true);
  await look(page, 'trial-1-mistake');
});

test('a proposal is tried: the sentence, the movers, the chart and everybody', async () => {
  const { page } = assessor;
  await page.getByLabel('办法文本（YAML）').fill(RAISED);
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '开始试算' }).click();
  await page.getByRole('heading', { name: '变动最大的' }).waitFor({ timeout: 60_000 });
  const headline = await page
    .getByText(/个单位中，\d+ 个得分有变/)
    .first()
    .textContent();
  expect(headline).toMatch(/升得最多的是.+（第 \d+ → 第 \d+/);
  await page.getByRole('heading', { name: '没有触发过的条款' }).waitFor();
  await page.getByRole('img', { name: /图：名次对照/ }).waitFor();
  await assessor.settled();
  await look(page, 'trial-2-result');
});

test('the list is cut to those who rise; one of them opens line beside line', async () => {
  const { page } = assessor;
  const rising = page.getByRole('definition').nth(1).getByRole('link');
  const count = Number(await rising.textContent());
  expect(count).toBeGreaterThan(0);
  await rising.click();
  await page
    .getByRole('status')
    .filter({ hasText: `共 ${count} 个` })
    .waitFor();
  await page.getByRole('table').first().getByRole('link').first().click();
  await page.getByRole('heading', { name: '有变化的台账行' }).waitFor();
  await page.getByText('分值 15 → 40').first().waitFor();
  await look(page, 'trial-3-owner');
  await page.getByRole('link', { name: '返回全部对象' }).click();
  await page.getByRole('heading', { name: '全部对象' }).waitFor();
});

test('the result goes into a workbook, is kept, deleted and taken back', async () => {
  const { page } = assessor;
  const book = await downloaded(page, () => page.getByRole('button', { name: '导出 Excel' }).click());
  expect(book.name).toMatch(/试算结果\.xlsx$/);
  expect(book.bytes.length).toBeGreaterThan(5_000);
  await page.getByRole('link', { name: '返回', exact: true }).click();
  await page.getByRole('heading', { name: '做过的试算' }).waitFor();
  await page.getByRole('button', { name: /^删除/ }).first().click();
  await page.getByText('还没有做过试算').waitFor();
  await page.getByRole('button', { name: /撤销/ }).click();
  await page.getByRole('link', { name: /街道宣传信息工作计分办法/ }).waitFor();
});

test('the scheme in force beside itself moves nobody', async () => {
  const { page } = assessor;
  await page.goto('/standings/trial?period=2026-Q1');
  await page.getByLabel('拟试算的办法').click();
  await page
    .getByTitle(/施行中/)
    .filter({ visible: true })
    .first()
    .click();
  await page.getByRole('button', { name: '开始试算' }).click();
  await page
    .getByText(/两个办法的结果完全一样/)
    .first()
    .waitFor({ timeout: 60_000 });
  expect(await page.getByRole('heading', { name: '变动最大的' }).count()).toBe(0);
  expect(assessor.faults).toEqual([]);
});
