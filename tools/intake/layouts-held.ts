import type { Item, Layout, LineItem } from './items.ts';
import { PICTURES } from './items.ts';
import type { Dress } from './layouts.ts';
import { written } from './layouts.ts';
import type { Story } from './stories.ts';

const line = (text: string, look: Partial<LineItem> = {}): LineItem => ({ kind: 'line', text, ...look });

function middle(story: Story, { indent }: Dress): Item[] {
  return [
    ...story.body.flatMap((told): Item[] => {
      if ('rows' in told)
        return [{ kind: 'table', rows: told.rows.map(row => row.map(text => ({ lines: [text] }))) }];
      return 'text' in told ? [line(told.text, { indent })] : [];
    }),
    ...story.captions.flatMap((caption, at): Item[] => [
      { kind: 'picture', file: PICTURES[at % PICTURES.length]! },
      ...(caption ? [line(caption, { align: 'center', size: 12 })] : []),
    ]),
  ];
}

function title(story: Story, look: Partial<LineItem> = { size: 22, align: 'center' }): LineItem[] {
  return story.title.split('\n').map(text => line(text, look));
}

/** Ways of setting a manuscript that were tried only when the readers were finished. */
export const HELD_LAYOUTS: Record<string, (story: Story, dress: Dress) => Layout> = {
  'special report': (story, dress) => ({
    items: [
      line('信 息 专 报', { size: 36, bold: true, colour: '#ff0000', align: 'center' }),
      line('〔2026〕第9号', { align: 'center' }),
      { kind: 'rule' },
      ...title(story),
      ...middle(story, dress),
      line(`供稿：${story.unit}　${story.people.join('、')}`),
      line(`核稿：${story.checker}　　签发日期：${written(story.date, dress.date)}`),
    ],
  }),
  'form at the foot': (story, dress) => ({
    items: [
      ...title(story, { size: 18, bold: true, align: 'center' }),
      ...middle(story, dress),
      {
        kind: 'table',
        rows: [
          [
            { lines: ['拟稿人'] },
            { lines: [story.people.join('、')] },
            { lines: ['所在部门'] },
            { lines: [story.unit] },
          ],
          [
            { lines: ['审核'] },
            { lines: [story.checker] },
            { lines: ['日期'] },
            { lines: [written(story.date, dress.date)] },
          ],
        ],
      },
    ],
  }),
  'sign-off in a table without lines': (story, dress) => ({
    items: [
      ...title(story),
      ...middle(story, dress),
      {
        kind: 'table',
        borderless: true,
        rows: [
          [{ lines: [`信息员：${story.people.join('、')}`] }, { lines: [story.unit] }],
          [{ lines: [`审核：${story.checker}`] }, { lines: [written(story.date, dress.date)] }],
        ],
      },
    ],
  }),
  'seal line at the head': (story, dress) => ({
    items: [
      line(`报送单位：${story.unit}（盖章）　　填报日期：${written(story.date, dress.date)}`),
      line(`填报人：${story.people.join('、')}　　审签：${story.checker}`),
      ...title(story, { size: 20, bold: true, align: 'center' }),
      ...middle(story, dress),
    ],
  }),
  'words and pictures by': (story, dress) => ({
    items: [
      ...title(story, { size: 22, bold: true, align: 'left' }),
      line(`文/图　${story.people.join('　')}`),
      ...middle(story, dress),
      line(`（${story.unit}，${written(story.date, dress.date)}）`),
    ],
  }),
  'title under a bold line': (story, dress) => ({
    items: [
      line('【工作动态】', { bold: true }),
      ...title(story, { size: 16, bold: true, align: 'center' }),
      ...middle(story, dress),
      line(`来源：${story.unit}`, { align: 'right' }),
      line(`作者：${story.people.join(' ')}`, { align: 'right' }),
      line(written(story.date, dress.date), { align: 'right' }),
    ],
  }),
};
