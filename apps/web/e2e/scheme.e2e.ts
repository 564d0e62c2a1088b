import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { withScheme } from '../../server/test/street-office.ts';
import { setDay, told } from './gestures.ts';
import { look, lookAtFailure, openStage, type Stage, type Visitor } from './stage.ts';

/** One scheme from copy to force, with what people do wrong on the way. */
let stage: Stage;
let assessor: Visitor;
let leader: Visitor;
beforeAll(async () => {
  stage = await openStage('2026-05-20T02:00:00Z');
  await withScheme(stage.office);
  assessor = await stage.enter('assessor');
  leader = await stage.enter('principal', { screen: 'phone' });
});
afterEach(({ task }) => lookAtFailure(stage, task));
afterAll(() => stage.close());

/** Puts a block on the clipboard as Excel does and pastes it where the cursor stands. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`(() => {
    const data = new DataTransfer();
    data.setData('text/plain', ${JSON.stringify(text)});
    document.activeElement.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  })()`);
}

const becomes = (read: () => Promise<unknown>) => expect.poll(read);
const cell = (page: Page, name: string): Locator => page.getByRole('gridcell', { name, exact: true }).first();
const text = (page: Page): Locator => page.getByRole('textbox', { name: '办法文本' });
/** The whole text: the editor draws only the lines in sight, so it is asked for what it holds. */
const written = (page: Page): Promise<string> =>
  text(page).evaluate((field: unknown) =>
    (
      field as { cmTile: { view: { state: { doc: { toString(): string } } } } }
    ).cmTile.view.state.doc.toString(),
  );
/** Writes the whole text anew, as when it is pasted over. */
async function write(page: Page, whole: string): Promise<void> {
  await text(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(whole);
}
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const said = (page: Page, words: string | RegExp): Promise<void> => page.getByText(words).first().waitFor();

test('the assessor copies the scheme and cannot submit it before it is saved', async () => {
  const { page } = assessor;
  await page.goto('/schemes');
  await page.getByRole('button', { name: '以此为底稿新拟' }).click();
  await page.waitForURL(/\/schemes\/sch_/);
  await page.getByText('草案', { exact: true }).waitFor();
  await page.getByRole('button', { name: '展开修改' }).first().click();
  await cell(page, '省级 长篇').click();
  await page.keyboard.type('85');
  await page.keyboard.press('Enter');
  await becomes(() => written(page)).toContain('provincial: { long: 85, brief: 40 }');
  await becomes(() => button(page, '送审').isDisabled()).toBe(true);
});

test('undo works across form and text; comments stay', async () => {
  const { page } = assessor;
  await page.keyboard.press('Control+z');
  await becomes(() => cell(page, '省级 长篇').textContent()).toBe('80');
  const before = await written(page);
  expect(before).toContain('# 由高到低');
  await write(page, before.replace('provincial: { long: 80', 'provincial: { long: 88'));
  await becomes(() => cell(page, '省级 长篇').textContent()).toBe('88');
  await page.getByRole('button', { name: '撤销' }).click();
  await becomes(() => cell(page, '省级 长篇').textContent()).toBe('80');
});

test('the text offers keys and words with what they mean, and says what is wrong at the line', async () => {
  const { page } = assessor;
  const before = await written(page);
  await text(page).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('awa');
  const offered = page.getByRole('listbox', { name: '可以填写的内容' });
  await offered.getByText('awards').waitFor();
  await offered.getByText('评先').first().waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.insertText('3');
  await page
    .getByText(/处必须改正/)
    .first()
    .waitFor();
  await page.locator('.cm-lint-marker-error').first().waitFor();
  await look(page, 'scheme-text-problem');
  // How many steps back this would be depends on how fast it was typed.
  await write(page, before);
  await becomes(() => written(page)).toBe(before);
  await page.getByText('没有发现问题').waitFor();
});

test('ledgers, rankings and words have fields; a value comes with the part around it', async () => {
  const { page } = assessor;
  await page.locator('summary', { hasText: '排名' }).click();
  await button(page, '展开修改：得分排名').click();
  const places = page.getByLabel('名次折分');
  await places.fill('30, 20, 10');
  await places.press('Enter');
  await becomes(() => written(page)).toMatch(/gives:\s*\{?\s*places: \[ ?30, 20, 10 ?\]/);
  await look(page, 'scheme-ranking');
  await page.getByRole('button', { name: '撤销' }).click();
  await becomes(() => written(page)).not.toContain('gives:');
});

test('a cell that a switch decides is changed below its table, for each answer', async () => {
  const { page } = assessor;
  const answer = page.getByLabel(/国家级 长篇，答“按 100 分”时/).first();
  await answer.fill('105');
  await answer.press('Enter');
  await becomes(() => written(page)).toContain('"100": 105');
  await look(page, 'scheme-switch-cell');
  await page.getByRole('button', { name: '撤销' }).click();
  await becomes(() => written(page)).toContain('"100": 100');
});

test('a block from Excel changes the table; what is no number is told at its cell', async () => {
  const { page } = assessor;
  await cell(page, '省级 长篇').click();
  await paste(page, '85\t45\r\n六十五\t35\r\n');
  await becomes(() => cell(page, '市级 长篇').getAttribute('title')).toMatch(/“六十五”/);
  await page
    .getByText(/处必须改正/)
    .first()
    .waitFor();
  await look(page, 'scheme-wrong-cell');
  await cell(page, '市级 长篇').click();
  await page.keyboard.type('65');
  await page.keyboard.press('Tab');
  await page.getByText('没有发现问题').waitFor();
  await becomes(() => written(page)).toContain('municipal: { long: 65, brief: 35 }');
  await paste(page, '级别\t简讯\t长篇\r\n区级\t22\t44\r\n');
  await becomes(() => written(page)).toContain('district: { long: 44, brief: 22 }');
});

test('a text that cannot be read leaves the form for reading, with the place', async () => {
  const { page } = assessor;
  const sound = await written(page);
  await write(page, `${sound}\n  - id: [`);
  await page.getByText(/表单暂时只能看/).waitFor();
  await becomes(() => cell(page, '省级 长篇').getAttribute('aria-readonly')).toBe('true');
  await look(page, 'scheme-unreadable');
  await page.getByRole('button', { name: '撤销' }).click();
  await page.getByText('没有发现问题').waitFor();
});

test('examples are scored at once under the text as it stands', async () => {
  const { page } = assessor;
  const examples = page.getByRole('grid', { name: '试算' });
  await examples.getByRole('gridcell').first().click();
  await paste(
    page,
    '采用\t市容科\t陆某\t2026-03-12\t1\t夜市治理\t\t省级\t长篇\t头版头条\r\n采用\t市容科\t陆某\t三月\t2\t路灯\t\t市级\t长篇\r\n',
  );
  await said(page, '省级长篇 85 + 头版头条 30 = 115');
  await said(page, /第 2 行：“三月”不是日期/);
  // An input method gives its words without a key for each.
  const unit = examples.getByRole('gridcell', { name: '单位', exact: true });
  await unit.nth(2).click();
  await page.keyboard.insertText('法制科');
  await page.keyboard.press('Tab');
  await becomes(() => unit.nth(2).textContent()).toBe('法制科');
  await said(page, /第 3 行：没有填日期/);
  await page.getByText('例子用的名册').click();
  await page.getByRole('grid', { name: '例子用的名册' }).getByRole('gridcell').first().click();
  await paste(page, '市容科\t\t\t科室\t3\r\n');
  await becomes(() =>
    page
      .getByRole('grid', { name: '例子用的名册' })
      .getByRole('gridcell', { name: '信息员人数', exact: true })
      .first()
      .textContent(),
  ).toBe('3');
  await look(page, 'scheme-dry-run');
  await button(page, '保存草案').click();
  await told(page, '已存为第 2 稿草案');
});

test('who may try a scheme finds the way to a trial of it', async () => {
  const { page } = assessor;
  const href = await page.getByRole('link', { name: '拿往期试算' }).getAttribute('href');
  expect(href).toMatch(/\/standings\/trial\?scheme=/);
});

test('submitted with a note, it waits for the leader and is returned with a reason', async () => {
  await button(assessor.page, '送审').click();
  const dialog = assessor.page.getByRole('dialog');
  await dialog.getByLabel('送审说明（可不写）').fill('省级、市级各提5分');
  await dialog.getByRole('button', { name: '送审' }).click();
  await assessor.page.getByText('待批准').first().waitFor();

  const { page } = leader;
  await page.goto('/');
  await page.getByText('待您批准的计分办法').waitFor();
  await page.getByRole('link', { name: '街道宣传信息工作计分办法' }).first().click();
  await page.getByText('省级、市级各提5分').waitFor();
  await button(page, '退回').click();
  const refuse = page.getByRole('dialog').getByRole('button', { name: '退回' });
  expect(await refuse.isDisabled()).toBe(true);
  await page.getByLabel('退回的理由').fill('区级简讯仍按20分');
  await look(page, 'scheme-return');
  await refuse.click();
  await page.getByText('草案', { exact: true }).waitFor();
  await page.goto('/');
  await becomes(() => page.getByText('待您批准的计分办法').count()).toBe(0);
});

test('mended and submitted again, it is approved; a change after that voids the approval', async () => {
  const { page } = assessor;
  await page.reload();
  await page.getByText('区级简讯仍按20分').waitFor();
  await page.getByRole('button', { name: '展开修改' }).first().click();
  await cell(page, '区级 简讯').click();
  await page.keyboard.type('20');
  await page.keyboard.press('Enter');
  await becomes(() => written(page)).toContain('district: { long: 44, brief: 20 }');
  await button(page, '保存草案').click();
  await told(page, '已存为第 2 稿草案');
  await submit(page);
  await approve(leader.page);

  await page.reload();
  await page.getByText('已批准').first().waitFor();
  await write(page, `${await written(page)}# 附注\n`);
  await page.getByText(/保存后须重新送审/).waitFor();
  await button(page, '保存草案').click();
  await page.getByText('草案', { exact: true }).waitFor();
  expect(await page.getByRole('button', { name: '施行这份办法' }).count()).toBe(0);
  await submit(page);
  await approve(leader.page);
});

async function submit(page: Page): Promise<void> {
  await button(page, '送审').click();
  await page.getByRole('dialog').getByRole('button', { name: '送审' }).click();
  await page.getByText('待批准').first().waitFor();
}

async function approve(page: Page): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: '街道宣传信息工作计分办法' }).first().click();
  await button(page, '批准这份办法').click();
  await page.getByRole('dialog').getByRole('button', { name: '批准这份办法' }).click();
  await page.getByText('已批准', { exact: true }).first().waitFor();
}

test('put in force from a day on, in mid-year with its explanation; the scheme before ends the day before', async () => {
  const { page } = assessor;
  await page.reload();
  await button(page, '施行这份办法').click();
  await setDay(page, '自哪天起施行', '2026-05-11');
  await page.getByText(/不是年度或季度的第一天/).waitFor();
  await look(page, 'scheme-put-in-force');
  await page.getByRole('dialog').getByRole('button', { name: '确认施行' }).click();
  await page.getByText('施行中').first().waitFor();
  await page
    .getByText(/定于 2026年5月11日 起施行/)
    .first()
    .waitFor();
  await page.goto('/schemes');
  await page.getByText('2026年1月1日 至 2026年5月10日').waitFor();
  await look(page, 'scheme-list');
});

test('nobody saw an error of the program', () => {
  expect(stage.visitors.flatMap(visitor => visitor.faults)).toEqual([]);
});
