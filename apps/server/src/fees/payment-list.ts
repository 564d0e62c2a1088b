import type { OfficialPage } from '../documents/official-page.ts';
import { writeSheet } from '../documents/xlsx.ts';
import { periodName } from '../standings/period.ts';
import { inCapitals } from './capitals.ts';
import { toFen } from './money.ts';
import type { PayeeAccount } from './vault.ts';

/** A payment list as it is printed: the one place where payee data stands in full. */
export type PaymentList = {
  number: string;
  period: string;
  organ: string;
  schemeName: string;
  rounding: string;
  sum: string;
  /** YYYY-MM-DD of the preparation. */
  on: string;
  preparedBy: string;
  checkedBy: string | null;
  shares: { name: string; unit: string; items: number; sum: string; account: PayeeAccount | null }[];
  items: { name: string; on: string; rule: string; label: string; amount: string; reason: string }[];
};

const MISSING = '未登记';

export function titleOf({ period }: Pick<PaymentList, 'period'>): string {
  return `${periodName(period).zh}稿费发放表`;
}

/** Rows of the printed table, head first and the sum last. */
export function tableOf(list: PaymentList): string[][] {
  const rows = list.shares.map((share, index) => [
    String(index + 1),
    share.unit ? `${share.name}\n${share.unit}` : share.name,
    String(share.items),
    share.sum,
    share.account ? `${share.account.accountName}\n${share.account.bank}\n${share.account.account}` : MISSING,
    share.account?.idSuffix ?? '',
    '',
  ]);
  const items = list.shares.reduce((sum, share) => sum + share.items, 0);
  return [
    ['序号', '姓名', '条数', '金额（元）', '收款账户', '证件尾号', '领款人签名'],
    ...rows,
    ['', '合计', String(items), list.sum, '', '', ''],
  ];
}

export function notesOf(list: PaymentList): string[] {
  return [
    `合计人民币（大写）：${inCapitals(toFen(list.sum))}。`,
    `计发依据：《${list.schemeName}》；金额${list.rounding}。明细见本表电子表格第二页，每条可在系统台账中核对。`,
  ];
}

/** Boxes to sign in; who has prepared and checked it in the system stands there already. */
export function signaturesOf({ preparedBy, checkedBy }: PaymentList): string[][] {
  return [
    ['编制人', '审核人', '领导签批', '出纳'],
    [preparedBy, checkedBy ?? '', '', ''],
  ];
}

/** In the official layout, for printing and signing. */
export function paymentPage(list: PaymentList): OfficialPage {
  return {
    title: titleOf(list),
    number: list.number,
    blocks: [
      { kind: 'table', rows: tableOf(list) },
      ...notesOf(list).map(text => ({ kind: 'paragraph' as const, level: 0 as const, text })),
      { kind: 'table', rows: signaturesOf(list) },
    ],
    signOff: { organ: list.organ, date: list.on, sealed: true },
  };
}

type Columns = [title: string, width: number][];
const PAYMENT_COLUMNS: Columns = [
  ['序号', 6],
  ['姓名', 14],
  ['单位', 22],
  ['条数', 8],
  ['金额（元）', 12],
  ['收款户名', 16],
  ['开户行', 26],
  ['账号', 26],
  ['证件尾号', 10],
  ['领款人签名', 16],
];
const LINE_COLUMNS: Columns = [
  ['姓名', 14],
  ['日期', 12],
  ['条款', 14],
  ['事项', 50],
  ['金额（元）', 12],
  ['说明', 70],
];
const titled = (columns: Columns) => columns.map(([title, width]) => ({ title, width }));

/** As a workbook: who is paid how much and where, and every line behind it. */
export function writePaymentSheet(list: PaymentList): Promise<Uint8Array> {
  return writeSheet({
    sheets: [
      { name: '发放表', columns: titled(PAYMENT_COLUMNS), rows: paymentRows(list) },
      {
        name: '明细',
        columns: titled(LINE_COLUMNS),
        rows: list.items.map(({ name, on, rule, label, amount, reason }) => [
          name,
          on,
          rule,
          label,
          Number(amount),
          reason,
        ]),
      },
    ],
  });
}

function paymentRows(list: PaymentList): (string | number | null)[][] {
  const items = list.shares.reduce((sum, share) => sum + share.items, 0);
  return [
    ...list.shares.map(({ name, unit, items: own, sum, account }, index) => [
      index + 1,
      name,
      unit,
      own,
      Number(sum),
      account?.accountName ?? MISSING,
      account?.bank ?? MISSING,
      account?.account ?? MISSING,
      account?.idSuffix ?? '',
      '',
    ]),
    [null, '合计', '', items, Number(list.sum)],
    ...notesOf(list).map(note => [null, note]),
    [null, `编制人：${list.preparedBy}`, `审核人：${list.checkedBy ?? ''}`, '', '领导签批：', '', '出纳：'],
  ];
}
