import type { Expected, Item, Layout, LineItem } from './items.ts';
import { PICTURES } from './items.ts';
import { written } from './layouts.ts';
import type { Story } from './stories.ts';

/** How offices spell a day; `none` leaves it out, `yearless` its year. */
export type DayForm =
  | 'arabic'
  | 'padded'
  | 'dots'
  | 'iso'
  | 'chinese'
  | 'circle'
  | 'letter'
  | 'spaced'
  | 'weekday'
  | 'weekday in brackets'
  | 'yearless'
  | 'none';

/**
 * What tired hands leave in a document: empty paragraphs, paragraphs parted by manual line breaks, fonts that change,
 * openings in bold, tabs for indents, nothing for indents, spaces at the ends of lines, page numbers, a head on each page.
 */
export type Mess =
  | 'gaps'
  | 'breaks'
  | 'fonts'
  | 'leads'
  | 'tabs'
  | 'flush'
  | 'spaces'
  | 'tails'
  | 'numbers'
  | 'head';

export interface DeskDress {
  day: DayForm;
  mess: readonly Mess[];
}

/** A layout with what it says other than the whole story. */
export interface Drawn {
  layout: Layout;
  says?: Partial<Expected>;
}

export type DeskDraw = (story: Story, dress: DeskDress) => Drawn;

/**
 * In the text of a line `\n` is a manual line break, `\t` a tab, and what stands between two `**` is bold: the writers of
 * this set know these marks, the older ones do not.
 */
export const line = (text: string, look: Partial<LineItem> = {}): LineItem => ({
  kind: 'line',
  text,
  ...look,
});
export const right = (text: string, look: Partial<LineItem> = {}) => line(text, { align: 'right', ...look });
export const centred = (text: string, look: Partial<LineItem> = {}) =>
  line(text, { align: 'center', ...look });

const WEEKDAYS = '日一二三四五六';

export function day({ date }: Story, form: DayForm): string {
  const [, month = '', number = ''] = date.split('-').map(Number).map(String);
  const weekday = `星期${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]}`;
  switch (form) {
    case 'none':
      return '';
    case 'yearless':
      return `${month}月${number}日`;
    case 'weekday':
      return `${written(date, 'arabic')}  ${weekday}`;
    case 'weekday in brackets':
      return `${written(date, 'arabic')}（${weekday}）`;
    case 'spaced':
      return `${date.slice(0, 4)} 年 ${month} 月 ${number} 日`;
    case 'circle':
      return written(date, 'chinese').replaceAll('〇', '○');
    case 'letter':
      return written(date, 'chinese').replaceAll('〇', 'O');
    default:
      return written(date, form);
  }
}

/** The day on a line of its own, or no line. */
export const dayLine = (story: Story, { day: form }: DeskDress): LineItem[] =>
  form === 'none' ? [] : [right(day(story, form))];

export function titleLines(story: Story, look: Partial<LineItem> = { size: 22, bold: true }): LineItem[] {
  const lines = story.title.split('\n').map(text => centred(text, look));
  return story.subtitle ? [...lines, centred(story.subtitle, { size: 16, font: '楷体_GB2312' })] : lines;
}

export interface Placing {
  /** Where pictures stand: one after each paragraph from the first on, or all below the text. */
  pictures: 'between' | 'below' | 'none';
  /** Before each caption. */
  ornament?: string;
  /** Headings as they are set on pages of public accounts: without their number. */
  bareHeadings?: boolean;
}

const NUMBER = /^[一二三四五六]、/u;

export function bodyItems(story: Story, { mess }: DeskDress, placing: Placing): Item[] {
  const pictures = story.captions.map((caption, at): Item[] => [
    { kind: 'picture', file: PICTURES[at % PICTURES.length]! },
    ...(caption ? [centred(`${placing.ornament ?? ''}${caption}`, { size: 12, font: '楷体_GB2312' })] : []),
  ]);
  const items = story.body.flatMap((told): Item[] => {
    if ('rows' in told)
      return [{ kind: 'table', rows: told.rows.map(row => row.map(text => ({ lines: [text] }))) }];
    if ('picture' in told) return [];
    const own = paragraph(told, mess, placing);
    if (placing.pictures !== 'between' || told.level > 0) return [own];
    return [own, ...(pictures.shift() ?? [])];
  });
  const below = placing.pictures === 'none' ? [] : pictures.flat();
  return [...messed(items, mess), ...below];
}

function paragraph(told: { level: number; text: string }, mess: readonly Mess[], placing: Placing): LineItem {
  if (told.level > 0)
    return placing.bareHeadings
      ? centred(told.text.replace(NUMBER, ''), { bold: true })
      : line(told.text, { bold: true, ...indentOf(mess) });
  const led = mess.includes('leads')
    ? told.text.replace(/([一二三四]是[^。]{2,12}。)/gu, '**$1**')
    : told.text;
  const text = mess.includes('tails') ? `${led}  ` : led;
  return mess.includes('tabs') ? line(`\t${text}`) : line(text, indentOf(mess));
}

function indentOf(mess: readonly Mess[]): Partial<LineItem> {
  if (mess.includes('flush') || mess.includes('tabs')) return {};
  return { indent: mess.includes('spaces') || mess.includes('breaks') ? 'spaces' : 'format' };
}

const FONTS = ['仿宋_GB2312', '宋体', '仿宋', '等线'];

function messed(items: Item[], mess: readonly Mess[]): Item[] {
  let done = items;
  if (mess.includes('breaks')) done = joined(done);
  if (mess.includes('fonts'))
    done = done.map((item, at) =>
      item.kind === 'line'
        ? { ...item, font: FONTS[at % FONTS.length]!, size: at % 3 === 1 ? 15 : 16 }
        : item,
    );
  if (!mess.includes('gaps')) return done;
  return done.flatMap((item): Item[] => (item.kind === 'picture' ? [item] : [item, line('')]));
}

/** Paragraphs that follow each other become one, parted by manual line breaks, as text pasted from a page comes in. */
function joined(items: Item[]): Item[] {
  const plain = (each: Item | undefined): each is LineItem =>
    each?.kind === 'line' && !each.bold && !each.align;
  const done: Item[] = [];
  for (const item of items) {
    const before = done.at(-1);
    if (plain(item) && plain(before)) before.text += `\n　　${item.text}`;
    else done.push({ ...item });
  }
  return done;
}

/** A page with its head and foot, where the hands left them. */
export function paged(story: Story, { mess }: DeskDress, items: Item[]): Layout {
  return {
    items,
    ...(mess.includes('head') ? { header: `${story.unit}工作信息` } : {}),
    ...(mess.includes('numbers') ? { footer: '第 {page} 页 共 {pages} 页' } : {}),
  };
}
