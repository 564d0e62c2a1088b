import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PASSWORD, type PersonName, userNameOf } from '../../server/test/office.ts';
import { picture, tick } from './gestures.ts';
import { look, lookAtFailure, newVisitor, openStage, type Stage, signIn, type Visitor } from './stage.ts';
import { openWire, type Wire } from './wire.ts';

let stage: Stage;
let wire: Wire;
let photo: Buffer;

beforeAll(async () => {
  stage = await openStage('2026-05-20T02:00:00Z');
  wire = await openWire(stage.office.url);
  photo = await picture(stage.browser, '社区宣传');
});
afterEach(async ({ task }) => {
  await lookAtFailure(stage, task);
  wire.mend();
});
afterAll(async () => {
  await stage.close();
  await wire.close();
});

const known = (person: PersonName) => ({ userName: userNameOf(person), password: PASSWORD });

/** A phone in the street: its network is the wire. */
async function phone(person: PersonName): Promise<Visitor> {
  const visitor = await newVisitor(stage.browser, {
    url: wire.url,
    now: stage.office.time.now,
    screen: 'phone',
  });
  stage.visitors.push(visitor);
  await signIn(visitor.page, known(person));
  await visitor.page.evaluate('navigator.serviceWorker.ready');
  return visitor;
}

async function openField(page: Page): Promise<void> {
  await page.goto('/field');
  await page.getByLabel('现场情况').waitFor();
}

type Told = { text: string; photos?: number };
async function fill(page: Page, { text, photos = 0 }: Told): Promise<void> {
  await page.getByLabel('现场情况').fill(text);
  if (photos === 0) return;
  await page.getByLabel('从相册选').setInputFiles(
    Array.from({ length: photos }, (_, n) => ({
      name: `现场${n + 1}.png`,
      mimeType: 'image/png',
      // Every picture is another one, so that each has to arrive by itself.
      buffer: differing(photo, n),
    })),
  );
  await page.getByLabel(`第 ${photos} 张照片的说明`).waitFor();
  for (let n = 1; n <= photos; n++) await page.getByLabel(`第 ${n} 张照片的说明`).fill(`现场照片${n}。`);
  await page
    .locator('ol img')
    .nth(photos - 1)
    .waitFor();
}

/** The same picture with other colours at its end: another file with other pixels is not needed to be told apart. */
function differing(png: Buffer, n: number): Buffer {
  return n === 0 ? png : Buffer.concat([png, randomBytes(16 + n)]);
}

type Arrived = { id: string; state: string; photos: number; text: string };
/** What the server has of a report that begins like this, thrown away ones included. */
async function arrived(text: string): Promise<Arrived[]> {
  const { db } = stage.office.app.database;
  const found = await sql<Arrived>`
    select m.id, m.state, r.body::text as text, (select count(*)::int from manuscript_files f
      where f.body_id = m.body_id and f.manuscript_id = m.id and f.role = 'photo') as photos
    from manuscripts m join revisions r on r.body_id = m.body_id and r.id = m.revision_id
    where r.body::text like ${`%${text}%`}`.execute(db);
  return found.rows;
}
const isEmpty = (page: Page) =>
  page.getByRole('region', { name: '本机上的随手报' }).waitFor({ state: 'detached', timeout: 40_000 });
/** The phone tries by itself too, so the button may be gone or busy. */
const sendAgain = (page: Page) =>
  page
    .getByRole('button', { name: '现在送出' })
    .click({ timeout: 4000 })
    .catch(() => undefined);
const send = (page: Page) => page.getByRole('button', { name: /^(送出|存好，有网络时送出)$/ }).click();

test('with a network it is a matter of one page: photos, words, figures, sent', async () => {
  const { page, leave } = await phone('writer');
  await page.getByRole('link', { name: '随手报' }).click();
  await page.getByLabel('现场情况').waitFor();
  await look(page, 'field-empty');
  await fill(page, { text: '市容科在东湖社区讲解垃圾分类。', photos: 2 });
  await page.getByLabel('地点').fill('东湖社区广场');
  await page.getByLabel('横幅（条）').fill('3');
  await page.getByLabel('资料（份）').fill('２００');
  await look(page, 'field-written');
  await send(page);
  await page.getByText('已送到 1 份').waitFor();
  await look(page, 'field-sent');
  const [draft] = await arrived('市容科在东湖社区讲解垃圾分类。');
  expect(draft).toMatchObject({ state: 'draft', photos: 2 });
  expect(draft?.text).toContain('活动地点：东湖社区广场。共悬挂横幅3条，发放资料200份。');
  await leave();
});

test('without network the page opens from the phone, and what is written goes once it is back', async () => {
  const { page, context, leave } = await phone('writer');
  await openField(page);
  await context.setOffline(true);
  wire.cut();
  await page.goto('/field');
  await page.getByText('等待网络。').waitFor();
  await fill(page, { text: '没有网络的山村里写的。', photos: 3 });
  await look(page, 'field-offline');
  await page.reload();
  await page.getByLabel('第 3 张照片的说明').waitFor();
  expect(await page.getByLabel('现场情况').inputValue()).toBe('没有网络的山村里写的。');
  await send(page);
  await page.getByText('有 1 份在等待送出，只在本机。').waitFor();
  await look(page, 'field-waiting');
  // The rest of the application opens too, and leads here.
  await page.goto('/');
  await page.getByLabel('现场情况').waitFor();
  expect(await arrived('没有网络的山村里写的。')).toEqual([]);
  wire.mend();
  await context.setOffline(false);
  await isEmpty(page);
  expect(await arrived('没有网络的山村里写的。')).toMatchObject([{ photos: 3 }]);
  await leave();
});

test.each<[string, (wire: Wire) => Promise<void> | null]>([
  ['before the first request', () => null],
  ['while a photo is going up', each => each.breakDuring('/api/files', 3000)],
  ['after a photo was stored, before the answer', each => each.loseAnswerTo('/api/files')],
  ['while the report is going up', each => each.breakDuring('/api/v1/field-reports', 200)],
  ['after the report was stored, before the answer', each => each.loseAnswerTo('/api/v1/field-reports')],
])('cut %s: one manuscript, every photo once', async (step, cut) => {
  const { page, leave } = await phone('writer2');
  await openField(page);
  const text = `断在${step}的现场`;
  await fill(page, { text, photos: 2 });
  const happened = cut(wire);
  if (!happened) wire.cut();
  await send(page);
  if (happened) {
    await happened;
    wire.cut();
  }
  await page
    .getByText(/等待网络/)
    .first()
    .waitFor();
  wire.mend();
  await sendAgain(page);
  await isEmpty(page);
  const found = await arrived(text);
  expect(found).toMatchObject([{ photos: 2, state: 'draft' }]);
  const { db } = stage.office.app.database;
  const files = await sql<{ count: number }>`
    select count(*)::int as count from stored_files f join manuscript_files x on x.body_id = f.body_id and x.file_id = f.id
    where x.manuscript_id = ${found[0]?.id ?? ''}`.execute(db);
  expect(files.rows[0]?.count).toBe(2);
  await leave();
});

test.each<[string, (wire: Wire) => Promise<void>]>([
  ['before the answer', each => each.loseAnswerTo('/api/v1/manuscripts/')],
  ['in the middle', each => each.breakDuring('/api/v1/manuscripts/', 60)],
])('sent straight on to review and cut %s: it is in review, once', async (step, cut) => {
  const { page, leave } = await phone('squad_writer');
  await openField(page);
  const text = `直接报送断在${step}`;
  await fill(page, { text });
  await page.getByLabel('标题', { exact: true }).fill('城东中队清理占道广告牌');
  await tick(page.getByLabel('送到后直接报送审核'));
  const happened = cut(wire);
  await send(page);
  await happened;
  await sendAgain(page);
  await isEmpty(page);
  await expect.poll(() => arrived(text), { timeout: 30_000 }).toMatchObject([{ state: 'in_review' }]);
  await leave();
});

test('a phone killed while sending sends the rest from a new page, once', async () => {
  const { page, context, leave } = await phone('other_writer');
  await openField(page);
  await fill(page, { text: '页面关掉以后再送的现场', photos: 3 });
  const happened = wire.loseAnswerTo('/api/files');
  await send(page);
  await happened;
  wire.cut();
  await page.close();
  wire.mend();
  const again = await context.newPage();
  await again.goto('/field');
  await again.getByLabel('现场情况').waitFor();
  await isEmpty(again);
  await expect.poll(() => arrived('页面关掉以后再送的现场')).toMatchObject([{ photos: 3 }]);
  await leave();
});

test('nothing that the server said is kept by the shell, and no photo tells where it was taken', async () => {
  const { page, leave } = await phone('writer');
  await page.goto('/manuscripts');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const kept = await page.evaluate<string[]>(`(async () => {
    const out = [];
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) out.push(new URL(request.url).pathname);
    return out;
  })()`);
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.filter(path => path !== '/' && !path.startsWith('/assets/'))).toEqual([]);
  await openField(page);
  await page
    .getByLabel('从相册选')
    .setInputFiles({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await placed(page) });
  await page.getByLabel('第 1 张照片的说明').fill('现场。');
  const heard = wire.listen();
  await page.getByLabel('现场情况').fill('拍摄位置不出手机');
  await send(page);
  await expect.poll(() => arrived('拍摄位置不出手机')).toMatchObject([{ photos: 1 }]);
  const sent = heard().toString('latin1');
  expect(sent).toMatch(/POST \/api\/files[\s\S]*image\/jpeg/);
  expect(sent).not.toMatch(/GPSLatitude|Exif/);
  await leave();
});

/** A JPEG as a camera writes it, with the place in its notes. */
async function placed(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate<string>(`(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 3000; canvas.height = 2000;
    canvas.getContext('2d').fillRect(0, 0, 1500, 2000);
    return canvas.toDataURL('image/jpeg').split(',')[1];
  })()`);
  const jpeg = Buffer.from(base64, 'base64');
  const note = Buffer.from('Exif\0\0GPSLatitude 31.2304 N');
  const head = Buffer.from([0xff, 0xe1, 0, note.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, note, jpeg.subarray(2)]);
}

test('a HEIC photo that the browser cannot read is said to be one', async () => {
  const { page, leave } = await phone('writer');
  await openField(page);
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(64)]);
  await page
    .getByLabel('从相册选')
    .setInputFiles({ name: 'IMG_2.heic', mimeType: 'image/heic', buffer: heic });
  await page.getByText(/“IMG_2.heic”是 HEIC 格式/).waitFor();
  await look(page, 'field-heic');
  await leave();
});

test('what the server refuses stays on the phone with the reason, and can be mended', async () => {
  const { page, leave } = await phone('writer');
  await openField(page);
  await fill(page, { text: '日期写错的现场' });
  await page.getByLabel('日期').fill('2026-06-30');
  await send(page);
  await page.getByText('事件日期 2026-06-30 还没有到。').waitFor();
  await look(page, 'field-refused');
  await page.getByRole('button', { name: '继续写' }).click();
  await expect.poll(() => page.getByLabel('现场情况').inputValue()).toBe('日期写错的现场');
  await page.getByLabel('日期').fill('2026-05-19');
  await send(page);
  await expect.poll(() => arrived('日期写错的现场')).toHaveLength(1);
  await isEmpty(page);
  await leave();
});

test('a report with a secrecy mark is refused, and its words do not stay on the phone', async () => {
  const { page, leave } = await phone('writer');
  await openField(page);
  await fill(page, { text: '机密★1年\n不该在这里的内容' });
  await send(page);
  await page.getByText(/文中有密级标志/).waitFor();
  await page.getByRole('button', { name: '继续写' }).click();
  expect(await page.getByLabel('现场情况').inputValue()).toBe('');
  expect(await arrived('不该在这里的内容')).toEqual([]);
  await leave();
});

test('signing out asks about what has not been sent, and then leaves nothing', async () => {
  const { page, context, leave } = await phone('writer');
  await openField(page);
  await fill(page, { text: '退出之前没送出的', photos: 1 });
  wire.cut();
  await send(page);
  await page.getByText(/有 1 份在等待送出/).waitFor();
  // Another sender is at work, so that the report still waits when the network is back.
  await page.evaluate(`new Promise(granted => {
    void navigator.locks.request('xinxuan.send', () => {
      granted();
      return new Promise(() => undefined);
    });
  })`);
  wire.mend();
  const other = await context.newPage();
  await other.goto('/');
  await other.getByRole('button', { name: /切换职务$/ }).click();
  await other.getByRole('button', { name: '退出登录' }).click();
  const dialog = other.getByRole('dialog');
  await dialog.getByText(/没送出的随手报：1 份/).waitFor();
  await look(other, 'field-leave');
  await dialog.getByRole('button', { name: '先不退出' }).click();
  await other.getByRole('button', { name: /切换职务$/ }).click();
  await other.getByRole('button', { name: '退出登录' }).click();
  await dialog.getByRole('button', { name: '删除并退出登录' }).click();
  await other.getByLabel('登录名').waitFor();
  const left = await other.evaluate<number>(`new Promise(resolve => {
    const opening = indexedDB.open('xinxuan');
    opening.onsuccess = async () => {
      const database = opening.result;
      let sum = 0;
      for (const name of database.objectStoreNames)
        sum += await new Promise(done => {
          const asked = database.transaction(name).objectStore(name).count();
          asked.onsuccess = () => done(asked.result);
        });
      resolve(sum);
    };
  })`);
  expect(left).toBe(0);
  await leave();
});

test('nothing broke on the way', () => {
  expect(stage.visitors.flatMap(visitor => visitor.faults)).toEqual([]);
});
