import { expect, test } from 'vitest';
import { checkHistory } from './check-history.ts';
import { guessHeadRow, guessMapping, signatureOf } from './columns.ts';

test.each([
  [['序号', '标题', '单位', '日期'], { title: 1, unit: 2, sentOn: 3 }],
  [['稿件标题*', '报送 单位', '信息员（姓名）', '上报时间'], { title: 0, unit: 1, authors: 2, sentOn: 3 }],
  [
    ['题目', '供稿单位', '刊发媒体', '刊发时间', '版次'],
    { title: 0, unit: 1, outlet: 2, publishedOn: 3, page: 4 },
  ],
  [
    ['Title', 'Unit', 'Sent on', 'Outlet', 'Published'],
    { title: 0, unit: 1, sentOn: 2, outlet: 3, publishedOn: 4 },
  ],
  [['2026年信息标题', '所属科室名称', '采用载体及期号'], { title: 0, unit: 1, outlet: 2 }],
  [['', '甲', '乙'], {}],
])('%j', (head, mapping) => {
  expect(guessMapping(head)).toEqual(mapping);
});

test('the head is the row in which most names are known, above and below others', () => {
  const row = (number: number, texts: string[]) => ({
    number,
    cells: texts.map((text, column) => ({ address: '', column, text, date: null })),
  });
  const rows = [
    row(1, ['2026年信息台账']),
    row(3, ['填报单位：市容科']),
    row(4, ['标题', '单位', '日期']),
    row(5, ['甲', '乙', '丙']),
  ];
  expect(guessHeadRow(rows)).toBe(4);
});

test('a signature is of the names, not of how they are dressed', () => {
  expect(signatureOf(['标题*', '单 位'])).toBe(signatureOf(['标题', '单位']));
  expect(signatureOf(['标题', '单位'])).not.toBe(signatureOf(['单位', '标题']));
});

test('a row that bears a mark of secrecy is kept without a word of it', () => {
  const cells = ['关于某事的报告 绝密★30年', '市容科', '2026-03-02'].map((text, column) => ({
    address: '',
    column,
    text,
    date: null,
  }));
  const [row] = checkHistory([{ number: 2, cells }], {
    known: { units: [], people: [], outlets: [] },
    mapping: { title: 0, unit: 1, sentOn: 2 },
    today: '2026-05-20',
    reaches: () => true,
  });
  expect(row).toMatchObject({ state: 'wrong', problems: [{ code: 'secret', cell: 'A2', value: '' }] });
  expect(JSON.stringify(row)).not.toMatch(/某事|绝密/u);
});
