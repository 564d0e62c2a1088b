import type { Item, Layout, LineItem } from './items.ts';
import { PICTURES } from './items.ts';
import type { Story, Told } from './stories.ts';

export type DateForm = 'arabic' | 'dots' | 'iso' | 'chinese' | 'wide' | 'padded' | 'slashes';

export interface Dress {
  date: DateForm;
  indent: 'format' | 'spaces';
}

const wide = (text: string) =>
  text.replace(/[0-9.]/gu, each => String.fromCodePoint((each.codePointAt(0) ?? 0) + 0xfee0));
const HAN = '〇一二三四五六七八九';
const han = (value: number) =>
  value < 10
    ? HAN[value]!
    : `${value < 20 ? '' : HAN[Math.floor(value / 10)]}十${value % 10 === 0 ? '' : HAN[value % 10]}`;

export function written(date: string, form: DateForm): string {
  const [y = '', m = '', d = ''] = date.split('-');
  const [month, day] = [Number(m), Number(d)];
  const forms: Record<DateForm, string> = {
    arabic: `${y}年${month}月${day}日`,
    dots: `${y}.${month}.${day}`,
    iso: date,
    chinese: `${[...y].map(each => HAN[Number(each)]).join('')}年${han(month)}月${han(day)}日`,
    wide: wide(`${y}年${month}月${day}日`),
    padded: `${y}年${m}月${d}日`,
    slashes: `${y}/${month}/${day}`,
  };
  return forms[form];
}

const line = (text: string, look: Partial<LineItem> = {}): LineItem => ({ kind: 'line', text, ...look });
const right = (text: string, look: Partial<LineItem> = {}) => line(text, { align: 'right', ...look });
const centred = (text: string, look: Partial<LineItem> = {}) => line(text, { align: 'center', ...look });

function titleOf(story: Story, look: Partial<LineItem> = { size: 22, font: '方正小标宋简体' }): LineItem[] {
  const lines = story.title.split('\n').map(text => centred(text, look));
  return story.subtitle ? [...lines, centred(story.subtitle, { size: 16, font: '楷体' })] : lines;
}

function bodyOf(story: Story, { indent }: Dress): Item[] {
  return story.body.flatMap((told: Told): Item[] => {
    if ('rows' in told)
      return [{ kind: 'table', rows: told.rows.map(row => row.map(text => ({ lines: [text] }))) }];
    if ('picture' in told) return [];
    return [line(told.text, { indent, ...(told.level > 0 ? { font: '黑体' } : {}) })];
  });
}

/** Pictures stand below the text, each over its caption. */
function picturesOf(story: Story, withWords = true): Item[] {
  return story.captions.flatMap((caption, at): Item[] => [
    { kind: 'picture', file: PICTURES[at % PICTURES.length]! },
    ...(caption && withWords ? [centred(caption, { size: 12 })] : []),
  ]);
}

function cells(...texts: string[]) {
  return texts.map(text => ({ lines: [text] }));
}

type Draw = (story: Story, dress: Dress) => Layout;

/** The ways in which offices set a manuscript. */
export const LAYOUTS: Record<string, Draw> = {
  'sign-off': (story, dress) => ({
    items: [
      ...titleOf(story),
      line(''),
      ...bodyOf(story, dress),
      ...picturesOf(story),
      line(''),
      right(story.unit),
      ...(story.second ? [right(story.second)] : []),
      right(written(story.date, dress.date)),
      line(`（信息员：${story.people.join('、')}）`),
    ],
  }),
  form: (story, dress) => ({
    items: [
      centred('信息报送表', { size: 22, bold: true }),
      {
        kind: 'table',
        rows: [
          cells('单位', story.unit, '信息员', story.people.join('、')),
          cells('日期', written(story.date, dress.date), '信息类别', story.type),
          [{ lines: ['标题'] }, { lines: [story.title.replaceAll('\n', '')], across: 3 }],
          [
            { lines: ['正文'] },
            { lines: story.body.flatMap(told => ('text' in told ? [told.text] : [])), across: 3 },
          ],
        ],
      },
    ],
  }),
  'form above the title': (story, dress) => ({
    items: [
      {
        kind: 'table',
        rows: [
          cells('报送单位', story.unit, '报送时间', written(story.date, dress.date)),
          cells('撰稿人', story.people.join(' '), '审核人', story.checker),
        ],
      },
      line(''),
      ...titleOf(story, { size: 18, bold: true }),
      ...bodyOf(story, dress),
      ...picturesOf(story),
    ],
  }),
  briefing: (story, dress) => ({
    items: [
      centred('城 市 管 理 简 报', { size: 36, bold: true, colour: '#ff0000' }),
      centred('第18期（总第206期）', { size: 16 }),
      line(`${story.unit}　　　　　　　　${written(story.date, dress.date)}`, { size: 16 }),
      { kind: 'rule' },
      ...titleOf(story),
      ...bodyOf(story, dress),
      ...picturesOf(story),
      right(`（${story.people.join('　')}）`),
      { kind: 'rule' },
      line('报：区委、区政府有关领导。', { size: 14 }),
      line('发：各街道（镇）、各部门。', { size: 14 }),
    ],
  }),
  'correspondents at the end': (story, dress) => ({
    items: [
      ...titleOf(story, { size: 20, bold: true }),
      ...bodyOf(story, dress),
      ...picturesOf(story),
      line(`（通讯员 ${story.people.join(' ')}）`, { indent: dress.indent }),
      right(`${story.unit}　${written(story.date, dress.date)}`),
    ],
  }),
  'unit in lens brackets': (story, dress) => ({
    items: [
      line(`【${story.unit}】`, { bold: true }),
      ...titleOf(story, { size: 18, bold: true }),
      ...bodyOf(story, dress),
      line(
        `撰稿：${story.people.join('、')}　　审核：${story.checker}　　${written(story.date, dress.date)}`,
      ),
    ],
  }),
  'date at the head': (story, dress) => ({
    items: [
      right(written(story.date, dress.date)),
      ...titleOf(story),
      ...bodyOf(story, dress),
      ...picturesOf(story),
      line(`（${story.unit}　${story.people.join('　')}）`),
    ],
  }),
  'labelled lines': (story, dress) => ({
    items: [
      ...titleOf(story),
      ...bodyOf(story, dress),
      ...picturesOf(story),
      line(''),
      line(`供稿单位：${story.unit}`),
      line(`撰 稿 人：${story.people.join('、')}`),
      line(`审 核 人：${story.checker}`),
      line(`供稿日期：${written(story.date, dress.date)}`),
      line('联系电话：0575-12345678'),
    ],
  }),
  'one labelled line above': (story, dress) => ({
    items: [
      ...titleOf(story, { size: 22, bold: true }),
      centred(
        `报送单位：${story.unit}　　信息员：${story.people.join('、')}　　${written(story.date, dress.date)}`,
        {
          size: 12,
        },
      ),
      ...bodyOf(story, dress),
      ...picturesOf(story),
    ],
  }),
  'source in the last paragraph': (story, dress) => {
    const body = bodyOf(story, dress);
    const last = body.at(-1);
    if (last?.kind === 'line') last.text += `（${story.unit} ${story.people.join(' ')}）`;
    return {
      items: [...titleOf(story), centred(`（${written(story.date, dress.date)}）`, { size: 14 }), ...body],
    };
  },
  dateline: (story, dress) => {
    const body = bodyOf(story, dress);
    const first = body[0];
    if (first?.kind === 'line') first.text = `本报讯（通讯员 ${story.people.join(' ')}）${first.text}`;
    return {
      items: [
        ...titleOf(story, { size: 22, bold: true }),
        ...body,
        ...picturesOf(story),
        right(story.unit),
        right(written(story.date, dress.date)),
      ],
    };
  },
  'unit and day under the title': (story, dress) => ({
    items: [
      ...titleOf(story),
      centred(story.unit, { font: '楷体' }),
      centred(`（${written(story.date, dress.date)}）`, { font: '楷体' }),
      line(''),
      ...bodyOf(story, dress),
      ...picturesOf(story),
      line(`报送人：${story.people.join('、')}`),
    ],
  }),
  report: (story, dress) => ({
    items: [
      ...titleOf(story),
      line(''),
      line('区委办公室、区政府办公室：'),
      ...bodyOf(story, dress),
      line(''),
      line('附件：现场处置情况表', { indent: dress.indent }),
      line(''),
      right(story.unit),
      ...(story.second ? [right(story.second)] : []),
      right(written(story.date, dress.date)),
      line(`（联系人：${story.people[0]}，电话：12345678901）`, { indent: dress.indent }),
    ],
  }),
  styled: (story, dress) => ({
    header: `${story.unit}信息`,
    footer: '— 1 —',
    items: [
      ...story.title.split('\n').map(text => line(text, { style: 'title', align: 'center', size: 22 })),
      ...(story.subtitle ? [centred(story.subtitle)] : []),
      ...bodyOf(story, dress).map((item): Item => {
        if (item.kind !== 'line') return item;
        const top = /^[一二三四五六七八九十]、/u.test(item.text) && item.text.length < 20;
        const sub = /^（[一二三]）/u.test(item.text) && item.text.length < 20;
        return top || sub ? { ...item, style: top ? 'heading1' : 'heading2' } : item;
      }),
      ...picturesOf(story),
      right(story.unit),
      right(written(story.date, dress.date)),
      line(`信息员：${story.people.join('、')}　审核：${story.checker}`),
    ],
  }),
  'numbers counted by the program': (story, dress) => ({
    items: [
      ...titleOf(story),
      ...bodyOf(story, dress).map((item): Item => {
        if (item.kind !== 'line' || !/^[一二三四五]、/u.test(item.text)) return item;
        return { ...item, text: item.text.replace(/^[一二三四五]、/u, ''), numbered: 'chinese' };
      }),
      right(story.unit),
      right(written(story.date, dress.date)),
      line(`（撰稿人：${story.people.join('、')}）`),
    ],
  }),
  'comments, changes and a footnote': (story, dress) => {
    const body = bodyOf(story, dress);
    const lines = body.filter(item => item.kind === 'line');
    const [first, second] = lines;
    if (first) first.comment = '这个数字请再核对一遍';
    if (first) first.footnote = '数据由各股室提供。';
    if (second) second.deleted = '（此句拟删）';
    return {
      header: '内部资料　注意保管',
      footer: '第 1 页',
      items: [
        ...titleOf(story),
        ...body,
        right(story.unit),
        right(written(story.date, dress.date)),
        line(`（信息员：${story.people.join('、')}　审核人：${story.checker}）`),
      ],
    };
  },
  'caption in a text box': (story, dress) => ({
    items: [
      ...titleOf(story),
      ...bodyOf(story, dress),
      ...story.captions.flatMap((caption, at): Item[] => [
        { kind: 'picture', file: PICTURES[at % PICTURES.length]! },
        ...(caption ? [{ kind: 'box' as const, items: [centred(caption, { size: 12 })] }] : []),
      ]),
      right(story.unit),
      right(written(story.date, dress.date)),
      line(`（供稿：${story.people.join('、')}）`),
    ],
  }),
  'nothing around the text': (story, dress) => ({ items: [...titleOf(story), ...bodyOf(story, dress)] }),
};
