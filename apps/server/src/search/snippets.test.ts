import type { Marked } from '@xinxuan/contract';
import { expect, test } from 'vitest';
import { questionOf } from './question.ts';
import { markedOf, type Passage, snippetsOf } from './snippets.ts';

const shown = (marked: Marked): string => marked.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');
const text = (said: string): Passage => ({ place: 'text', name: null, text: said });

test.each([
  ['夜市', '夜市周边整治夜市', '[夜市]周边整治[夜市]'],
  ['臺灣', '台湾经验', '[台湾]经验'],
  ['城市管理', '城 市　管理工作', '[城 市　管理]工作'],
  ['2026年', '２０２６年工作', '[２０２６年]工作'],
  ['ai', 'AI与FAIR', '[AI]与FAIR'],
  ['占道经营 经营户', '占道经营户', '[占道经营户]'],
  ['桥', '桥东桥西', '[桥]东[桥]西'],
  ['無', '没有', '没有'],
])('%s in %s is marked where it stands', (q, title, marked) => {
  expect(shown(markedOf(title, questionOf(q)))).toBe(marked);
});

test('a snippet begins with its sentence where that is near, and says where it was cut', () => {
  const before = '前'.repeat(60);
  const after = '后'.repeat(200);
  expect(
    snippetsOf([text(`${before}。现场整治夜市${after}`)], questionOf('夜市')).map(each => shown(each.marked)),
  ).toEqual([`现场整治[夜市]${'后'.repeat(104)}…`]);
  const far = snippetsOf([text(`${before}夜市`)], questionOf('夜市'))[0]!;
  expect(shown(far.marked)).toBe(`…${'前'.repeat(18)}[夜市]`);
});

test('every word is shown once before any is shown twice, in three places at most', () => {
  const gap = '另'.repeat(150);
  const passages = [
    text(`夜市甲。${gap}。夜市乙。${gap}。烧烤丙。`),
    { place: 'attachment' as const, name: '附件.docx', text: `附件.docx\n占道丁。${gap}。` },
  ];
  const found = snippetsOf(passages, questionOf('夜市 烧烤 占道'));
  expect(found.map(each => [each.place, shown(each.marked).slice(0, 6)])).toEqual([
    ['text', '[夜市]甲。'],
    ['text', '[烧烤]丙。'],
    ['attachment', '[占道]丁。'],
  ]);
});

test('where only the title says it, the text begins', () => {
  const [snippet] = snippetsOf([text(`开头一句。\n第二段`)], questionOf('夜市'));
  expect(shown(snippet!.marked)).toBe('开头一句。');
  expect(snippetsOf([text('')], questionOf('夜市'))).toEqual([]);
});
