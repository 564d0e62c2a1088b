import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { draftOf } from '../../server/test/draft.ts';
import { tick, told } from './gestures.ts';
import { look, lookAtFailure, openStage, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage('2026-05-20T02:00:00Z');
});
afterEach(({ task }) => lookAtFailure(stage, task));
afterAll(() => stage.close());

async function sent(title: string, importance: 'ordinary' | 'decision' = 'ordinary') {
  const writer = await stage.office.as('writer');
  const fields = draftOf(stage.office, { title, importance });
  const draft = await writer.manuscripts.create({ ...fields, sourceFileId: null });
  return writer.manuscripts.submit({ id: draft.id, version: draft.version });
}

const state = async (id: string) => (await (await stage.office.as('head')).manuscripts.get({ id })).state;

async function fits(page: Page): Promise<void> {
  // Looked at until it lies still: what opens moves for a moment.
  await expect
    .poll(() => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth'))
    .toBeLessThanOrEqual(0);
}

test('on a phone, exceptions are taken out of a morning’s list and the rest is signed in one act', async () => {
  const [one, two, left] = [await sent('晨签第一篇'), await sent('晨签第二篇'), await sent('晨签要细看')];
  const head = await stage.office.as('head');
  const { page, leave } = await stage.enter('head', { screen: 'phone' });
  await page.goto(`${stage.office.url}/reviews`);
  await page.getByRole('button', { name: '批量审签' }).tap();
  // What was never opened is not ticked; opened and gone back from, it is.
  await page.getByText('将签 0 篇，留下 3 篇').waitFor();
  await page.getByRole('listitem').filter({ hasText: '晨签要细看' }).getByText('看全文').tap();
  await page.getByRole('button', { name: '同意并签名' }).waitFor();
  await expect
    .poll(async () => (await head.reviews.batch()).rows.find(row => row.id === left.id)?.opened)
    .toBe(true);
  await page.goBack();
  await page.getByText('将签 1 篇，留下 2 篇').waitFor();
  for (const title of ['晨签要细看', '晨签第一篇', '晨签第二篇']) await page.getByText(title).tap();
  await page.getByText('将签 2 篇，留下 1 篇').waitFor();
  await fits(page);
  await look(page, 'batch-phone');
  const sign = page.getByRole('button', { name: '签 2 篇' });
  expect((await sign.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
  await sign.tap();
  await page.getByRole('dialog').getByText('有 2 篇没有打开过，也签？').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: '不看全文，签 2 篇' }).tap();
  await page.getByText('已签 2 篇，未签 0 篇。').waitFor();
  expect([await state(one.id), await state(two.id), await state(left.id)]).toEqual([
    'at_desk',
    'at_desk',
    'in_review',
  ]);
  await leave();
});

test('on a phone, a signature is called back and the item goes back to its writer instead', async () => {
  const item = await sent('签错了的一篇');
  const { page, leave } = await stage.enter('head', { screen: 'phone' });
  await page.goto(`${stage.office.url}/manuscripts/${item.id}`);
  await page.getByRole('button', { name: '同意并签名' }).tap();
  await page.getByRole('dialog').getByRole('button', { name: '同意并签名' }).tap();
  await page.getByRole('button', { name: '收回审签' }).tap();
  await told(page, '《签错了的一篇》已收回，重新等您审签。');
  await page.getByRole('button', { name: '退回修改' }).tap();
  await page.getByRole('dialog').getByRole('textbox').fill('请补充数据');
  await page.getByRole('dialog').getByRole('button', { name: '退回修改' }).tap();
  await expect.poll(() => state(item.id)).toBe('returned');
  await leave();
});

test('on a phone, the second leader returns an item to the first', async () => {
  const item = await sent('退回分管领导', 'decision');
  await (await stage.office.as('leader')).reviews.approve({ id: item.id, version: item.version });
  const { page, leave } = await stage.enter('principal', { screen: 'phone' });
  await page.goto(`${stage.office.url}/manuscripts/${item.id}`);
  await page.getByRole('button', { name: '退回修改' }).tap();
  const dialog = page.getByRole('dialog');
  await tick(dialog.getByRole('radio', { name: '分管领导 沈怀瑾' }));
  await dialog.getByRole('textbox').fill('请再核对');
  await look(page, 'return-phone');
  await fits(page);
  await dialog.getByRole('button', { name: '退回修改' }).tap();
  await page.getByRole('heading', { name: '第 2 轮' }).first().waitFor();
  const now = await (await stage.office.as('head')).manuscripts.get({ id: item.id });
  expect(now.holder?.name).toBe('沈怀瑾');
  await leave();
});

test('nothing broke on the way', () => {
  expect(stage.visitors.flatMap(visitor => visitor.faults)).toEqual([]);
});
