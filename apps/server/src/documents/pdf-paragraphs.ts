import type { Align, ParagraphBlock } from './document.ts';
import { opensWithLabel } from './manuscript-words.ts';
import type { Line } from './pdf-lines.ts';
import { joined } from './pdf-lines.ts';

export interface Paragraph {
  y: number;
  lines: Line[];
  align: Align;
}

/** Between which edges the text of a page stands, and where its full lines end. */
export interface Frame {
  left: number;
  right: number;
  edge: number;
}

export function frameOf(lines: readonly Line[]): Frame {
  const left = Math.min(...lines.map(line => line.left));
  const right = Math.max(...lines.map(line => line.right));
  return { left, right, edge: edgeOf(lines) };
}

/** Puts the lines of one page together to paragraphs. */
export function paragraphsOf(lines: readonly Line[], frame: Frame): Paragraph[] {
  const { left, right, edge } = frame;
  const paragraphs: Paragraph[] = [];
  for (const [at, line] of lines.entries()) {
    const next = lines[at + 1];
    // The first line of a paragraph is indented, and its ragged end can make it look centred.
    const runsOn = next !== undefined && next.left < left + next.size * 0.8 && !hadRoom(line, next, edge);
    const isIndented = Math.abs(line.left - left - 2 * line.size) < line.size * 0.3;
    const align = runsOn && isIndented ? 'left' : alignOf(line, left, right);
    const open = paragraphs.at(-1);
    const last = open?.lines.at(-1);
    const isFull = last !== undefined && isContinued(last, line, frame);
    const textGoesOn = align === 'left' && line.left < left + line.size * 0.8;
    // A title broken over lines: the first fills the width, so only the second is seen to be centred.
    const titleGoesOn =
      align === 'center' && open?.lines[0] !== undefined && open.lines[0].left < left + line.size * 2;
    const goesOn = open?.align === 'left' && isFull && (textGoesOn || titleGoesOn);
    if (open && goesOn && titleGoesOn) open.align = 'center';
    if (open && goesOn) open.lines.push(line);
    else paragraphs.push({ y: line.y, lines: [line], align });
  }
  return paragraphs;
}

/** Whether the first lines of a page end the paragraph that the page before left open. */
export function goesOnOverPage(last: Paragraph, first: Paragraph, frame: Frame): boolean {
  const [end, start] = [last.lines.at(-1), first.lines[0]];
  if (!end || !start || last.align !== 'left' || first.align !== 'left') return false;
  return isContinued(end, start, frame) && start.left < frame.left + start.size * 0.8;
}

/** A line filled to its end, and below it one of the same size with which nothing new begins. */
function isContinued(last: Line, line: Line, { edge }: Frame): boolean {
  return !hadRoom(last, line, edge) && !beginsAnew(last, line) && Math.abs(last.size - line.size) < 1;
}

export function blockOf({ lines, align }: Paragraph): ParagraphBlock {
  return {
    kind: 'paragraph',
    text: lines.reduce(joined, ''),
    heading: 0,
    bold: false,
    align,
    size: Math.round(lines[0]!.size * 10) / 10,
  };
}

/** Where full lines end. A mark at a line's end may hang over the edge, so lines that end with one say less. */
function edgeOf(lines: readonly Line[]): number {
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
