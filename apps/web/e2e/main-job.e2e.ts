import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { withScheme } from '../../server/test/street-office.ts';
import { choose, drop, fileAt, pickFile, picture } from './gestures.ts';
import { CHOSEN, type WestSquad, withWestSquad } from './people.ts';
import { look, lookAtFailure, openStage, type Stage, type Visitor } from './stage.ts';

const SAMPLE = fileURLToPath(
  new URL('../../server/samples/manuscripts/城西中队2026年3月12日工作信息.docx', import.meta.url),
);
const TITLE = '东河区综合执法局城西中队“错时巡查”让夜市退场更安静';

let stage: Stage;
let squad: WestSquad;
let writer: Visitor;
let head: Visitor;

beforeAll(async () => {
  stage = await openStage('2026-03-13T02:00:00Z');
  await withScheme(stage.office);
  squad = await withWestSquad(stage);
});
afterEach(({ task }) => lookAtFailure(stage, task));
afterAll(() => stage.close());

test('a correspondent signs in for the first time and chooses a password of his own', async () => {
  writer = await stage.visit();
  const { page } = writer;
  await page.goto('/');
  await page.getByLabel('登录名').fill(squad.writer.userName);
  await page.getByLabel('密码').fill(squad.writer.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '请先修改初始密码' }).waitFor();
  await page.getByLabel('初始密码').fill(squad.writer.password);
  await page.getByLabel('新密码', { exact: true }).fill(CHOSEN);
  await page.getByLabel('再输入一次新密码').fill(CHOSEN);
  await look(page, '01-first-password');
  await page.getByRole('button', { name: '修改密码' }).click();
  await page.getByRole('heading', { name: '今日' }).waitFor();
  await look(page, '02-today-new');
});

test('he drops a Word file on the page, and its fields stand there as read', async () => {
  const { page } = writer;
  await page.getByRole('link', { name: '写稿' }).click();
  await drop(page, '把写好的 Word 文件拖到这里，或者点按选择', fileAt(SAMPLE));
  await page.getByRole('status').filter({ hasText: '读自“城西中队2026年3月12日工作信息.docx”' }).waitFor();
  expect(await page.getByRole('textbox', { name: '标题' }).inputValue()).toBe(TITLE);
  const body = page.getByRole('textbox', { name: '正文' });
  expect(await body.textContent()).toContain('一个月来夜间投诉由每周23件降到6件。');
  expect(await body.textContent()).not.toContain('马思远');
  await page.getByTitle('城西中队', { exact: true }).waitFor();
  await page.getByTitle('马思远', { exact: true }).waitFor();
  expect(await page.getByLabel('事件日期').inputValue()).toBe('2026-03-12');
  await look(page, '03-read');
});

test('he corrects the importance and sees through whose hands it will go', async () => {
  const { page } = writer;
  const route = page.getByRole('list', { name: '审核程序' });
  await choose(page, '重要程度', '品牌工作');
  await route.getByText('分管领导').waitFor();
  expect(await route.textContent()).toContain('沈怀瑾');
  await choose(page, '重要程度', '一般工作');
  await route.getByText('单位负责人').waitFor();
  expect(await route.textContent()).toMatch(/高其昌[\s\S]*编辑部/);
});

test('he adds a photo with its caption and sends', async () => {
  const { page } = writer;
  await pickFile(page, '添加照片', {
    name: '夜市巡查.png',
    content: await picture(stage.browser, '夜市巡查'),
  });
  await page.getByLabel('第 1 张照片的说明').fill('执法队员在收摊前提醒摊主整理桌椅。');
  await page.getByText(/^已保存/).waitFor();
  await look(page, '04-with-photo');
  await page.getByRole('button', { name: '报送给高其昌' }).click();
  await page.getByText(`《${TITLE}》已报送给高其昌。`).waitFor();
  await page.getByRole('heading', { name: TITLE, level: 1 }).waitFor();
  await page.getByText('现在在高其昌（单位负责人）手里').waitFor();
  await look(page, '05-sent');
});

test('the unit head returns it with a reason', async () => {
  head = await stage.enter(squad.head);
  const { page } = head;
  await look(page, '06-head-today');
  await page.getByRole('link', { name: TITLE, exact: true }).click();
  await page.getByRole('button', { name: '退回修改' }).click();
  await page.getByRole('dialog').getByLabel('退回原因').fill('请写明错时巡查从哪天开始。');
  await look(page, '07-return-dialog');
  await page.getByRole('dialog').getByRole('button', { name: '退回修改' }).click();
  await page.getByText(`《${TITLE}》已退回，原因已告诉写稿人。`).waitFor();
});

test('the writer sees why, corrects it and sends it again', async () => {
  const { page } = writer;
  // Told without a reload: the page listens.
  await page
    .getByRole('button', { name: '通知，1 条未读' })
    .or(page.getByRole('link', { name: '通知，1 条未读' }))
    .waitFor();
  await page.getByRole('link', { name: '今日' }).click();
  await page.getByRole('heading', { name: '退回我修改的稿件' }).waitFor();
  await look(page, '08-returned-today');
  await page.getByRole('link', { name: TITLE, exact: true }).click();
  await page.getByText('请写明错时巡查从哪天开始。').first().waitFor();
  await look(page, '09-returned');
  await page.getByRole('button', { name: '修改稿件' }).click();
  const body = page.getByRole('textbox', { name: '正文' });
  await body.getByText('自2月起试行错时巡查').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('2月9日起，');
  await page.getByText(/^已保存/).waitFor();
  await page.getByRole('button', { name: '报送给高其昌' }).click();
  await page.getByText(`《${TITLE}》已报送给高其昌。`).waitFor();
});

test('the head approves and signs', async () => {
  const { page } = head;
  await page.getByRole('link', { name: '待我审核' }).click();
  await page.getByRole('heading', { name: '待我审核', level: 1 }).waitFor();
  await look(page, '10-reviews');
  await page.getByRole('link', { name: TITLE, exact: true }).click();
  await page.getByText('2月9日起，').first().waitFor();
  await look(page, '11-review-beside');
  await page.getByRole('button', { name: '同意并签名' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '同意并签名' }).click();
  await page.getByText(`您已同意《${TITLE}》。`).waitFor();
  await page.getByText('没有等您审核的稿件').waitFor();
  await look(page, '12-nothing-waits');
});
