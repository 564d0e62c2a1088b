import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PASSWORD, type PersonName, userNameOf } from '../../server/test/office.ts';
import { told } from './gestures.ts';
import { type Killable, killableBrowser } from './killable.ts';
import { look, lookAtFailure, newVisitor, openStage, type Stage, signIn, type Visitor } from './stage.ts';
import { openWire, type Wire } from './wire.ts';

let stage: Stage;
let wire: Wire;
let powered: Killable;

beforeAll(async () => {
  // The browser that is killed keeps the time of the machine, so the office does too.
  stage = await openStage(new Date().toISOString());
  wire = await openWire(stage.office.url);
  powered = killableBrowser();
});
afterEach(async ({ task }) => {
  await lookAtFailure(stage, task);
  wire.mend();
});
afterAll(async () => {
  await powered.throwAway();
  await stage.close();
  await wire.close();
});

const known = (person: PersonName) => ({ userName: userNameOf(person), password: PASSWORD });

/** A browser of its own behind the wire that can be cut. */
async function behindWire(person: PersonName): Promise<Visitor> {
  const visitor = await newVisitor(stage.browser, { url: wire.url, now: new Date() });
  stage.visitors.push(visitor);
  await signIn(visitor.page, known(person));
  return visitor;
}

/** An empty text, with all that is needed to write it: what is cut off later lacks nothing. */
async function begin(page: Page, site = ''): Promise<void> {
  await page.goto(`${site}/manuscripts/write`);
  await page.getByRole('button', { name: '不用文件，直接写' }).click();
  await titleOn(page).waitFor();
  await bodyOn(page).waitFor();
}
async function write(page: Page, title: string): Promise<void> {
  await begin(page);
  await titleOn(page).fill(title);
}
const titleOn = (page: Page) => page.getByRole('textbox', { name: '标题' });
const bodyOn = (page: Page) => page.getByRole('textbox', { name: '正文' });
const isStored = (page: Page) => page.getByText(/^已存到服务器/).waitFor();
const waits = (page: Page) => page.getByText(/^等待网络：只在本机/).waitFor();

/** How many manuscripts of this title there are, thrown away ones included. */
async function countOf(title: string): Promise<number> {
  const { db } = stage.office.app.database;
  const found = await sql<{ count: number }>`
    select count(*)::int as count from manuscripts where title = ${title}`.execute(db);
  return found.rows[0]?.count ?? 0;
}

/** Everything that the browser keeps for this site, as text: nothing of a draft may be read in it. */
function storedText(page: Page): Promise<string> {
  return page.evaluate<string>(`(async () => {
    const out = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open('xinxuan');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    for (const name of database.objectStoreNames) {
      const all = await new Promise(resolve => {
        const asked = database.transaction(name).objectStore(name).getAll();
        asked.onsuccess = () => resolve(asked.result);
      });
      const readable = value =>
        value instanceof ArrayBuffer ? new TextDecoder().decode(value)
        : ArrayBuffer.isView(value) ? ''
        : value && typeof value === 'object' ? Object.values(value).map(readable).join(' ')
        : String(value);
      out.push(name + ':' + all.length, readable(all));
    }
    return out.join(' ');
  })()`);
}

test('what was typed without network outlives the browser that is killed', async () => {
  const title = '断电之前写下的标题';
  const page = await powered.open();
  await page.goto(wire.url);
  await page.getByLabel('登录名').fill(known('writer').userName);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation').first().waitFor();
  await begin(page, wire.url);
  wire.cut();
  await titleOn(page).fill(title);
  await bodyOn(page).pressSequentially('整治现场的第一段。');
  await waits(page);
  await powered.kill();
  wire.mend();
  const again = await powered.open();
  await again.goto(`${wire.url}/manuscripts/write`);
  // A session that was not yet on the disk is gone with the power: the text is not.
  const name = again.getByLabel('登录名');
  await name.or(titleOn(again)).first().waitFor();
  if (await name.isVisible()) {
    await name.fill(known('writer').userName);
    await again.getByLabel('密码').fill(PASSWORD);
    await again.getByRole('button', { name: '登录' }).click();
  }
  await titleOn(again).waitFor();
  await expect.poll(() => titleOn(again).inputValue()).toBe(title);
  await expect.poll(() => bodyOn(again).textContent()).toContain('整治现场的第一段。');
  await isStored(again);
  await expect.poll(() => countOf(title)).toBe(1);
  await powered.kill();
});

test('without network the words stay on the device, and go by themselves when it is back', async () => {
  const { page, leave } = await behindWire('writer');
  await write(page, '断网时写的稿');
  await isStored(page);
  wire.cut();
  await titleOn(page).fill('断网时改过的稿');
  await waits(page);
  await look(page, 'draft-waits');
  wire.mend();
  await isStored(page);
  await expect.poll(() => countOf('断网时改过的稿')).toBe(1);
  await leave();
});

test('an answer that is lost on the way makes no second manuscript, and the newest words stand', async () => {
  const { page, leave } = await behindWire('writer');
  const lost = wire.loseAnswerTo('/api/rpc/manuscripts/create');
  await write(page, '应答丢失的稿');
  await lost;
  wire.cut();
  await titleOn(page).fill('应答丢失后又改的稿');
  await waits(page);
  wire.mend();
  await isStored(page);
  expect(await countOf('应答丢失的稿')).toBe(0);
  await expect.poll(() => countOf('应答丢失后又改的稿')).toBe(1);
  await leave();
});

test('a tab closed in the middle of a word loses none', async () => {
  const { page, context, leave } = await stage.enter('writer2');
  // The server has not got it when the tab goes, however long this takes.
  await page.route(/manuscripts\/create$/u, () => undefined);
  await write(page, '关掉标签页');
  await page.getByText(/^只在本机/).waitFor();
  await page.close();
  const again = await context.newPage();
  await again.goto('/manuscripts/write');
  await titleOn(again).waitFor();
  await expect.poll(() => titleOn(again).inputValue()).toBe('关掉标签页');
  await isStored(again);
  await expect.poll(() => countOf('关掉标签页')).toBe(1);
  await leave();
});

test('after the session has ended one signs in again and goes on, with every word', async () => {
  const { page, leave } = await stage.enter('other_writer');
  await write(page, '会话过期前');
  await isStored(page);
  // What the page asks by itself would tell it sooner than the words that are being typed.
  await page.route(/\/rpc\/notices\//u, route => route.abort());
  const { db } = stage.office.app.database;
  await sql`delete from auth_sessions`.execute(db);
  stage.travel(new Date(Date.now() + 10_000).toISOString());
  await titleOn(page).fill('会话过期后写的');
  const again = page.getByRole('link', { name: '重新登录（写好的内容不会丢）' });
  await again.or(page.getByLabel('登录名')).first().waitFor();
  await look(page, 'draft-signed-out');
  // Whatever else asks the server first leads there by itself, also between a look and a click.
  await page.unroute(/\/rpc\/notices\//u);
  while (!(await page.getByLabel('登录名').isVisible()))
    await again.click({ timeout: 3000 }).catch(() => undefined);
  await page.getByLabel('登录名').fill(known('other_writer').userName);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await titleOn(page).waitFor();
  await expect.poll(() => titleOn(page).inputValue()).toBe('会话过期后写的');
  await isStored(page);
  await expect.poll(() => countOf('会话过期后写的')).toBe(1);
  await leave();
});

test('on a shared machine the next person finds nothing, and the first one finds it again', async () => {
  const { page, context, leave } = await behindWire('writer');
  await begin(page);
  wire.cut();
  await titleOn(page).fill('留在公用电脑上的稿');
  await waits(page);
  // The browser is left as it is; the session cookie goes, as when it ends.
  await context.clearCookies();
  await page.close();
  wire.mend();
  const next = await context.newPage();
  await signIn(next, known('other_writer'));
  await next.goto('/manuscripts/write');
  await next.getByRole('button', { name: '不用文件，直接写' }).waitFor();
  expect(await storedText(next)).not.toContain('留在公用电脑上的稿');
  await context.clearCookies();
  await signIn(next, known('writer'));
  await next.goto('/manuscripts/write');
  await titleOn(next).waitFor();
  await expect.poll(() => titleOn(next).inputValue()).toBe('留在公用电脑上的稿');
  await isStored(next);
  await leave();
});

test('of two tabs one writes and the other follows, until it takes over', async () => {
  const { page: first, context, leave } = await stage.enter('writer');
  await write(first, '两个窗口');
  await isStored(first);
  await first.waitForURL(/id=man_/);
  const second = await context.newPage();
  await second.goto(first.url());
  await second.getByText('这篇稿件您正在另一个窗口里写。').waitFor();
  await titleOn(first).fill('两个窗口，第一个在写');
  await expect.poll(() => titleOn(second).inputValue()).toBe('两个窗口，第一个在写');
  await look(second, 'draft-follows');
  await second.getByRole('button', { name: '改在这里写' }).click();
  await first.getByText('这篇稿件您正在另一个窗口里写。').waitFor();
  await titleOn(second).fill('两个窗口，第二个接着写');
  await isStored(second);
  await expect.poll(() => titleOn(first).inputValue()).toBe('两个窗口，第二个接着写');
  // The writing tab is closed: the other one goes on by itself.
  await second.close();
  await first.getByText('这篇稿件您正在另一个窗口里写。').waitFor({ state: 'detached' });
  await titleOn(first).fill('两个窗口，又回到第一个');
  await isStored(first);
  await expect.poll(() => countOf('两个窗口，又回到第一个')).toBe(1);
  await leave();
});

test('what the same person wrote into one draft on two machines stands in it together', async () => {
  const [office, home] = [await stage.enter('writer'), await stage.enter('writer')];
  await write(office.page, '两台电脑上写');
  await bodyOn(office.page).pressSequentially('在单位写的。');
  await office.page.waitForURL(/id=man_/);
  await isStored(office.page);
  await home.page.goto(office.page.url());
  await expect.poll(() => bodyOn(home.page).textContent()).toContain('在单位写的。');
  await bodyOn(home.page).click();
  await home.page.keyboard.press('Control+End');
  await home.page.keyboard.type('在家写的。');
  await home.page.keyboard.press('Control+s');
  await isStored(home.page);
  await titleOn(office.page).fill('两台电脑上写，标题在单位改');
  await told(office.page, '这篇稿件在别处也有改动，已并入');
  await expect.poll(() => bodyOn(office.page).textContent()).toBe('在单位写的。在家写的。');
  await expect.poll(() => countOf('两台电脑上写，标题在单位改')).toBe(1);
  await look(office.page, 'draft-merged');
  await home.page.reload();
  await titleOn(home.page).waitFor();
  await expect.poll(() => titleOn(home.page).inputValue()).toBe('两台电脑上写，标题在单位改');
  await expect.poll(() => bodyOn(home.page).textContent()).toBe('在单位写的。在家写的。');
  await office.leave();
  await home.leave();
});

test('a second page for a new text does not take the first one away', async () => {
  const { page, context, leave } = await behindWire('writer2');
  await begin(page);
  wire.cut();
  await titleOn(page).fill('第一篇');
  await waits(page);
  wire.mend();
  const second = await context.newPage();
  await second.goto('/manuscripts/write');
  await second.getByRole('button', { name: '不用文件，直接写' }).click();
  expect(await titleOn(second).inputValue()).toBe('');
  await leave();
});

test('a browser that keeps nothing says so', async () => {
  const { page, context, leave } = await behindWire('writer');
  await context.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  await write(page, '无痕窗口里的稿');
  await isStored(page);
  wire.cut();
  await titleOn(page).fill('无痕窗口里又写的稿');
  await page.getByText(/等待网络：还没有存到服务器.*不能在本机保存/).waitFor();
  await look(page, 'draft-private');
  wire.mend();
  await isStored(page);
  await leave();
});

test('a device without room says so, and the server still gets every word', async () => {
  const { page, leave } = await behindWire('writer');
  await write(page, '空间满了的稿');
  await isStored(page);
  // As a full disk answers; the browser's own quota is looked at too rarely for a small text to meet it.
  await page.evaluate(`IDBObjectStore.prototype.put = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  }`);
  wire.cut();
  await titleOn(page).fill('空间满了还在写的稿');
  await page.getByText(/本机存储空间已满/).waitFor();
  await look(page, 'draft-full');
  wire.mend();
  await isStored(page);
  await expect.poll(() => countOf('空间满了还在写的稿')).toBe(1);
  await leave();
});

test('nothing broke on the way', () => {
  expect(stage.visitors.flatMap(visitor => visitor.faults)).toEqual([]);
});
