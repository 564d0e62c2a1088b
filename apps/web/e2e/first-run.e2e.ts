import { afterAll, beforeAll, expect, test } from 'vitest';
import { choose, find, told } from './gestures.ts';
import { type EmptyStage, look, openEmptyStage, signIn, type Visitor } from './stage.ts';

const BODY = '西岭区城市管理局';
const ADMIN = { userName: 'yuchi.an', password: 'morning-tea-17' };
const CHOSEN = 'quiet-street-58';

let stage: EmptyStage;
let admin: Visitor;
let first = { userName: '', password: '' };

beforeAll(async () => {
  stage = await openEmptyStage('2026-03-09T02:00:00Z');
});
afterAll(() => stage.close());

test('a new installation asks how to begin, and starts empty with a body and its administrator', async () => {
  admin = await stage.visit();
  const { page } = admin;
  await page.goto('/');
  await page.getByRole('heading', { name: '开始使用信宣' }).waitFor();
  await look(page, 'first-1-choice');
  await page.getByRole('button', { name: '从空白开始' }).click();
  await page.getByLabel('单位全称').fill(BODY);
  await page.getByLabel('系统管理员姓名').fill('尉迟安');
  await page.getByLabel('管理员登录名').fill(ADMIN.userName);
  await page.getByLabel('管理员密码').fill('short');
  await page.getByRole('button', { name: '建立单位' }).click();
  await page.getByText('密码至少要有 8 个字符。').waitFor();
  await look(page, 'first-2-short');
  await page.getByLabel('管理员密码').fill(ADMIN.password);
  await page.getByRole('button', { name: '建立单位' }).click();
  await page.getByText('单位已建立，请用刚才设置的管理员账号登录。').waitFor();
  await look(page, 'first-3-created');
});

test('the question is asked only once', async () => {
  const { page, leave } = await stage.visit();
  await page.goto('/first-run');
  await page.getByText('单位已建立，请用刚才设置的管理员账号登录。').waitFor();
  await leave();
});

test('the administrator signs in and adds a unit', async () => {
  const { page } = admin;
  await signIn(page, ADMIN);
  await page.getByRole('heading', { name: '今日' }).waitFor();
  await look(page, 'first-4-today');
  await page.goto('/network/units');
  await page.getByRole('button', { name: `在${BODY}下增设单位` }).click();
  await page.getByLabel(/^名称/).fill('夜市管理科');
  await page.getByLabel(/^简称/).fill('夜市科');
  await look(page, 'first-5-unit');
  await page.getByRole('button', { name: '增设这个单位' }).click();
  await told(page, `已在${BODY}下增设“夜市管理科”。`);
  await page.getByRole('button', { name: '夜市管理科', exact: true }).waitFor();
});

test('registers a person, who gets a first password that is shown once, and a post', async () => {
  const { page } = admin;
  await page.goto('/network/people');
  await page.getByRole('button', { name: '登记人员' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^姓名/).fill('沐晚晴');
  await dialog.getByLabel(/^登录名/).fill('mu.wanqing');
  await dialog.getByRole('button', { name: '登记并生成初始密码' }).click();
  await page.getByText('沐晚晴的初始密码').waitFor();
  await look(page, 'first-6-password');
  const shown = await page.getByRole('dialog').last().textContent();
  first = { userName: 'mu.wanqing', password: await firstPassword() };
  expect(shown).toContain(first.password);
  await page.getByRole('button', { name: '我已记下，关闭' }).click();
  await switchPost('安全管理员');
  await page.goto('/network/people');
  await page.getByRole('link', { name: '沐晚晴' }).click();
  await page.getByRole('button', { name: '新任职' }).click();
  const appoint = page.getByRole('dialog').last();
  await find(appoint, '单位', { typed: '夜市', shown: '夜市管理科' });
  await choose(page, appoint.getByLabel(/^角色/), '信息员');
  await look(page, 'first-7-appoint');
  await appoint.getByRole('button', { name: '任命' }).click();
  await told(page, '已任命沐晚晴为夜市管理科信息员。');
});

test('the first password has to be changed before anything else', async () => {
  const { page } = await stage.visit();
  await page.goto('/');
  await page.getByLabel('登录名').fill(first.userName);
  await page.getByLabel('密码').fill(first.password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: '请先修改初始密码' }).waitFor();
  await page.goto('/manuscripts');
  await page.getByRole('heading', { name: '请先修改初始密码' }).waitFor();
  await page.getByLabel('初始密码').fill(first.password);
  await page.getByLabel('新密码', { exact: true }).fill(CHOSEN);
  await page.getByLabel('再输入一次新密码').fill(CHOSEN);
  await page.getByRole('button', { name: '修改密码' }).click();
  await page.getByRole('heading', { name: '今日' }).waitFor();
  await page.getByRole('link', { name: '写稿' }).waitFor();
  await look(page, 'first-8-in');
});

test('nothing broke on the way', () => {
  expect(stage.visitors.flatMap(visitor => visitor.faults)).toEqual([]);
});

/** What the copy button puts on the clipboard: the user name and the password, a line each. */
async function firstPassword(): Promise<string> {
  const { page, context } = admin;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: '复制登录名和密码' }).click();
  await page.getByText('已复制').waitFor();
  const copied = await page.evaluate<string>('navigator.clipboard.readText()');
  return copied.split('：').at(-1)!.trim();
}

async function switchPost(role: string): Promise<void> {
  const { page } = admin;
  await page.getByRole('button', { name: /切换职务$/ }).click();
  await page.getByRole('button', { name: `${BODY}　${role}` }).click();
  await page.getByRole('button', { name: new RegExp(`${BODY} ${role}，切换职务$`) }).waitFor();
}
