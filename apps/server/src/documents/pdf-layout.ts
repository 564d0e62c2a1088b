import type { Align, Block, ParagraphBlock } from './document.ts';
import { trimmed } from './document.ts';
import { opensWithLabel } from './manuscript-words.ts';
import type { Glyph, Rule } from './pdf-page.ts';

interface Line {
  text: string;
  left: number;
  right: number;
  y: number;
  size: number;
}

/** A ruled table as a grid of edges; rows from top to bottom. */
interface Grid {
  xs: number[];
  ys: number[];
  rules: Rule[];
}

const CLOSE = 4;
const PAGE_NUMBER = /^[—–\-\s·第]*\d{1,4}[—–\-\s·页]*(?:[/／共]\s*\d{1,4}\s*页?)?$/u;

/** Turns what lies where on a page back into paragraphs and tables, from top to bottom. */
export function blocksOfPage(
  glyphs: Glyph[],
  rules: Rule[],
  pictures: { y: number; block: Block }[] = [],
): Block[] {
  const grids = gridsOf(rules);
  const loose: Glyph[] = [];
  const inGrid = new Map<Grid, Glyph[]>();
  for (const glyph of glyphs) {
    const grid = grids.find(each => isInside(each, glyph));
    if (grid) inGrid.set(grid, [...(inGrid.get(grid) ?? []), glyph]);
    else loose.push(glyph);
  }
  const placed: { y: number; block: Block }[] = paragraphsOf(withoutPageNumbers(linesOf(loose)));
  placed.push(...pictures);
  for (const [grid, inside] of inGrid) {
    placed.push({ y: grid.ys[0]!, block: { kind: 'table', rows: rowsOf(grid, inside), headerRows: 0 } });
  }
  return placed.sort((a, b) => b.y - a.y).map(({ block }) => block);
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

function linesOf(glyphs: Glyph[]): Line[] {
  const sorted = glyphs.filter(each => each.character !== '').sort((a, b) => b.y - a.y || a.x - b.x);
  const groups: Glyph[][] = [];
  for (const glyph of sorted) {
    const group = groups.at(-1);
    if (group && Math.abs(group[0]!.y - glyph.y) < glyph.size * 0.4) group.push(glyph);
    else groups.push([glyph]);
  }
  return groups.map(lineOf).filter(line => line.text !== '');
}

function lineOf(group: Glyph[]): Line {
  const glyphs = group.sort((a, b) => a.x - b.x);
  const inked = glyphs.filter(each => each.character.trim() !== '');
  const first = inked[0] ?? glyphs[0]!;
  const last = inked.at(-1) ?? first;
  let text = '';
  let previous: Glyph | undefined;
  for (const glyph of inked) {
    if (previous) text += spaceBetween(previous, glyph);
    text += glyph.character;
    previous = glyph;
  }
  return {
    text: trimmed(text),
    left: first.x,
    right: last.x + last.width,
    y: first.y,
    size: mostCommon(inked.map(each => each.size)) ?? first.size,
  };
}

/** Programs widen the gap between Chinese and Latin by a fraction of a character; only more than that was typed. */
function spaceBetween(left: Glyph, right: Glyph): string {
  const gap = (right.x - left.x - left.width) / right.size;
  if (gap > 0.75) return '\u3000';
  const latin = /[\u0021-\u024f]/u;
  const mixed = latin.test(left.character) !== latin.test(right.character);
  return gap > (mixed ? 0.35 : 0.18) ? ' ' : '';
}

function withoutPageNumbers(lines: Line[]): Line[] {
  return lines.filter(
    (line, index) =>
      !((index === lines.length - 1 || index === 0) && lines.length > 1 && PAGE_NUMBER.test(line.text)),
  );
}

function paragraphsOf(lines: Line[]): { y: number; block: ParagraphBlock }[] {
  const left = Math.min(...lines.map(line => line.left));
  const right = Math.max(...lines.map(line => line.right));
  const paragraphs: { y: number; lines: Line[]; align: Align }[] = [];
  const edge = edgeOf(lines);
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    // The first line of a paragraph is indented, and its ragged end can make it look centred.
    const runsOn = next !== undefined && next.left < left + next.size * 0.8 && !hadRoom(line, next, edge);
    const isIndented = Math.abs(line.left - left - 2 * line.size) < line.size * 0.3;
    const align = runsOn && isIndented ? 'left' : alignOf(line, left, right);
    const open = paragraphs.at(-1);
    const last = open?.lines.at(-1);
    const isFull = last !== undefined && !hadRoom(last, line, edge) && !beginsAnew(last, line);
    const sameSize = last !== undefined && Math.abs(last.size - line.size) < 1;
    const textGoesOn = align === 'left' && line.left < left + line.size * 0.8;
    // A title broken over lines: the first fills the width, so only the second is seen to be centred.
    const titleGoesOn =
      align === 'center' && open?.lines[0] !== undefined && open.lines[0].left < left + line.size * 2;
    const goesOn = open?.align === 'left' && isFull && sameSize && (textGoesOn || titleGoesOn);
    if (open && goesOn && titleGoesOn) open.align = 'center';
    if (open && goesOn) open.lines.push(line);
    else paragraphs.push({ y: line.y, lines: [line], align });
  }
  return paragraphs.map(({ y, lines: own, align }) => ({
    y,
    block: {
      kind: 'paragraph',
      text: own.reduce(joined, ''),
      heading: 0,
      bold: false,
      align,
      size: Math.round(own[0]!.size * 10) / 10,
    },
  }));
}

/** Where full lines end. A mark at a line's end may hang over the edge, so lines that end with one say less. */
function edgeOf(lines: Line[]): number {
  const plain = lines.filter(({ text }) => !/[，。、；：！？”’）]$/u.test(text));
  return Math.max(...(plain.length > 0 ? plain : lines).map(line => line.right));
}

/** What may not stand at the start of a line goes down together with what is before it. */
const FIRST_PIECE = /^[“‘（《〈【〔]*(?:[\dA-Za-z.,%:/-]+|.)[，。、；：！？”’）》〉】〕％]*/u;

/** Whether the first piece of a line would have found room at the end of the line before: then a paragraph ended there. */
function hadRoom(last: Line, { text }: Line, right: number): boolean {
  const piece = [...(FIRST_PIECE.exec(text)?.[0] ?? '')];
  const width = piece.reduce((sum, each) => sum + (/[\u0020-\u007e]/u.test(each) ? 0.5 : 1), 0);
  return right - last.right > (width + 0.4) * last.size;
}

/** A sentence has ended and a label of a form begins. */
function beginsAnew(last: Line, { text }: Line): boolean {
  return /[。！？]$/u.test(last.text) && opensWithLabel(text);
}

function alignOf(line: Line, left: number, right: number): Align {
  const [before, after] = [line.left - left, right - line.right];
  // A centred line that nearly fills the width has small margins on both sides; an indented one only on the left.
  if (before > line.size * 0.5 && Math.abs(before - after) < line.size * 0.6) return 'center';
  if (before < line.size * 2.6) return 'left';
  if (Math.abs(before - after) < line.size * 1.2) return 'center';
  return before > after * 2 ? 'right' : 'left';
}

/** Words of Latin letters that met at the end of a line stay apart. */
function joined(text: string, { text: next }: Line): string {
  return /[a-z]$/iu.test(text) && /^[a-z]/iu.test(next) ? `${text} ${next}` : text + next;
}

function mostCommon(values: number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
