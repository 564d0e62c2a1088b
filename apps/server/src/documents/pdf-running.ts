import type { AsidePlace } from './document.ts';
import type { Page } from './pdf-layout.ts';
import type { Line } from './pdf-lines.ts';

const NUMBER = '(?:\\d{1,4}|[一二三四五六七八九十百]{1,5})';
/** A page's number with whatever is set around it: — 2 —, 第 2 页 共 3 页, 2/3, Page 2 of 3. */
const PAGE_NUMBER = new RegExp(
  `^[—–\\-−·.~\\s|［[(（]*(?:\\d{1,4}|第\\s*${NUMBER}\\s*页|page\\s*\\d{1,4})[—–\\-−·.~\\s页|］\\])）]*(?:[,，]?\\s*(?:[/／共]|of|总共)\\s*${NUMBER}\\s*页?)?[\\s)）]*$`,
  'iu',
);
/** Heads and feet have a few lines at most. */
const DEEP = 3;
/** Points by which the same line may stand higher or lower from page to page. */
const SWAY = 6;
const LONGEST = 60;

export interface Cleaned {
  pages: Page[];
  /** Every head and foot once, but for bare numbers of pages. */
  aside: { place: AsidePlace; text: string }[];
}

/**
 * Takes the numbers of pages and the lines that come again at the head or the foot of pages off the text. The same words
 * at the same height make a head or a foot, whatever numbers are in them and at whichever side they stand: even pages
 * often have theirs at the left. Only what is set apart from the text, by a gap or by its size, is taken off, from the
 * outermost line inwards: a text may repeat itself.
 */
export function withoutRunningLines(pages: readonly Page[]): Cleaned {
  const aside: Cleaned['aside'] = [];
  const usual = usualSetting(pages);
  const edges = pages.map(page => edgesOf(page, usual));
  const kept = pages.map((page, at) => {
    const others = edges.filter((_, other) => other !== at).flat();
    const gone = new Set<Line>();
    for (const { line, place, outside } of edges[at]!) {
      if (outside && !gone.has(outside)) continue;
      const isNumber = isPageNumber(line, page, { outside, pages: pages.length });
      if (!isNumber && !others.some(each => each.place === place && isSame(each.line, line))) continue;
      gone.add(line);
      if (!PAGE_NUMBER.test(line.text) && !aside.some(each => each.text === line.text))
        aside.push({ place, text: line.text });
    }
    return { ...page, lines: page.lines.filter(line => !gone.has(line)) };
  });
  return { pages: kept, aside };
}

function isSame(a: Line, b: Line): boolean {
  return Math.abs(a.y - b.y) < SWAY && Math.abs(a.size - b.size) < 1 && shapeOf(a) === shapeOf(b);
}

interface Edge {
  line: Line;
  place: AsidePlace;
  /** The line between it and the edge of the paper. */
  outside: Line | null;
}

interface Setting {
  size: number;
  pitch: number;
}

function usualSetting(pages: readonly Page[]): Setting {
  const sizes = pages.flatMap(({ lines }) => lines.map(line => line.size));
  const pitches = pages.flatMap(({ lines }) => lines.slice(1).map((line, at) => lines[at]!.y - line.y));
  return { size: middleOf(sizes), pitch: middleOf(pitches) };
}

function middleOf(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The lines of both edges that are set apart from the text, each time from the outermost inwards. */
function edgesOf({ lines }: Page, usual: Setting): Edge[] {
  const ends = [
    { place: 'header' as const, inwards: lines },
    { place: 'footer' as const, inwards: lines.toReversed() },
  ];
  return ends.flatMap(({ place, inwards }) => {
    const depth = Math.min(DEEP, Math.max(1, Math.floor((lines.length - 1) / 2)));
    const deepest = inwards
      .slice(0, depth)
      .findLastIndex((line, at) => isSetApart(line, inwards[at + 1], usual));
    return inwards
      .slice(0, deepest + 1)
      .map((line, at): Edge => ({ line, place, outside: inwards[at - 1] ?? null }));
  });
}

function isSetApart(line: Line, inside: Line | undefined, { size, pitch }: Setting): boolean {
  if ([...line.text].length > LONGEST || /[。！？；]$/u.test(line.text)) return false;
  return inside === undefined || Math.abs(line.y - inside.y) > pitch * 1.25 || line.size < size - 1;
}

/** On the outermost line; a figure that is all of the only page is its text. */
function isPageNumber(
  line: Line,
  { lines, placed }: Page,
  { outside, pages }: { outside: Line | null; pages: number },
): boolean {
  const isAlone = lines.length + placed.length <= 1 && pages <= 1;
  return outside === null && !isAlone && PAGE_NUMBER.test(line.text);
}

function shapeOf({ text }: Line): string {
  return text.replace(/\d+/gu, '#').replace(/[\s\u3000]/gu, '');
}
