import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { setDay } from './gestures.ts';
import { QUARTER, withAdoptedQuarter } from './honours.ts';
import { downloaded } from './official.ts';
import { look, lookAtFailure, openStage, type Stage, type Visitor } from './stage.ts';

/** From a closed quarter to granted awards and paid fees, each act by the person whose it is. */
let stage: Stage;
let assessor: Visitor;
let leader: Visitor;
let chief: Visitor;
let writer: Visitor;

beforeAll(async () => {
  stage = await openStage('2026-04-13T02:00:00Z');
  await withAdoptedQuarter(stage);
  const client = await stage.office.as('assessor');
  const { state } = await client.standings.get({ period: QUARTER });
  await client.standings.closePeriod({ period: QUARTER, version: state.version, reason: '无异议' });
});
afterEach(({ task }) => lookAtFailure(stage, task));
afterAll(() => stage.close());

test('the assessor has the awards of the quarter proposed, each with its reason', async () => {
  assessor = await stage.enter('assessor');
  const { page } = assessor;
  await page.getByRole('link', { name: '评先评优' }).click();
  await page.getByText('还没有授予过荣誉').waitFor();
  await page.getByRole('button', { name: '办理评选' }).click();
  await page.getByRole('button', { name: '生成2026年第一季度名单' }).click();
  await page.getByRole('heading', { name: '2026年第一季度评先评优' }).waitFor();
  const winner = page.getByRole('row', { name: /法制科.*授予/ }).first();
  await winner.waitFor();
  expect(await winner.textContent()).toContain('第1名');
  await page.getByRole('row', { name: /市容科.*取消资格/ }).waitFor();
  await look(page, 'awards-01-proposed');
});

test('she sets one person aside with a reason, sees it, and submits', async () => {
  const { page } = assessor;
  const row = page.getByRole('row', { name: /温如意/ });
  await row.getByRole('button', { name: '排除' }).click();
  await page.getByLabel('排除的理由').fill('当期借调在外');
  await page.getByRole('dialog').getByRole('button', { name: '排除', exact: true }).click();
  await row.getByText('严守一核定：当期借调在外').waitFor();
  await page.getByRole('button', { name: '提交主要领导' }).click();
  await page.getByText('待领导授予').waitFor();
  await look(page, 'awards-02-submitted');
});

test('the principal leader grants on a phone, and the person sees the award in the ledger', async () => {
  leader = await stage.enter('principal', { screen: 'phone' });
  const { page } = leader;
  await page.goto('/awards?view=rounds');
  await page.getByText('2026年第一季度评先评优').click();
  await page.getByRole('button', { name: '授予', exact: true }).click();
  await page.getByRole('button', { name: '确认授予' }).click();
  await page.getByText('已授予', { exact: true }).waitFor();
  await look(page, 'awards-03-granted');
  writer = await stage.enter('writer');
  await writer.page.goto(`/ledger?owner=person&ownerId=${stage.office.people.writer}&period=${QUARTER}`);
  await writer.page.getByText(/优秀信息员 评先〔2026〕\d+号/).waitFor();
  await look(writer.page, 'awards-04-ledger');
});

test('the circular of the quarter commends them', async () => {
  const { page } = assessor;
  await page.goto(`/circulars?period=${QUARTER}`);
  await page.getByRole('button', { name: '起草2026年第一季度通报' }).click();
  await page
    .getByText(/授予法制科“信息宣传先进单位”称号/)
    .first()
    .waitFor();
  await look(page, 'awards-05-circular');
});

test('the fees of the quarter are prepared, with an amount that opens its lines', async () => {
  const { page } = assessor;
  await page.getByRole('link', { name: '稿费' }).click();
  await page.getByRole('button', { name: '编制发放表' }).first().click();
  await page.getByRole('dialog').getByText('160.00').waitFor();
  await page.getByRole('button', { name: '编制2026年第一季度发放表' }).click();
  await page.getByText('合计人民币（大写）：壹佰陆拾元整').waitFor();
  await page.getByRole('link', { name: /60\.00.*温如意/ }).click();
  await page.getByRole('heading', { name: '温如意的逐条依据' }).waitFor();
  await page.getByText('区级长篇 60').waitFor();
  await look(page, 'fees-01-prepared');
});

test('the writer registers her account herself; only the last four digits are shown afterwards', async () => {
  const { page } = writer;
  await page.getByRole('link', { name: '稿费' }).click();
  await page.getByRole('button', { name: '登记收款信息' }).click();
  await page.getByLabel(/^户名/).fill('陆晓棠');
  await page.getByLabel(/^开户行/).fill('东河农商行');
  await page.getByLabel(/^账号/).fill('6222 0000 1111 2222');
  await page.getByLabel(/^身份证号后四至六位/).fill('123X');
  await page.getByRole('button', { name: '加密保存' }).click();
  await page.getByRole('button', { name: '收款账户：尾号 2222' }).waitFor();
  expect(await page.content()).not.toContain('62220000');
  await look(page, 'fees-02-payee');
});

test('the chief checks, the assessor exports and marks it paid, the writer sees it', async () => {
  chief = await stage.enter('chief');
  await chief.page.goto('/fees');
  await chief.page.getByRole('link', { name: /^稿费〔2026〕1号/ }).click();
  await chief.page.getByRole('button', { name: '审核通过' }).click();
  await chief.page.getByRole('button', { name: '确认审核' }).click();
  await chief.page.getByText('已审核，待发放').waitFor();
  await look(chief.page, 'fees-03-checked');

  const { page } = assessor;
  await page.reload();
  const word = await downloaded(page, () => page.getByRole('button', { name: '导出 Word' }).click());
  expect(word.name).toBe('2026年第一季度稿费发放表稿费〔2026〕1号.docx');
  const print = await downloaded(page, () =>
    page.getByRole('button', { name: '导出 PDF（打印签字）' }).click(),
  );
  expect(print.name).toBe('2026年第一季度稿费发放表稿费〔2026〕1号.pdf');
  expect(Buffer.from(print.bytes.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
  await page.getByRole('button', { name: '登记发放' }).click();
  await setDay(page, '发放日期', '2026-04-13');
  await page.getByLabel(/^凭证号/).fill('记字12号');
  await page.getByRole('dialog').getByRole('button', { name: '登记发放' }).click();
  await page.getByText('2026年4月13日 凭证 记字12号').waitFor();
  await look(page, 'fees-04-paid');

  await writer.page.reload();
  await writer.page.getByText('已发放').waitFor();
  await writer.page.getByText('共 50.00 元').waitFor();
  for (const each of stage.visitors) expect(each.faults).toEqual([]);
});
