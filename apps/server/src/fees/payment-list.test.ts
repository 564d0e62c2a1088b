import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ReadDocument } from '../documents/document.ts';
import { readDocument } from '../documents/read-document.ts';
import { writeOfficial } from '../documents/write-official.ts';
import { readSheet } from '../documents/xlsx.ts';
import { type PaymentList, paymentPage, writePaymentSheet } from './payment-list.ts';

/** What stands on paper, kept beside this file and looked at by a person whenever it changes. */
const GOLDEN = readFileSync(new URL('./payment-list.golden.txt', import.meta.url), 'utf8').trimEnd();

const LIST: PaymentList = {
  number: '稿费〔2026〕1号',
  period: '2026-Q1',
  organ: '东河区综合执法局宣传科',
  schemeName: '稿费办法',
  rounding: '逐条保留2位小数，四舍五入',
  sum: '233.33',
  on: '2026-04-10',
  preparedBy: '严守一',
  checkedBy: '柏青',
  shares: [
    {
      name: '陆晓棠',
      unit: '市容科',
      items: 2,
      sum: '160.00',
      account: {
        accountName: '陆晓棠',
        bank: '东河农商行营业部',
        account: '6222000011112222',
        idSuffix: '123X',
      },
    },
    { name: '温如意', unit: '法制科', items: 1, sum: '73.33', account: null },
  ],
  items: [
    {
      name: '陆晓棠',
      on: '2026-01-15',
      rule: '第九条',
      label: '=夜市退场更安静',
      amount: '60.00',
      reason: '100 × 3/5 = 60；本条计 60',
    },
  ],
};

function wordsOf({ blocks }: ReadDocument): string {
  return blocks
    .map(block => {
      if (block.kind === 'table')
        return block.rows.map(row => row.join(' | ').replaceAll('\n', ' / ')).join('\n');
      return block.kind === 'paragraph' ? block.text : '';
    })
    .filter(Boolean)
    .join('\n');
}

test('the printed list reads as the golden one', async () => {
  const outcome = await readDocument(await writeOfficial(paymentPage(LIST), 'docx'), '发放表.docx');
  if (!outcome.ok) throw new Error(outcome.refusal.en);
  expect(wordsOf(outcome.value)).toBe(GOLDEN);
});

test('the same list gives the same bytes', async () => {
  expect(
    Buffer.from(await writeOfficial(paymentPage(LIST), 'docx')).equals(
      await writeOfficial(paymentPage(LIST), 'docx'),
    ),
  ).toBe(true);
  expect(Buffer.from(await writePaymentSheet(LIST)).equals(await writePaymentSheet(LIST))).toBe(true);
});

test('the workbook keeps account numbers as text and shows who has none', async () => {
  const outcome = await readSheet(await writePaymentSheet(LIST));
  if (!outcome.ok) throw new Error(outcome.refusal.en);
  const rows = outcome.value.rows.map(row => row.cells.map(cell => cell.text));
  expect(rows[1]).toEqual([
    '1',
    '陆晓棠',
    '市容科',
    '2',
    '160',
    '陆晓棠',
    '东河农商行营业部',
    '6222000011112222',
    '123X',
  ]);
  expect(rows[2]?.slice(5)).toEqual(['未登记', '未登记', '未登记']);
  expect(rows[3]).toEqual(['合计', '3', '233.33']);
  expect(rows[4]?.[0]).toBe('合计人民币（大写）：贰佰叁拾叁元叁角叁分。');
});
