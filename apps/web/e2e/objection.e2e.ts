import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { accepted, withScheme } from '../../server/test/street-office.ts';
import { setDay, tick } from './gestures.ts';
import { EVENING_PAPER, withOutlets } from './people.ts';
import { look, lookAtFailure, openStage, type Stage, type Visitor } from './stage.ts';

const WHY = '5月5日晚报刊发我科稿件一篇，台账没有计分，附样报。';
const ANSWER = '样报核对属实，按市级长篇核定。';

let stage: Stage;
let claimId: string;

beforeAll(async () => {
  stage = await openStage('2026-05-25T02:00:00Z');
  const { office } = stage;
  await withScheme(office);
  await withOutlets(stage);
  claimId = (await claimed('市容科把商户议事厅开到夜市街口')).id;
  const verified = await claimed('市容科错时巡查让夜市退场更安静');
  await (await office.as('editor')).adoptions.verify({ id: verified.id, version: verified.version });
  stage.travel('2026-07-09T02:00:00Z');
});
afterEach(({ task }) => lookAtFailure(stage, task));
afterAll(() => stage.close());

async function claimed(title: string) {
  const { office } = stage;
  const manuscriptId = await accepted(office, title);
  const paper = (await (await office.as('editor')).outlets.list({})).rows.find(
    row => row.name === EVENING_PAPER,
  )!;
  return (await office.as('writer')).adoptions.claim({
    manuscriptId,
    outletId: paper.id,
    publishedOn: '2026-05-24',
    issue: title.slice(0, 4),
    genre: 'long',
    position: 'ordinary',
    evidence: [{ kind: 'link', url: 'https://news.example.cn/20260524' }],
  });
}

const QUARTER = '/standings?period=2026-Q2';
const ledger = (period: string) =>
  `/ledger?owner=unit&ownerId=${stage.office.units.city_look}&period=${period}`;
const inDialog = ({ page }: Visitor) => page.getByRole('dialog');

test('the assessor publishes the quarter until a day', async () => {
  const assessor = await stage.enter('assessor');
  const { page } = assessor;
  await page.goto(QUARTER);
  await page.getByRole('button', { name: '公示', exact: true }).click();
  await setDay(page, '公示到哪一天为止（含当天）', '2026-07-15');
  await look(page, 'objection-1-publish');
  await inDialog(assessor).getByRole('button', { name: '开始公示' }).click();
  await page.getByText('公示中：异议受理到 2026年7月15日 为止').waitFor();
  await page.getByText('与公示时一致').waitFor();
  await assessor.leave();
});

test('the unit head objects on the phone, to a line and to something that is missing', async () => {
  const head = await stage.enter('head', { screen: 'phone' });
  const { page } = head;
  await page.goto(ledger('2026-Q2'));
  await page.getByRole('button', { name: '提出异议' }).nth(1).click();
  await inDialog(head).getByText('异议的是这一笔：').waitFor();
  await look(page, 'objection-2-line-phone');
  await inDialog(head).getByRole('button', { name: '取消' }).click();
  await page.getByRole('button', { name: '提出异议' }).first().click();
  await inDialog(head).getByLabel('理由和依据').fill(WHY);
  await inDialog(head).getByRole('button', { name: '送交考核员' }).click();
  await page.getByText('待考核员答复').waitFor();
  await page.getByRole('heading', { level: 1, name: '第 1 号异议' }).waitFor();
  const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate<number>(beyond)).toBe(0);
  await look(page, 'objection-3-raised-phone');
  await head.leave();
});

test('it waits on the assessor’s page, who upholds it by an entry', async () => {
  const assessor = await stage.enter('assessor');
  const { page } = assessor;
  await page.getByRole('heading', { name: '待您答复的公示异议' }).waitFor();
  await page.getByRole('link', { name: WHY }).click();
  await tick(page.getByLabel('采纳', { exact: true }));
  await page.getByRole('textbox', { name: '更正分值' }).fill('12.5');
  await page.getByRole('textbox', { name: '理由' }).fill(ANSWER);
  await look(page, 'objection-4-answer');
  await page.getByRole('button', { name: '答复提出单位' }).click();
  await page.getByText('12.5 分，记于').waitFor();
  await look(page, 'objection-5-answered');
  await assessor.leave();
});

test('the unit sees the answer, and the entry stands in its ledger as a line of its own', async () => {
  const writer = await stage.enter('writer');
  const { page } = writer;
  await page.goto('/standings/objections');
  await page.getByRole('link', { name: WHY }).click();
  await page.getByText(ANSWER).first().waitFor();
  await page.goto(ledger('2026-Q2'));
  const entry = page.getByRole('row').filter({ hasText: '异议更正' });
  await entry.getByText('12.5', { exact: true }).waitFor();
  expect(await entry.textContent()).toContain('严守一核定更正');
  await look(page, 'objection-6-ledger');
  await writer.leave();
});

test('closing before the last day asks for a reason, and shows the check code', async () => {
  const assessor = await stage.enter('assessor');
  const { page } = assessor;
  await page.goto(QUARTER);
  await page.getByRole('button', { name: '关账', exact: true }).click();
  await inDialog(assessor).getByText('公示到2026年7月15日才截止').waitFor();
  const confirm = inDialog(assessor).getByRole('button', { name: '确认关账' });
  expect(await confirm.isDisabled()).toBe(true);
  await inDialog(assessor).getByLabel('仍要关账的理由').fill('各单位均已书面确认无异议');
  await confirm.click();
  await page.getByText('提前关账的理由：各单位均已书面确认无异议').waitFor();
  expect(await page.getByText(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/).count()).toBe(1);
  await look(page, 'objection-7-closed');
  await assessor.leave();
});

test('what is verified afterwards stands in the next quarter, with its reason', async () => {
  stage.travel('2026-07-20T02:00:00Z');
  const editor = await stage.enter('editor');
  const { page } = editor;
  const before = await frozen(editor);
  await page.goto(`/adoptions/${claimId}`);
  await page.getByRole('button', { name: '核实', exact: false }).first().click();
  await page.getByText('已核实').first().waitFor();
  expect(await frozen(editor)).toEqual(before);
  await editor.leave();
  const writer = await stage.enter('writer');
  await writer.page.goto(ledger('2026-Q3'));
  const entry = writer.page.getByRole('row').filter({ hasText: '关账后补记' });
  await entry.getByText('60', { exact: true }).waitFor();
  expect(await entry.textContent()).toContain('2026年第二季度已关账');
  await look(writer.page, 'objection-8-late');
  await writer.leave();
});

/** The standings of the closed quarter, as the one who is signed in there reads them. */
async function frozen({ page }: Visitor): Promise<unknown> {
  const answer = await page.request.get('/api/v1/standings?period=2026-Q2');
  expect(answer.status()).toBe(200);
  return ((await answer.json()) as { groups: unknown }).groups;
}
