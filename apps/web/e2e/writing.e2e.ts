import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { arrivedFrom, paragraph } from '../../server/test/draft.ts';
import { refusalOf } from '../../server/test/office.ts';
import { findAlso, told } from './gestures.ts';
import { look, lookAtFailure, openStage, type Stage, type Visitor } from './stage.ts';
import { bodyOf, choose, typeAt } from './writing.ts';

let stage: Stage;
let id: string;
let editor: Visitor;
let chief: Visitor;

beforeAll(async () => {
  stage = await openStage('2026-05-25T02:00:00Z');
  const item = await arrivedFrom(stage.office, {
    title: '市容科错时巡查让夜市退场更安静',
    body: [
      paragraph('市容科整治占道经营，劝导商户三十余家。'),
      paragraph('夜市退场后，街面恢复整洁。'),
      {
        kind: 'table',
        rows: [
          ['街道', '起数'],
          ['东河', '12'],
        ],
      },
    ],
  });
  id = item.id;
  editor = await stage.enter('editor');
  chief = await stage.enter('chief');
});
afterEach(({ task }) => lookAtFailure(stage, task));
afterAll(() => stage.close());

const changesOf = async () =>
  (await (await stage.office.as('editor')).writing.open({ id })).redline?.marks.map(mark => mark.by.name) ??
  [];

test('two at one text see each other, write at once, and both have all words of both', async () => {
  await Promise.all([editor, chief].map(({ page }) => page.goto(`/manuscripts/${id}/text`)));
  await typeAt(editor.page, '整治', '集中');
  await chief.page.getByText('齐思远（正在改）').waitFor();
  await Promise.all([
    typeAt(editor.page, '占道经营', '夜间'),
    typeAt(chief.page, '劝导', '现场').then(() => typeAt(chief.page, '街面恢复', '临近居民小区的')),
  ]);
  await editor.page.getByText('柏青（正在改）').waitFor();
  const whole =
    '市容科集中整治夜间占道经营，现场劝导商户三十余家。\n夜市退场后，临近居民小区的街面恢复整洁。';
  for (const { page } of [editor, chief]) await expect.poll(() => bodyOf(page)).toContain(whole);
  await expect.poll(changesOf).toEqual(['齐思远', '齐思远', '柏青', '柏青']);
  await editor.page.getByText('修订 4').waitFor();
  await look(editor.page, 'writing-1-together');
});

test('a passage is commented on, the colleague is named, answers, and it is closed', async () => {
  const { page } = editor;
  await page.getByText('批注 0').click();
  await choose(page, '三十余家');
  await page.getByRole('button', { name: '批注所选文字' }).click();
  await page.getByText('批注“三十余家”').waitFor();
  await page.getByRole('textbox', { name: '批注内容' }).fill('与台账核对数字');
  await findAlso(page.getByRole('combobox', { name: '提醒' }), '柏青');
  await page.getByRole('button', { name: '发表批注' }).click();
  await page.getByText('提醒：柏青').waitFor();
  await look(page, 'writing-2-comment');
  await chief.page.getByText('批注 1').click();
  await chief.page.getByRole('button', { name: '回复' }).click();
  await chief.page.getByRole('textbox', { name: '批注内容' }).fill('已核对，共三十二家');
  await chief.page.getByRole('button', { name: '发表批注' }).click();
  await page.getByText('已核对，共三十二家').waitFor();
  await page.getByRole('button', { name: '标为已解决' }).click();
  await chief.page.getByText('批注 0').waitFor();
  const told = await (await stage.office.as('chief')).notices.list({ page: 1, pageSize: 5 });
  expect(told.rows.some(row => row.kind === 'comment_mention')).toBe(true);
});

test('changes are taken and rejected with a name and a record; the clean view shows none', async () => {
  const { page } = chief;
  await page.getByText('修订 4').click();
  await page.getByRole('button', { name: '拒绝', exact: true }).first().click();
  await told(page, '已拒绝 1 处修订');
  await expect.poll(() => bodyOf(editor.page)).toContain('市容科整治夜间占道经营');
  await page.getByText('清洁稿').click();
  await expect.poll(() => page.locator('[data-change]').count()).toBe(0);
  await page.getByText('显示修订').click();
  await page.getByRole('button', { name: '全部接受' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '全部接受' }).click();
  await page.getByText('还没有修订').waitFor();
  await page.getByText('处理记录 4').click();
  await look(page, 'writing-3-decided');
  await expect.poll(changesOf).toEqual([]);
});

test('on the phone the margin is a sheet', async () => {
  await typeAt(editor.page, '整洁', '干净');
  const phone = await stage.enter('chief', { screen: 'phone' });
  await phone.page.goto(`/manuscripts/${id}/text`);
  await phone.page.getByRole('button', { name: '修订 1' }).click();
  await phone.page
    .getByRole('dialog')
    .getByRole('button', { name: /齐思远 插入/ })
    .waitFor();
  await look(phone.page, 'writing-4-phone');
  const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await phone.page.evaluate<number>(beyond)).toBe(0);
  expect(phone.faults).toEqual([]);
});

test('nobody without a part writes, and nothing went wrong in any browser', async () => {
  const assessor = await stage.office.as('assessor');
  const text = await assessor.writing.open({ id });
  const call = assessor.writing.save({ id, version: text.version, title: text.title, body: text.body });
  expect(await refusalOf(call)).toMatchObject({ code: 'forbidden' });
  expect([editor.faults, chief.faults]).toEqual([[], []]);
});
