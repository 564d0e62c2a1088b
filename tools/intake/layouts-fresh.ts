import type { Item, Layout, LineItem } from './items.ts';
import { PICTURES } from './items.ts';
import type { Dress } from './layouts.ts';
import { written } from './layouts.ts';
import type { Story } from './stories.ts';

const line = (text: string, look: Partial<LineItem> = {}): LineItem => ({ kind: 'line', text, ...look });

function middle(story: Story, { indent }: Dress): Item[] {
  const told = story.body.flatMap((each): Item[] => {
    if ('rows' in each)
      return [{ kind: 'table', rows: each.rows.map(row => row.map(text => ({ lines: [text] }))) }];
    return 'text' in each ? [line(each.text, { indent, bold: each.level > 0 })] : [];
  });
  const pictures = story.captions.flatMap((caption, at): Item[] => [
    { kind: 'picture', file: PICTURES[at % PICTURES.length]! },
    ...(caption ? [line(caption, { align: 'center', size: 10.5 })] : []),
  ]);
  // The pictures stand between the first and the second paragraph.
  return [...told.slice(0, 1), ...pictures, ...told.slice(1)];
}

function title(story: Story, look: Partial<LineItem>): LineItem[] {
  const own = [line(story.title, look)];
  return story.subtitle ? [...own, line(story.subtitle, { align: look.align ?? 'left', size: 16 })] : own;
}

/** Ways of setting a manuscript that nobody had tried before the last measure. */
export const FRESH_LAYOUTS: Record<string, (story: Story, dress: Dress) => Layout> = {
  'urgent sheet': (story, dress) => ({
    items: [
      line('紧 急 信 息', { size: 26, bold: true, colour: '#ff0000', align: 'center' }),
      {
        kind: 'table',
        rows: [
          [
            { lines: ['报送单位'] },
            { lines: [`${story.unit}（盖章）`] },
            { lines: ['签发人'] },
            { lines: [story.checker] },
          ],
          [
            { lines: ['填报人'] },
            { lines: [story.people.join('、')] },
            { lines: ['报送时间'] },
            { lines: [`${written(story.date, dress.date)} 10时40分`] },
          ],
        ],
      },
      ...title(story, { size: 20, bold: true, align: 'center' }),
      ...middle(story, dress),
    ],
  }),
  'byline with role': (story, dress) => ({
    items: [
      ...title(story, { size: 22, align: 'center', bold: true }),
      line(`${story.unit}　通讯员　${story.people.join('　')}`, { align: 'center', size: 14 }),
      ...middle(story, dress),
      line(written(story.date, dress.date), { align: 'right' }),
    ],
  }),
  'unit, writer and day at the end of one line': (story, dress) => ({
    items: [
      ...title(story, { size: 18, bold: true, align: 'center' }),
      ...middle(story, dress),
      line(
        `（供稿单位：${story.unit}；供稿人：${story.people.join('、')}；供稿时间：${written(story.date, dress.date)}）`,
      ),
    ],
  }),
  'newspaper column': (story, dress) => ({
    items: [
      line('基层动态', { bold: true, size: 14 }),
      ...title(story, { size: 20, bold: true, align: 'center' }),
      line(`□ ${story.people.join(' ')}`, { align: 'center', size: 12 }),
      ...middle(story, dress),
      line(`（作者单位：${story.unit}）`, { align: 'right' }),
      line(written(story.date, dress.date), { align: 'right' }),
    ],
  }),
  'approval form below': (story, dress) => ({
    items: [
      ...title(story, { size: 22, align: 'center' }),
      ...middle(story, dress),
      line(''),
      line(story.unit, { align: 'right' }),
      line(written(story.date, dress.date), { align: 'right' }),
      {
        kind: 'table',
        rows: [
          [
            { lines: ['撰稿人'] },
            { lines: [story.people.join('、')] },
            { lines: ['联系电话'] },
            { lines: ['0575-87654321'] },
          ],
          [{ lines: ['科室意见'] }, { lines: ['同意'] }, { lines: ['领导意见'] }, { lines: ['同意报送。'] }],
        ],
      },
    ],
  }),
  'editors below': (story, dress) => ({
    items: [
      ...title(story, { size: 22, align: 'center', bold: true }),
      ...middle(story, dress),
      line(`来源：${story.unit}`),
      line(`撰稿：${story.people.join('、')}`),
      line(`编辑：${story.checker}`),
      line(`一审：${story.checker}　二审：${story.checker}　三审：${story.checker}`),
      line(`日期：${written(story.date, dress.date)}`),
    ],
  }),
};
