import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Level, normalised, type PaperBlock } from './blocks.ts';
import { type ComparedBlock, compare, compareText, type Mark, sentences, sideOf } from './compare.ts';

const p = (text: string, level: Level = 0): PaperBlock => ({ kind: 'paragraph', level, text });

test('an unchanged text shows no change', () => {
  const text = { title: '夜市安静了', body: [p('一、做法', 1), p('巡查两次。劝导三次。')] };
  const result = compare(text, text);
  expect([result.added, result.removed]).toEqual([0, 0]);
  expect(result.blocks).toEqual([
    { kind: 'paragraph', level: 1, stretches: [{ mark: 'same', text: '一、做法' }] },
    { kind: 'paragraph', level: 0, stretches: [{ mark: 'same', text: '巡查两次。劝导三次。' }] },
  ]);
});

test('a reworded sentence shows its changed words, the others stay whole', () => {
  const result = compare(
    { title: '题', body: [p('三月共巡查十二次。群众表示满意。')] },
    { title: '题', body: [p('三月共巡查十五次。群众表示满意。')] },
  );
  expect(result.blocks).toEqual([
    {
      kind: 'paragraph',
      level: 0,
      stretches: [
        { mark: 'same', text: '三月共巡查十' },
        { mark: 'removed', text: '二' },
        { mark: 'added', text: '五' },
        { mark: 'same', text: '次。群众表示满意。' },
      ],
    },
  ]);
});

test('a new paragraph stands for itself, so does one that was taken out', () => {
  const a = p('队员逐户走访。');
  const b = p('商户签订承诺书。');
  const added = compare({ title: '', body: [a] }, { title: '', body: [a, b] });
  expect(added.blocks.map(marks)).toEqual([['same'], ['added']]);
  const removed = compare({ title: '', body: [a, b] }, { title: '', body: [a] });
  expect(removed.blocks.map(marks)).toEqual([['same'], ['removed']]);
});

test('two paragraphs made one run on', () => {
  const result = compare(
    { title: '', body: [p('队员逐户走访。'), p('商户签订承诺书。')] },
    { title: '', body: [p('队员逐户走访。商户签订承诺书。')] },
  );
  expect(result.blocks.map(textOf('after'))).toEqual(['队员逐户走访。商户签订承诺书。']);
});

test('a changed row of a table is told by itself', () => {
  const table = (points: string): PaperBlock => ({
    kind: 'table',
    rows: [
      ['单位', '分值'],
      ['城东中队', points],
    ],
  });
  const [block] = compare({ title: '', body: [table('12')] }, { title: '', body: [table('15')] }).blocks;
  expect(block?.kind === 'table' && block.rows.map(row => row.mark)).toEqual(['same', 'removed', 'added']);
});

test('a date is one word', () => {
  expect(compareText('3.12召开', '3.15召开')).toEqual([
    { mark: 'removed', text: '3.12' },
    { mark: 'added', text: '3.15' },
    { mark: 'same', text: '召开' },
  ]);
});

test('sentences end with their closing quote', () => {
  expect(sentences('他说：“安静了。”我们继续；再查')).toEqual(['他说：“安静了。”', '我们继续；', '再查']);
});

const sentence = fc.constantFrom('巡查两次。', '巡查三次。', '劝导商户；', '群众满意！', '没有标点', '');
const body = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('paragraph' as const),
      level: fc.constantFrom<Level>(0, 1),
      text: fc.array(sentence, { maxLength: 5 }).map(parts => parts.join('')),
    }),
    fc.record({
      kind: fc.constant('table' as const),
      rows: fc.array(fc.tuple(sentence, sentence), { minLength: 1, maxLength: 3 }),
    }),
  ),
  { maxLength: 6 },
);

test('nothing is lost or made up: the marks hold both texts', () => {
  fc.assert(
    fc.property(body, body, (before, after) => {
      const { blocks } = compare({ title: '', body: before }, { title: '', body: after });
      expect(blocks.map(textOf('before')).join('')).toBe(joined(before));
      expect(blocks.map(textOf('after')).join('')).toBe(joined(after));
    }),
    { numRuns: 500 },
  );
});

function marks(block: ComparedBlock): Mark[] {
  return block.kind === 'paragraph' ? block.stretches.map(stretch => stretch.mark) : [];
}

/** The text of one side: what stayed and what that side alone has. */
function textOf(side: 'before' | 'after') {
  return (block: ComparedBlock): string => {
    const stretches =
      block.kind === 'paragraph' ? block.stretches : block.rows.flatMap(row => row.cells.flat());
    return sideOf(stretches, side)
      .map(({ text }) => text)
      .join('');
  };
}

function joined(blocks: readonly PaperBlock[]): string {
  return normalised(blocks)
    .map(block => (block.kind === 'paragraph' ? block.text : block.rows.flat().join('')))
    .join('');
}

test('a sentence that stands elsewhere now was moved, neither taken out nor put in', () => {
  const before = {
    title: '夜查',
    body: [p('市容科整治占道经营。成效十分明显。'), p('下一步将建立长效机制。')],
  };
  const after = {
    title: '夜查',
    body: [p('成效十分明显。'), p('下一步将建立长效机制。市容科整治占道经营。')],
  };
  const comparison = compare(before, after);
  expect(comparison).toMatchObject({ added: 0, removed: 0, moved: 1 });
  const stretches = comparison.blocks.flatMap(block => (block.kind === 'paragraph' ? block.stretches : []));
  expect(stretches.filter(stretch => stretch.mark !== 'same')).toEqual([
    { mark: 'moved_from', text: '市容科整治占道经营。' },
    { mark: 'moved_to', text: '市容科整治占道经营。' },
  ]);
  const told = (side: 'before' | 'after') => sideOf(stretches, side).map(stretch => stretch.text);
  expect(told('before').join('')).toBe('市容科整治占道经营。成效十分明显。下一步将建立长效机制。');
  expect(told('after').join('')).toBe('成效十分明显。下一步将建立长效机制。市容科整治占道经营。');
});
