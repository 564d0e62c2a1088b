import { describe, expect, test } from 'vitest';
import type { Line } from './pdf-lines.ts';
import { withoutRunningLines } from './pdf-running.ts';

const TOP = 700;
const PITCH = 28;

const at = (text: string, y: number, left = 80, size = 16): Line => ({
  text,
  left,
  right: left + [...text].length * size,
  y,
  size,
});
const page = (texts: string[], ...edges: Line[]) => ({
  lines: [...texts.map((text, row) => at(text, TOP - row * PITCH)), ...edges].sort((a, b) => b.y - a.y),
  placed: [],
});
const textOf = (pages: ReturnType<typeof page>[]) =>
  withoutRunningLines(pages).pages.map(({ lines }) => lines.map(line => line.text));
const FIRST = ['全区背街小巷共168条，已完工74条。', '施工前召开居民议事会213场。'];
const SECOND = ['未开工的33条将于7月底前进场。', '年底评选最美小巷20条。'];

describe('heads and feet of pages', () => {
  test.each([
    ['— 1 —', '— 2 —'],
    ['第 1 页 共 2 页', '第 2 页 共 2 页'],
    ['1/2', '2/2'],
    ['- 1 -', '- 2 -'],
    ['第一页', '第二页'],
  ])('%s, %s: at the right of odd pages, at the left of even ones', (odd, even) => {
    const pages = [page(FIRST, at(odd, 50, 480, 14)), page(SECOND, at(even, 50, 80, 14))];
    expect(textOf(pages)).toEqual([FIRST, SECOND]);
  });

  test('the name of the paper above every page goes aside, where secrecy marks are looked for', () => {
    const pages = [FIRST, SECOND].map((texts, number) =>
      page(texts, at('沧浪区通报　秘密★1年', 800, 80, 10), at(`— ${number + 1} —`, 50)),
    );
    const cleaned = withoutRunningLines(pages);
    expect(cleaned.pages.map(({ lines }) => lines.map(line => line.text))).toEqual([FIRST, SECOND]);
    expect(cleaned.aside).toEqual([{ place: 'header', text: '沧浪区通报　秘密★1年' }]);
  });

  test('a text that repeats itself at the same height keeps its lines', () => {
    const again = [
      '第1项：现场检查，当场整改。',
      '第2项：现场检查，当场整改。',
      '第3项：现场检查，当场整改。',
    ];
    expect(textOf([page(again, at('— 1 —', 50)), page(again, at('— 2 —', 50))])).toEqual([again, again]);
  });

  test('the only page may hold nothing but a figure', () => {
    expect(textOf([page(['128'])])).toEqual([['128']]);
  });
});
