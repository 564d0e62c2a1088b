import { type CircularBlock, countBody } from '@xinxuan/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Level, levelOfLine, normalised, type PaperBlock, sameBlocks } from './blocks.ts';
import { fromDocument, toDocument } from './document.ts';

const text = fc.string({
  unit: fc.constantFrom('本', '局', '，', '。', 'a', '1', ' ', '\n', '\r', '　', '\u{20BB7}'),
  maxLength: 20,
});
const level = fc.constantFrom<Level>(0, 1, 2, 3, 4);
const block = fc.oneof(
  fc.record({ kind: fc.constant('paragraph' as const), level, text }),
  fc.record({
    kind: fc.constant('table' as const),
    caption: text,
    rows: fc.array(fc.array(text, { maxLength: 4 }), { maxLength: 4 }),
  }),
);
const body: fc.Arbitrary<PaperBlock[]> = fc.array(block, { maxLength: 8 });

test('an edited text comes back as it went in', () => {
  fc.assert(
    fc.property(body, blocks => {
      const expected = normalised(blocks);
      fc.pre(!onlyAnEmptyParagraph(expected));
      expect(fromDocument(toDocument(blocks))).toEqual(expected);
    }),
  );
});

test('normal form is reached in one step', () => {
  fc.assert(
    fc.property(body, blocks => {
      expect(normalised(normalised(blocks))).toEqual(normalised(blocks));
      expect(sameBlocks(blocks, normalised(blocks))).toBe(true);
    }),
  );
});

test('an empty text has a paragraph for the cursor and stays empty', () => {
  expect(toDocument([])).toEqual({ type: 'doc', content: [{ type: 'paragraph', attrs: { level: 0 } }] });
  expect(fromDocument(toDocument([]))).toEqual([]);
  expect(fromDocument(toDocument([{ kind: 'paragraph', level: 0, text: '' }]))).toEqual([]);
});

test('rows of a table become equally long', () => {
  expect(normalised([{ kind: 'table', rows: [['单位', '分值'], ['城东中队']] }])).toEqual([
    {
      kind: 'table',
      caption: '',
      rows: [
        ['单位', '分值'],
        ['城东中队', ''],
      ],
    },
  ]);
});

test.each<[string, Level]>([
  ['一、抓紧部署', 1],
  ['十二、下一步打算', 1],
  ['（一）压实责任。', 2],
  ['(三)加强联动', 2],
  ['1.集中排查', 3],
  ['2．现场整改', 3],
  ['3、建立台账', 3],
  ['（4）逐户回访', 4],
  ['1.5万人参加', 0],
  ['2026年3月', 0],
  ['一是加强巡查', 0],
  ['（一）压实责任。各中队每天巡查两次，发现问题当场处置。', 0],
  [
    '一、本段虽以数字开头，但其后是一整段很长的叙述文字，没有句号，只有逗号，因此它并不是一个标题，而是正文的一部分内容',
    0,
  ],
])('%s has level %i', (line, expected) => {
  expect(levelOfLine(line)).toBe(expected);
});

test.each<[string, number]>([
  ['城管队员劝导 12 起', 8],
  ['“错时”巡查，夜市安静了。', 13],
  ['共享单车 App 上线', 7],
  ['3.5%', 1],
  ['', 0],
])('%s is %i words', (line, expected) => {
  expect(countBody([{ kind: 'paragraph', level: 0, text: line }])).toBe(expected);
});

function onlyAnEmptyParagraph(blocks: CircularBlock[]): boolean {
  const [first] = blocks;
  return blocks.length === 1 && first?.kind === 'paragraph' && first.level === 0 && first.text === '';
}
