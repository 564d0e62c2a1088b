import type { Block } from './document.ts';
import type { Line } from './pdf-lines.ts';
import { joined, linesOf } from './pdf-lines.ts';
import type { Glyph, Rule } from './pdf-page.ts';
import type { Paragraph } from './pdf-paragraphs.ts';
import { blockOf, frameOf, goesOnOverPage, paragraphsOf } from './pdf-paragraphs.ts';

/** A ruled table as a grid of edges; rows from top to bottom. */
interface Grid {
  xs: number[];
  ys: number[];
  rules: Rule[];
}

const CLOSE = 4;
const FEW_LINES = 6;
/** What lies on a page: loose lines from top to bottom, and what has its own place among them. */
export interface Page {
  lines: Line[];
  placed: { y: number; block: Block }[];
}

/** Parts a page into its tables, its pictures and the lines of its text. */
export function pageOf(glyphs: Glyph[], rules: Rule[], pictures: Page['placed'] = []): Page {
  const grids = gridsOf(rules);
  const loose: Glyph[] = [];
  const inGrid = new Map<Grid, Glyph[]>();
  for (const glyph of glyphs) {
    const grid = grids.find(each => isInside(each, glyph));
    if (grid) inGrid.set(grid, [...(inGrid.get(grid) ?? []), glyph]);
    else loose.push(glyph);
  }
  const tables = [...inGrid].map(([grid, inside]): Page['placed'][number] => ({
    y: grid.ys[0]!,
    block: { kind: 'table', rows: rowsOf(grid, inside), headerRows: 0 },
  }));
  return { lines: linesOf(loose), placed: [...pictures, ...tables] };
}

/** Turns what lies where on the pages back into paragraphs and tables, from top to bottom. */
export function blocksOfPages(pages: readonly Page[]): Block[] {
  const all = pages.flatMap(page => page.lines);
  const blocks: Block[] = [];
  let last: Paragraph | null = null;
  for (const { lines, placed } of pages) {
    // A page with a few lines at its right says nothing of where its text begins.
    const frame = frameOf(lines.length < FEW_LINES ? all : lines);
    const paragraphs = paragraphsOf(lines, frame);
    const parts = [...paragraphs.map(each => ({ y: each.y, paragraph: each })), ...placed].sort(
      (a, b) => b.y - a.y,
    );
    const [first] = parts;
    if (first && 'paragraph' in first && last && goesOnOverPage(last, first.paragraph, frame)) {
      last.lines.push(...first.paragraph.lines);
      blocks[blocks.length - 1] = blockOf(last);
      parts.shift();
      if (parts.length === 0) continue;
    } else if (first && 'block' in first && goesOnWithTable(blocks.at(-1), first.block)) parts.shift();
    blocks.push(...parts.map(part => ('block' in part ? part.block : blockOf(part.paragraph))));
    const end = parts.at(-1);
    if (end) last = 'paragraph' in end ? end.paragraph : null;
  }
  return blocks;
}

/** A table that goes on over the end of a page is one table. */
function goesOnWithTable(last: Block | undefined, first: Block): boolean {
  if (last?.kind !== 'table' || first.kind !== 'table') return false;
  if (last.rows[0]?.length !== first.rows[0]?.length) return false;
  last.rows.push(...first.rows);
  return true;
}

/** Lines that touch each other make one table, when they have at least one cell between them. */
function gridsOf(rules: Rule[]): Grid[] {
  const clusters: Rule[][] = [];
  for (const rule of rules) {
    const touching = clusters.filter(cluster => cluster.some(each => touches(each, rule)));
    const joined = [rule, ...touching.flat()];
    for (const each of touching) clusters.splice(clusters.indexOf(each), 1);
    clusters.push(joined);
  }
  return clusters
    .map(cluster => ({
      xs: distinct(cluster.filter(each => Math.abs(each.x1 - each.x2) < 1.5).map(each => each.x1)),
      ys: distinct(cluster.filter(each => Math.abs(each.y1 - each.y2) < 1.5).map(each => each.y1)).reverse(),
      rules: cluster,
    }))
    .filter(({ xs, ys }) => xs.length >= 2 && ys.length >= 2 && xs.length + ys.length > 4);
}

function touches(a: Rule, b: Rule): boolean {
  return overlaps([a.x1, a.x2], [b.x1, b.x2]) && overlaps([a.y1, a.y2], [b.y1, b.y2]);
}

/** Whether two stretches come within a hair of each other. */
function overlaps(a: [number, number], b: [number, number]): boolean {
  return Math.min(...a) <= Math.max(...b) + CLOSE && Math.min(...b) <= Math.max(...a) + CLOSE;
}

function distinct(values: number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.filter((value, index) => index === 0 || value - sorted[index - 1]! > CLOSE);
}

function isInside({ xs, ys }: Grid, { x, y, width, size }: Glyph): boolean {
  const [middleX, middleY] = [x + width / 2, y + size * 0.35];
  return middleX > xs[0]! && middleX < xs.at(-1)! && middleY < ys[0]! && middleY > ys.at(-1)!;
}

function rowsOf(grid: Grid, glyphs: Glyph[]): string[][] {
  const { xs, ys } = grid;
  const rows: Glyph[][][] = ys.slice(1).map(() => xs.slice(1).map(() => []));
  for (const glyph of glyphs) {
    const [column, row] = ownerOf(
      grid,
      xs.findLastIndex(edge => edge < glyph.x + glyph.width / 2),
      ys.findLastIndex(edge => edge > glyph.y + glyph.size * 0.35),
    );
    rows[row]?.[column]?.push(glyph);
  }
  return rows.map(cells => cells.map(textOfCell));
}

/** Where no line is drawn between two cells they are one: its text belongs to the upper left of them. */
function ownerOf({ xs, ys, rules }: Grid, column: number, row: number): [column: number, row: number] {
  const middleX = (xs[column]! + xs[column + 1]!) / 2;
  const middleY = (ys[row]! + ys[row + 1]!) / 2;
  const parts = (at: number, from: number, to: number) => at > Math.min(from, to) && at < Math.max(from, to);
  let [left, top] = [column, row];
  const isUpright = (x: number) =>
    rules.some(
      each =>
        Math.abs(each.x1 - x) <= CLOSE &&
        Math.abs(each.x1 - each.x2) < 1.5 &&
        parts(middleY, each.y1, each.y2),
    );
  const isLevel = (y: number) =>
    rules.some(
      each =>
        Math.abs(each.y1 - y) <= CLOSE &&
        Math.abs(each.y1 - each.y2) < 1.5 &&
        parts(middleX, each.x1, each.x2),
    );
  while (left > 0 && !isUpright(xs[left]!)) left -= 1;
  while (top > 0 && !isLevel(ys[top]!)) top -= 1;
  return [left, top];
}

/** A cell's text wraps where the cell ends; a line that ends well before that, or starts indented, parts paragraphs. */
function textOfCell(glyphs: Glyph[]): string {
  const lines = linesOf(glyphs);
  const left = Math.min(...lines.map(line => line.left));
  const right = Math.max(...lines.map(line => line.right));
  return lines.reduce((text, line, at) => {
    const last = lines[at - 1];
    const parted =
      last !== undefined && (last.right < right - last.size * 2.2 || line.left > left + line.size * 1.2);
    return parted ? `${text}\n${line.text}` : joined(text, line);
  }, '');
}
