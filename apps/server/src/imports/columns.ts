import { createHash } from 'node:crypto';
import { HISTORY_FIELDS, type HistoryField, type Mapping } from '@xinxuan/contract';
import type { SheetRow } from '../documents/sheet.ts';

/** What offices call these columns; the first that a head has, exactly or else within a longer name, is taken. */
export const COLUMN_NAMES: Record<HistoryField, readonly string[]> = {
  title: ['标题', '题目', '稿件标题', '信息标题', '稿件名称', '信息名称', '文章标题', '名称', 'title'],
  unit: [
    '单位',
    '报送单位',
    '来稿单位',
    '供稿单位',
    '撰稿单位',
    '投稿单位',
    '单位名称',
    '科室',
    '部门',
    'unit',
  ],
  sentOn: [
    '报送日期',
    '报送时间',
    '上报日期',
    '上报时间',
    '来稿日期',
    '来稿时间',
    '投稿日期',
    '日期',
    '时间',
    'sent on',
    'sent',
  ],
  authors: ['作者', '信息员', '撰稿人', '供稿人', '通讯员', '拟稿人', '报送人', '姓名', 'authors', 'author'],
  eventOn: ['事件日期', '事发日期', '发生日期', '活动日期', 'event on'],
  type: ['稿件类型', '信息类型', '类型', '类别', 'type'],
  genre: ['体裁', '篇幅', 'genre'],
  importance: ['重要程度', '重要性', 'importance'],
  outlet: [
    '采用载体',
    '采用媒体',
    '刊发媒体',
    '刊登媒体',
    '刊播载体',
    '刊播媒体',
    '采用刊物',
    '载体',
    '媒体',
    '刊物',
    '采用情况',
    'outlet',
  ],
  publishedOn: [
    '采用日期',
    '采用时间',
    '刊发日期',
    '刊发时间',
    '刊登日期',
    '刊登时间',
    '见报日期',
    '刊播日期',
    '刊播时间',
    '播出日期',
    '播发日期',
    '发表日期',
    '发布日期',
    '发布时间',
    'published on',
    'published',
  ],
  issue: ['期号', '期数', '期次', '刊期', 'issue'],
  position: ['版位', '位置', 'position'],
  page: ['版面', '版次', '页码', 'page'],
  body: ['正文', '内容', '稿件内容', '信息内容', 'body', 'text'],
};

/** A title of a column without what forms add to it: stars, brackets, spaces. */
const plain = (title: string): string =>
  title.replace(/（[^）]*）|\([^)]*\)|[\s\u3000*＊：:]/gu, '').toLowerCase();

/** The columns that a head most likely means; exact names first, then names within longer ones, each column once. */
export function guessMapping(head: readonly string[]): Mapping {
  const titles = head.map(plain);
  const mapping: Mapping = {};
  const taken = new Set<number>();
  const look = (fits: (title: string, name: string) => boolean): void => {
    for (const field of HISTORY_FIELDS) {
      if (mapping[field] !== undefined) continue;
      const name = COLUMN_NAMES[field]
        .map(plain)
        .find(each => titles.some((title, at) => !taken.has(at) && fits(title, each)));
      if (name === undefined) continue;
      const column = titles.findIndex((title, at) => !taken.has(at) && fits(title, name));
      mapping[field] = column;
      taken.add(column);
    }
  };
  look((title, name) => title === name);
  look((title, name) => name.length >= 2 && title !== '' && title.includes(name));
  return mapping;
}

/** The row that is most likely the head: of the first ones that in which most names are known. */
export function guessHeadRow(rows: readonly SheetRow[]): number {
  let best = { row: rows[0]?.number ?? 1, known: 0 };
  for (const row of rows.slice(0, 15)) {
    const known = Object.keys(guessMapping(headOf(row))).length;
    if (known > best.known) best = { row: row.number, known };
  }
  return best.row;
}

/** The texts of a row from column A to its last, at most sixty. */
export function headOf(row: SheetRow | undefined): string[] {
  const cells = (row?.cells ?? []).filter(cell => cell.column < 60);
  const head = Array<string>((cells.at(-1)?.column ?? -1) + 1).fill('');
  for (const cell of cells) head[cell.column] = cell.text;
  return head;
}

/** The same for sheets with the same columns in the same order, whatever their rows. */
export function signatureOf(head: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(head.map(plain)))
    .digest('hex');
}
