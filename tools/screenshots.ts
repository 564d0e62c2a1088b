import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '@xinxuan/contract';
import type { Browser, Page } from 'playwright-core';
import { clientOf, signIn as cookieOf } from '../apps/server/test/office.ts';
import { buildPages } from '../apps/web/e2e/built.ts';
import { startEmpty } from '../apps/web/e2e/empty.ts';
import { drop } from '../apps/web/e2e/gestures.ts';
import { newVisitor, type Screen, signIn } from '../apps/web/e2e/stage.ts';
import { launchBrowser } from './browser.ts';
import setUpCluster from './test-cluster.ts';

// The pictures of the manual and of README, made from the running program on its demonstration body.
const NOW = new Date('2026-11-20T02:20:00Z');
const UNTIL = '2026-11-19';
const QUARTER = '2026-Q3';
const FOLDER = fileURLToPath(new URL('../docs/manual/pictures', import.meta.url));

type SignIn = { role: Role; userName: string; password: string };
type Studio = { url: string; browser: Browser; people: readonly SignIn[] };

type Picture = {
  name: string;
  role: Role;
  screen?: Screen;
  arrange: (page: Page, studio: Studio) => Promise<void>;
};

const PICTURES: Picture[] = [
  {
    name: 'today-1440',
    role: 'desk_editor',
    arrange: async page => {
      await page.getByRole('heading', { name: '今日' }).waitFor();
    },
  },
  { name: 'write-1440', role: 'correspondent', arrange: dropWordFile },
  {
    name: 'field-390',
    role: 'correspondent',
    screen: 'phone',
    arrange: async page => {
      await page.goto('/field');
      await page.getByLabel('现场情况').fill('在东湖社区广场讲解垃圾分类，居民围过来问投放时间。');
      await page.getByText('写下的内容随时存在本机').waitFor();
    },
  },
  {
    name: 'desk-1440',
    role: 'desk_editor',
    arrange: async page => {
      await page.goto('/desk');
      await page.getByRole('article').waitFor();
    },
  },
  {
    name: 'standings-1440',
    role: 'assessor',
    arrange: async page => {
      await page.goto(`/standings?period=${QUARTER}`);
      await page.getByRole('table').first().waitFor();
    },
  },
  {
    name: 'circular-1440',
    role: 'assessor',
    arrange: async page => {
      await page.goto(`/circulars?period=${QUARTER}`);
      await page.getByRole('dialog').getByRole('button', { name: /^起草/ }).click();
      await page.getByRole('textbox', { name: '正文' }).waitFor();
      await page.getByRole('region', { name: '操作结果' }).getByRole('button', { name: '关闭' }).click();
      await page.getByText('预览', { exact: true }).click();
      await page.getByRole('article').waitFor();
    },
  },
  {
    name: 'approve-390',
    role: 'leader_in_charge',
    screen: 'phone',
    arrange: async page => {
      await page.goto('/reviews');
      await page.getByRole('main').getByRole('link').first().click();
      await page.getByRole('button', { name: '同意并签名' }).waitFor();
    },
  },
];

/** A manuscript of the unit, as the system itself writes it in Word, is dropped as if it had come from elsewhere. */
async function dropWordFile(page: Page, { url, people }: Studio): Promise<void> {
  const writer = people.find(each => each.role === 'correspondent')!;
  const headers = { cookie: await cookieOf(url, writer.userName, writer.password) };
  const client = clientOf(url, headers);
  const { rows } = await client.manuscripts.list({ mine: true, state: ['accepted'], pageSize: 1 });
  const { fileId, name } = await client.manuscripts.download({ id: rows[0]!.id });
  const answer = await fetch(`${url}/api/files/${fileId}/${encodeURIComponent(name)}`, { headers });
  await page.goto('/manuscripts/write');
  const content = Buffer.from(await answer.arrayBuffer());
  await drop(page, '把写好的 Word 文件拖到这里，或者点按选择', { name, content });
  await page.getByText(/^读自/).waitFor();
  await page.getByText(/^已存到服务器/).waitFor();
}

async function take({ name, role, screen = 'desk', arrange }: Picture, studio: Studio): Promise<void> {
  const { browser, url, people } = studio;
  const person = people.find(each => each.role === role)!;
  const visitor = await newVisitor(browser, { url, now: NOW, screen });
  // The figures of a whole year may take a while on a small machine.
  visitor.page.setDefaultTimeout(60_000);
  await signIn(visitor.page, person);
  await arrange(visitor.page, studio);
  await visitor.settled();
  await visitor.page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await visitor.leave();
  if (visitor.faults.length > 0) throw new Error(`${name}: ${visitor.faults.join('\n')}`);
  console.log(`docs/manual/pictures/${name}.png`);
}

mkdirSync(FOLDER, { recursive: true });
buildPages();
const stopCluster = await setUpCluster();
const server = await startEmpty(NOW.toISOString(), { demonstrationUntil: UNTIL });
const browser = await launchBrowser();
try {
  const people = server.app.setup.start(server.app.server, NOW);
  await server.app.setup.finished();
  const only = process.argv.slice(2);
  for (const picture of PICTURES)
    if (only.length === 0 || only.includes(picture.name))
      await take(picture, { url: server.url, browser, people });
} finally {
  await browser.close();
  await server.close();
  await stopCluster();
}
