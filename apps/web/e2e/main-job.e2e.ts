import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { withScheme } from '../../server/test/street-office.ts';
import { choose, drop, fileAt, find, goTo, pickFile, picture, setDay, told, whereIs } from './gestures.ts';
import { downloaded, unpack } from './official.ts';
import {
  BULLETIN,
  CHOSEN,
  DAILY_PAPER,
  EVENING_PAPER,
  type WestSquad,
  withOutlets,
  withWestSquad,
} from './people.ts';
import { look, lookAtFailure, openStage, type Stage, type Visitor } from './stage.ts';

const SAMPLE = fileURLToPath(
  new URL('../../server/samples/manuscripts/城西中队2026年3月12日工作信息.docx', import.meta.url),
);
const DECISION = '城西中队落实局党委夜间经济决策部署';
const EDITED = '错时巡查还夜市一个安静的收摊';
const TITLE = '东河区综合执法局城西中队“错时巡查”让夜市退场更安静';

let stage: Stage;
let squad: WestSquad;
let writer: Visitor;
let head: Visitor;
let editor: Visitor;
let assessor: Visitor;

beforeAll(async () => {
  stage = await openStage('2026-03-13T02:00:00Z');
  await withScheme(stage.office);
  await withOutlets(stage);
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
  await page.getByText(/^已存到服务器/).waitFor();
  await look(page, '04-with-photo');
  await page.getByRole('button', { name: '报送给高其昌' }).click();
  await told(page, `《${TITLE}》已报送给高其昌。`);
  await page.getByRole('heading', { name: TITLE, level: 1 }).waitFor();
  await page.getByText('现在在高其昌（单位负责人）手里').first().waitFor();
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
  await told(page, `《${TITLE}》已退回，原因已告诉写稿人。`);
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
  await page.getByText('退回原因：请写明错时巡查从哪天开始。').waitFor();
  await look(page, '09-returned');
  await page.getByRole('button', { name: '修改稿件' }).click();
  const body = page.getByRole('textbox', { name: '正文' });
  await body.getByText('自2月起试行错时巡查').click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('2月9日起，');
  await page.getByText(/^已存到服务器/).waitFor();
  await page.getByRole('button', { name: '报送给高其昌' }).click();
  await told(page, `《${TITLE}》已报送给高其昌。`);
});

test.each([1440, 390])('where is my item? two clicks from today, %i pixels wide', async width => {
  const { told, ...found } = await whereIs(writer.page, TITLE, width);
  expect(told).toMatch(/现在在高其昌（单位负责人）手里从 .+ 起.*还剩/);
  expect(found).toEqual({ clicks: 2, seen: true, chapters: ['起草', '第 1 轮审核', '第 2 轮审核'] });
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
  await told(page, `您已同意《${TITLE}》。`);
  await page.getByText('没有等您审核的稿件').waitFor();
  await look(page, '12-nothing-waits');
});

test('a decision of the committee goes to the leader in charge and then to the principal leader', async () => {
  const { page } = writer;
  await page.getByRole('link', { name: '今日' }).click();
  await page.getByRole('link', { name: '写稿' }).click();
  await page.getByRole('button', { name: '不用文件，直接写' }).click();
  await page.getByRole('textbox', { name: '标题' }).fill(DECISION);
  await page.getByRole('textbox', { name: '正文' }).click();
  await page.keyboard.type('局党委3月10日研究夜间经济工作后，城西中队两天内完成摊位划线126处。');
  await setDay(page, '事件日期', '2026-03-12');
  await choose(page, '重要程度', '党委决策');
  const route = page.getByRole('list', { name: '审核程序' });
  await route.getByText('主要领导').waitFor();
  expect(await route.textContent()).toMatch(/分管领导沈怀瑾.*主要领导章望舒.*编辑部/);
  await page.getByText(/^已存到服务器/).waitFor();
  await look(page, '13-decision');
  await page.getByRole('button', { name: '报送给沈怀瑾' }).click();
  await told(page, `《${DECISION}》已报送给沈怀瑾。`);
});

test('the leaders sign one after the other on their phones', async () => {
  for (const [person, said] of [
    ['leader', '分管领导'],
    ['principal', '主要领导'],
  ] as const) {
    const { page, leave } = await stage.enter(person, { screen: 'phone' });
    await page.getByRole('link', { name: DECISION, exact: true }).waitFor();
    await look(page, `14-${person}-today`);
    await page.getByRole('link', { name: DECISION, exact: true }).click();
    await page.getByText(`（${said}）手里`).first().waitFor();
    await look(page, `15-${person}-paper`);
    await page.getByRole('button', { name: '同意并签名' }).click();
    await look(page, `16-${person}-sign`);
    await page.getByRole('dialog').getByRole('button', { name: '同意并签名' }).click();
    await told(page, `您已同意《${DECISION}》。`);
    await leave();
  }
});

test('the editor triages with the keyboard', async () => {
  editor = await stage.enter('editor');
  const { page } = editor;
  await look(page, '18-editor-today');
  await page.getByRole('navigation').getByRole('link', { name: '编辑部来稿' }).click();
  await page.getByRole('article', { name: TITLE }).waitFor();
  await look(page, '19-desk');
  await page.keyboard.press('j');
  await page.getByRole('article', { name: DECISION }).waitFor();
  await page.keyboard.press('k');
  await page.getByRole('article', { name: TITLE }).waitFor();
  await page.keyboard.press('a');
  await told(page, `已受理《${TITLE}》。`);
  // The next one opens by itself.
  await page.getByRole('article', { name: DECISION }).waitFor();
  await page.keyboard.press('a');
  await page.getByText('来稿都处理完了').waitFor();
  await look(page, '20-desk-empty');
});

test('the editor changes the desk text, and what was sent stays as it was', async () => {
  const { page } = editor;
  await goTo(page, '稿件');
  await page.getByRole('link', { name: TITLE }).click();
  await look(page, '21-list-beside');
  await page.getByRole('button', { name: '到编辑部处理' }).click();
  await page.getByRole('button', { name: /^编辑文稿/ }).click();
  await page.getByRole('heading', { name: '修改与批注', level: 1 }).waitFor();
  const title = page.getByRole('textbox', { name: '标题' });
  await title.fill(EDITED);
  await page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
  await look(page, '22-desk-text');
  await page.getByText('对照报送原文').click();
  await page.getByRole('article', { name: EDITED }).locator('del').first().waitFor();
  await look(page, '23-changes');
  await page.getByRole('link', { name: '返回' }).click();
  await page.getByRole('heading', { name: '编辑部来稿' }).waitFor();
  await page.getByRole('article', { name: EDITED }).waitFor();
  await page.getByText('报送原文').click();
  await page.getByRole('article', { name: TITLE }).waitFor();
  await look(page, '24-sent-text');
});

test('the desk adopts it into its own bulletin', async () => {
  const { page } = editor;
  await page.getByRole('button', { name: '登记采用' }).click();
  const dialog = page.getByRole('dialog');
  await find(dialog, '刊播载体', { typed: '简报', shown: BULLETIN });
  await dialog.getByLabel('期号').fill('第9期');
  await look(page, '25-adopt');
  await dialog.getByRole('button', { name: '采用这篇稿件' }).click();
  await told(page, `《${TITLE}》已采用到${BULLETIN}`);
  await editor.leave();
});

test('the unit claims two newspapers with scans as evidence', async () => {
  const { page } = writer;
  await goTo(page, '刊播采用');
  for (const [outlet, position] of [
    [EVENING_PAPER, '版面头条'],
    [DAILY_PAPER, '一般版位'],
  ] as const) {
    await goTo(page, '稿件');
    await page.getByRole('link', { name: TITLE }).click();
    await page.getByRole('button', { name: '申报采用' }).click();
    await find(page, '刊播载体', { typed: outlet, shown: outlet });
    await setDay(page, '刊播日期', '2026-03-13');
    await page.getByLabel('期号').fill('3月13日');
    await choose(page, '版位', position);
    await drop(page, '把佐证文件拖到这里，或者点按选择', {
      name: `${outlet}.png`,
      content: await picture(stage.browser, `${outlet} 3月13日`),
    });
    await page.getByRole('button', { name: `移除“${outlet}.png”` }).waitFor();
    await look(page, `26-claim-${outlet}`);
    await page.getByRole('button', { name: '报送编辑部核实' }).click();
    await told(page, `《${TITLE}》的采用已报编辑部核实，结果会通知您。`);
    await page.getByRole('img', { name: `扫描件：${outlet}.png` }).waitFor();
  }
});

test('the desk refuses one claim with a reason and verifies the other, and the points are there at once', async () => {
  editor = await stage.enter('editor');
  const { page } = editor;
  await page.getByRole('heading', { name: '待核实的采用申报' }).waitFor();
  await goTo(page, '刊播采用');
  await page
    .getByRole('row', { name: new RegExp(DAILY_PAPER) })
    .getByRole('link', { name: TITLE })
    .click();
  await page.getByRole('button', { name: '不予认可' }).click();
  await look(page, '27-refuse');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由').fill('扫描件上看不出日期，请补充原报。');
  await dialog.getByRole('button', { name: '不予认可并告知申报人' }).click();
  await page.getByText('未通过的理由：扫描件上看不出日期，请补充原报。').waitFor();
  await page.getByRole('button', { name: '核实下一项' }).click();
  await page.getByText(EVENING_PAPER).first().waitFor();
  await look(page, '28-verify');
  await page.getByRole('button', { name: '核实采用' }).click();
  await page.getByText('计入 70 分').waitFor();
  await look(page, '29-verified');
});

test('the assessor opens the quarter: places by group, and behind a figure its list with the reasons', async () => {
  stage.travel('2026-04-02T01:30:00Z');
  assessor = await stage.enter('assessor');
  const { page } = assessor;
  await page.getByRole('navigation').getByRole('link', { name: '考核' }).click();
  await page.getByRole('button', { name: '上一期' }).click();
  await page.getByRole('heading', { name: '2026年第一季度积分排名' }).waitFor();
  await page.getByRole('heading', { name: '科室' }).waitFor();
  await page.getByRole('heading', { name: '中队' }).waitFor();
  await look(page, '30-standings');
  const row = page.getByRole('row', { name: /城西中队/ });
  expect(await row.textContent()).toMatch(/^1/);
  await row.getByRole('link', { name: /城西中队的积分合计/ }).click();
  await page.getByRole('heading', { name: '城西中队 2026年第一季度积分台账' }).waitFor();
  await page.getByText(EVENING_PAPER).first().waitFor();
  await look(page, '31-ledger');
  expect(await page.getByRole('table').textContent()).toContain('60 + 其他版面头条 10 = 70');
});

test('she drafts the circular, edits it, issues it, and the Word file keeps to the official layout', async () => {
  const { page } = assessor;
  await page.getByRole('link', { name: '返回' }).click();
  await page.getByRole('heading', { name: '2026年第一季度积分排名' }).waitFor();
  await page.getByRole('button', { name: '起草通报' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '起草2026年第一季度通报' }).click();
  const body = page.getByRole('textbox', { name: '正文' });
  await body.waitFor();
  await look(page, '32-circular');
  await body.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('经局党委研究同意，');
  await page.getByLabel('文号').fill('东执法通报〔2026〕3号');
  await page.getByRole('button', { name: '印发通报' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认印发' }).click();
  await page.getByText('已印发', { exact: true }).waitFor();
  await look(page, '33-issued');
  const file = await downloaded(page, () => page.getByRole('button', { name: '下载 Word 文件' }).click());
  expect(file.name).toMatch(/\.docx$/);
  const { lines, tables, footers } = unpack(file.bytes);
  const title = lines.find(line => line.text.includes('信息宣传工作情况的通报'));
  expect(title).toMatchObject({ font: '方正小标宋简体', size: '44', centred: true });
  const first = lines.find(line => line.text.startsWith('经局党委研究同意，'));
  expect(first).toMatchObject({ font: '仿宋_GB2312', size: '32', line: '560', lineRule: 'exact' });
  expect(tables.flat().find(cells => cells.includes('城西中队'))?.[0]).toBe('1');
  expect(footers).toEqual({ pages: ['default', 'even'], aligned: ['left', 'right'], oddAndEven: true });
});

test('nothing broke on the way', () => {
  expect(stage.visitors.flatMap(visitor => visitor.faults)).toEqual([]);
});
