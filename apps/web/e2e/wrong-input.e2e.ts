import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { draftOf } from '../../server/test/draft.ts';
import { accepted, atDesk, STREET_OFFICE, withScheme } from '../../server/test/street-office.ts';
import { choose, drop, find, picture, setDay } from './gestures.ts';
import { EVENING_PAPER, withOutlets } from './people.ts';
import { look, lookAtFailure, openStage, type Stage } from './stage.ts';

const LOCKED = fileURLToPath(new URL('../../server/samples/refused/encrypted.doc', import.meta.url));

let stage: Stage;
beforeAll(async () => {
  stage = await openStage('2026-05-20T02:00:00Z');
  await withScheme(stage.office);
  await withOutlets(stage);
});
afterEach(({ task }) => lookAtFailure(stage, task));
afterAll(() => stage.close());

test('a wrong password is answered above the form, and the name stays', async () => {
  const { page, leave } = await stage.visit();
  await page.goto('/');
  await page.getByLabel('登录名').fill('writer');
  await page.getByLabel('密码').fill('not-this-one');
  await page.getByRole('button', { name: '登录' }).click();
  const words = page.getByRole('alert').filter({ hasText: '登录名或密码不正确。请检查大小写后再试' });
  await words.waitFor();
  expect(await page.getByLabel('登录名').inputValue()).toBe('writer');
  await leave();
});

test('a locked document named .docx is refused under the field it was dropped on', async () => {
  const { page, leave } = await stage.enter('writer');
  await page.getByRole('link', { name: '写稿' }).click();
  await drop(page, '把写好的 Word 文件拖到这里，或者点按选择', {
    name: '工作信息.docx',
    content: readFileSync(LOCKED),
  });
  await page
    .getByRole('alert')
    .filter({ hasText: /加密|密码/ })
    .waitFor();
  await look(page, 'wrong-document');
  await page.getByRole('button', { name: '不用文件，直接写' }).waitFor();
  await leave();
});

test('what is still missing before sending is said on the button', async () => {
  const { page, leave } = await stage.enter('writer');
  await page.goto('/manuscripts/write');
  await page.getByRole('button', { name: '不用文件，直接写' }).click();
  await page.getByRole('textbox', { name: '标题' }).fill('市容科整治占道经营');
  await page.getByText(/^已存到服务器/).waitFor();
  const send = page.getByRole('button', { name: '报送给郭北辰' });
  expect(await send.isDisabled()).toBe(true);
  await send.locator('..').hover();
  await page.getByRole('tooltip', { name: '稿件还不能报送：请填写正文' }).waitFor();
  await leave();
});

test('nobody is offered to review what he wrote himself', async () => {
  const { page, leave } = await stage.enter('squad_head');
  await page.goto('/manuscripts/write');
  await page.getByRole('button', { name: '不用文件，直接写' }).click();
  await page.getByRole('textbox', { name: '标题' }).fill('城东中队整治占道经营');
  await page.getByText(/^已存到服务器/).waitFor();
  const send = page.getByRole('button', { name: /^报送给/ });
  expect(await send.isDisabled()).toBe(true);
  await send.locator('..').hover();
  await page.getByRole('tooltip', { name: /韩志远）是本稿作者、起草人/ }).waitFor();
  await leave();
});

test('a head who signs what was just returned on another screen is told so, and sees how it stands', async () => {
  const { office } = stage;
  const writer = await office.as('writer');
  const draft = await writer.manuscripts.create({
    ...draftOf(office, { title: '市容科连夜清理倒伏广告牌' }),
    sourceFileId: null,
  });
  await writer.manuscripts.submit({ id: draft.id, version: draft.version });
  const { page, leave } = await stage.enter('head');
  await page.goto(`/manuscripts/${draft.id}`);
  await page.getByRole('button', { name: '同意并签名' }).click();
  const head = await office.as('head');
  const { version } = await head.manuscripts.get({ id: draft.id });
  await head.reviews.return({ id: draft.id, version, reason: '请补写清理的广告牌数' });
  await page.getByRole('dialog').getByRole('button', { name: '同意并签名' }).click();
  await page.getByRole('alert').first().waitFor();
  await look(page, 'wrong-returned');
  await page.getByText('请补写清理的广告牌数').first().waitFor();
  await leave();
});

test('an editor who accepts what a colleague has declined is told so, and it leaves the list', async () => {
  const { office } = stage;
  const id = await atDesk(office, '市容科为老街店招统一尺寸');
  const { page, leave } = await stage.enter('editor');
  await page.goto(`/desk?open=${id}`);
  await page.getByRole('article', { name: '市容科为老街店招统一尺寸' }).waitFor();
  const chief = await office.as('chief');
  const { version } = await chief.manuscripts.get({ id });
  await chief.reviews.desk.decline({ id, version, reason: 'off_topic', note: '' });
  await page.keyboard.press('a');
  await page.getByRole('alert').first().waitFor();
  await look(page, 'wrong-desk');
  await page.getByText('不采用：与主题无关').waitFor();
  await leave();
});

test('the same newspaper of the same day cannot be claimed twice', async () => {
  const { office } = stage;
  const id = await accepted(office, '市容科把商户议事厅开到夜市街口');
  const { page, leave } = await stage.enter('writer');
  for (const time of ['first', 'second'] as const) {
    // The second time as somebody who is disturbed by motion: the lists open for them too.
    if (time === 'second') await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`/adoptions/claim?manuscriptId=${id}`);
    await find(page, '刊播载体', { typed: EVENING_PAPER, shown: EVENING_PAPER });
    await setDay(page, '刊播日期', '2026-05-20');
    await choose(page, '版位', '一般版位');
    await drop(page, '把佐证文件拖到这里，或者点按选择', {
      name: '扫描.png',
      content: await picture(stage.browser, EVENING_PAPER),
    });
    await page.getByRole('button', { name: '移除“扫描.png”' }).waitFor();
    await page.getByRole('button', { name: '报送编辑部核实' }).click();
    if (time === 'first') await page.getByText('待核实').first().waitFor();
  }
  await page.getByRole('alert').filter({ hasText: '不能重复登记' }).waitFor();
  await look(page, 'wrong-claim');
  expect(await page.getByLabel(/^刊播日期/).inputValue()).toBe('2026-05-20');
  await leave();
});

test('whoever claimed an adoption cannot verify it', async () => {
  const { office } = stage;
  const id = await accepted(office, '市容科错峰清运餐厨垃圾');
  const editor = await office.as('editor');
  const outlet = (await editor.outlets.list({ q: EVENING_PAPER })).rows[0]!;
  const claim = await editor.adoptions.claim({
    manuscriptId: id,
    outletId: outlet.id,
    publishedOn: '2026-05-20',
    genre: 'long',
    position: 'ordinary',
    evidence: [{ kind: 'link', url: 'https://news.example.cn/2' }],
  });
  const { page, leave } = await stage.enter('editor');
  await page.goto(`/adoptions/${claim.id}`);
  const verify = page.getByRole('button', { name: '核实采用' });
  expect(await verify.isDisabled()).toBe(true);
  await verify.locator('..').hover();
  await page.getByRole('tooltip', { name: /您是申报人或作者，不能核实自己的刊播/ }).waitFor();
  await leave();
});

test('a scheme with an unknown level is refused with its line', async () => {
  const assessor = await stage.office.as('assessor');
  const draft = await assessor.schemes.save({ yaml: STREET_OFFICE });
  const { page, leave } = await stage.enter('assessor');
  await page.goto(`/schemes/${draft.id}`);
  const text = page.getByRole('textbox', { name: '办法文本' });
  await text.fill(
    STREET_OFFICE.replace(
      '- select: { kind: adopted, where: channel',
      '- select: { kind: adoptde, where: channel',
    ),
  );
  await page.getByRole('button', { name: '保存草案' }).click();
  await page
    .getByText(/第 \d+ 行/)
    .first()
    .waitFor();
  await look(page, 'wrong-scheme');
  await leave();
});

test('a circular without a sign-off is not issued, and says what is missing', async () => {
  const assessor = await stage.office.as('assessor');
  const draft = await assessor.circulars.draft({ period: '2026-Q1' });
  const { page, leave } = await stage.enter('assessor');
  await page.goto(`/circulars/${draft.id}`);
  await page.getByLabel('落款单位').fill('');
  await page.getByText('已保存').waitFor();
  const issue = page.getByRole('button', { name: '印发通报' });
  await issue.locator('..').hover();
  await page.getByRole('tooltip', { name: '标题、正文、落款单位须填写完整才能印发。' }).waitFor();
  expect(await issue.isDisabled()).toBe(true);
  await leave();
});

test('nothing broke on the way', () => {
  expect(stage.visitors.flatMap(visitor => visitor.faults)).toEqual([]);
});
