import type { Align, Block, ReadDocument } from './document.ts';
import type { KnownNames } from './manuscript.ts';
import { paragraphsOf, readManuscript } from './read-manuscript.ts';

/** Documents put together by hand, and what should be found in them. */

export const line = (text: string, align: Align = 'left', size: number | null = 16): Block => ({
  kind: 'paragraph',
  text,
  heading: 0,
  bold: false,
  align,
  size,
});
export const title = (text: string) => line(text, 'center', 22);
export const form = (...rows: string[][]): Block => ({ kind: 'table', rows, headerRows: 0 });
export const TEXT = '城西中队自2月起试行错时巡查，夜间投诉由每周23件降到6件。';
export const MORE = '一是把人放在收摊前，收摊时间平均缩短18分钟。';

export function document(...blocks: Block[]): ReadDocument {
  return { format: 'docx', blocks, pictures: [], aside: [], notes: [] };
}

export function facts(blocks: Block[], fileName = '稿件.docx', known?: KnownNames) {
  const found = readManuscript(document(...blocks), fileName, known);
  return {
    title: found.title.value,
    unit: found.unit.value?.name,
    people: found.correspondents.value?.map(each => each.name),
    date: found.date.value,
    text: paragraphsOf(found),
    findings: found.findings.map(each => each.code),
  };
}

export const RIGHT = {
  title: '错时巡查让夜市更安静',
  unit: '城西中队',
  people: ['马思远'],
  date: '2026-03-12',
  text: [TEXT, MORE],
  findings: [],
};
export const body = [line(TEXT), line(MORE)];
