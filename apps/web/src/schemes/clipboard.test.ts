import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeByHeads, readBlock, readHtmlBlock, writeBlock, writeHtmlBlock } from './clipboard.ts';

test('what Excel puts on the clipboard', () => {
  expect(readBlock('80\t40\r\n60\t30\r\n')).toEqual([
    ['80', '40'],
    ['60', '30'],
  ]);
  expect(readBlock('"含""引号""\n两行"\t5')).toEqual([['含"引号"\n两行', '5']]);
  expect(readBlock('7')).toEqual([['7']]);
});

test('a block written and read is the same block', () => {
  const cell = fc.string().map(text => text.replaceAll('\r', ''));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), block => {
      expect(readBlock(writeBlock(block))).toEqual(block);
    }),
  );
});

test('a table of a page, and ours as one', () => {
  const html = writeHtmlBlock([
    ['市级', '<60>'],
    ['县级', '40'],
  ]);
  expect(html).toContain('&lt;60&gt;');
  expect(html.match(/<tr>/g)).toHaveLength(2);
  expect(readHtmlBlock(html)).toEqual([
    ['市级', '<60>'],
    ['县级', '40'],
  ]);
});

test('a block with headings goes where they say', () => {
  const heads = { rows: ['国家级', '省级', '市级'], columns: ['长篇', '简讯'] };
  expect(
    placeByHeads(
      [
        ['级别', '简讯', '长篇'],
        ['市级', '31', '61'],
        ['国家级', '51', '101'],
      ],
      heads,
    ),
  ).toEqual([
    { row: 2, column: 1, text: '31' },
    { row: 2, column: 0, text: '61' },
    { row: 0, column: 1, text: '51' },
    { row: 0, column: 0, text: '101' },
  ]);
  expect(
    placeByHeads(
      [
        ['80', '40'],
        ['60', '30'],
      ],
      heads,
    ),
  ).toBeNull();
  expect(
    placeByHeads(
      [
        ['级别', '长篇'],
        ['镇级', '3'],
      ],
      heads,
    ),
  ).toBeNull();
});
