import { describe, expect, test } from 'vitest';
import type { Block } from './document.ts';
import { withInferredTables } from './text-tables.ts';

const lines = (...texts: string[]): Block[] =>
  texts.map(text => ({ kind: 'paragraph', text, heading: 0, bold: false, align: 'left', size: null }));
const tables = (blocks: readonly Block[]) =>
  blocks.flatMap(block => (block.kind === 'table' ? [block.rows] : []));
const TEXT = '街道对沙河北路沿线店招逐户登记，现将进度公布如下。';

describe('cells that a program put on a line each', () => {
  test('are a table again, marked as put together, with what stands above and below it outside', () => {
    const cells = ['路段', '店数', '完成时间', '沙河北路', '14', '11月30日', '电厂街', '9', '12月12日'];
    const read = withInferredTables(lines(TEXT, '整治进度', ...cells, TEXT));
    expect(read.map(block => block.kind)).toEqual(['paragraph', 'paragraph', 'table', 'paragraph']);
    expect(read[2]).toMatchObject({
      inferred: true,
      rows: [
        ['路段', '店数', '完成时间'],
        ['沙河北路', '14', '11月30日'],
        ['电厂街', '9', '12月12日'],
      ],
    });
  });

  test.each([
    ['a list of names', ['陆晓棠', '祁远', '郭北辰', '温如意', '邵立行', '欧阳渡', '韩志远', '沈怀瑾']],
    ['a single row below a head', ['路段', '店数', '日期', '沙河北路', '14', '5月20日']],
    ['figures without a head', ['14', '9', '22', '31', '8', '40']],
    ['figures in a column of words', ['路段', '店数', '沙河北路', '14', '9', '电厂街', '清河路', '3']],
    [
      'headings',
      ['一、摸清底数', '二、逐户登记', '三、限期整改', '四、公开进度', '五、回头看', '六、长效管理'],
    ],
  ])('%s stay lines', (_, texts) => {
    const blocks = lines(TEXT, ...texts);
    expect(tables(withInferredTables(blocks))).toEqual([]);
    expect(withInferredTables(blocks)).toEqual(blocks);
  });
});
