import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withScheme } from '../../server/test/street-office.ts';
import { choose, drop, fileAt, pickFile, picture } from './gestures.ts';
import { CHOSEN, type WestSquad, withWestSquad } from './people.ts';
import { look, openStage, type Stage, type Visitor } from './stage.ts';

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
  await page.getByRole('link', { name: '写稿' }).first().click();
  await look(page, '03-write');
  await drop(page, '把写好的 Word 文件拖到这里，或者点按选择', fileAt(SAMPLE));
  await page.getByRole('status').filter({ hasText: '读自“城西中队2026年3月12日工作信息.docx”' }).waitFor();
  await look(page, '04-write-read');
  expect(await page.getByRole('textbox', { name: '标题' }).inputValue()).toBe(TITLE);
  await look(page, '05-write-read');
});
