import type { CircularBlock } from '@xinxuan/contract';
import { type Level, levelOfLine, rectangle } from './blocks.ts';

/** What a paste brings, and what of it has no place on paper; the person is told of the second. */
export type Pasted = {
  blocks: CircularBlock[];
  /** Pictures, without the invisible ones that count readers. */
  pictures: number;
  /** Comments, footnotes and endnotes. */
  notes: number;
  /** There was more than a manuscript holds: the rest was left out. */
  cut: boolean;
};

/** What one body may hold (the contract's limits). More cannot be kept, and would stop the browser. */
const MOST_BLOCKS = 2000;
const MOST_ROWS = 500;
const MOST_COLUMNS = 30;
/** UTF-16 units of a page; without its embedded pictures a long report has less than one million. */
const MOST_HTML = 20_000_000;

const DROPPED = new Set(
  (
    'STYLE SCRIPT META LINK TITLE XML HEAD DEL NOSCRIPT TEMPLATE SVG IFRAME FRAME OBJECT EMBED APPLET VIDEO AUDIO CANVAS ' +
    'MAP BUTTON SELECT INPUT TEXTAREA RT RP BASE COL COLGROUP'
  ).split(' '),
);
const LINE_ENDS = new Set(
  (
    'P DIV LI UL OL DL DT DD H1 H2 H3 H4 H5 H6 BLOCKQUOTE SECTION ARTICLE HEADER FOOTER MAIN ASIDE NAV FIGURE FIGCAPTION ' +
    'ADDRESS PRE HR BR FORM FIELDSET DETAILS SUMMARY BODY CENTER CAPTION'
  ).split(' '),
);
const HIDDEN = /display:\s*none|mso-hide:\s*all|visibility:\s*hidden/i;
/** Word's lists at the end of a page, and the marks in the text that point to them. */
const NOTE = /mso-element:\s*(?:comment|footnote|endnote)\s*(?:;|$)/i;
const NOTE_FRAME = /mso-element:\s*(?:comment|footnote|endnote)-(?:list|separator|continuation)/i;
const NOTE_MARK =
  /mso-(?:footnote|endnote|comment)-(?:id|reference)|mso-special-character:\s*(?:footnote|comment)/i;
const COMMENT_CLASS = /\b(?:MsoCommentReference|msocomanchor|msocomoff|msocomtxt)\b/;
/** The number that Word writes in front of a list's item for programs without lists. */
const LIST_NUMBER = /mso-list:\s*ignore/i;
const COUNTS = /^[（(]?(?:\d|[一二三四五六七八九十百]|[①-⑳]|第|[a-z]{1,4}[.)）、])/i;

/** What a person copied from Word, WPS, a spreadsheet or a page, as plain blocks: no style, no picture, no link. */
export function blocksOfHtml(html: string): CircularBlock[] {
  return pasted(html).blocks;
}

/** As `blocksOfHtml`, with what was left out. Nothing of the page is run or fetched: it is parsed apart from ours. */
export function pasted(html: string): Pasted {
  if (html.length > MOST_HTML) return { blocks: [], pictures: 0, notes: 0, cut: true };
  const page = new DOMParser().parseFromString(withoutIslands(html), 'text/html');
  const reader = new Reader();
  reader.read(page.body);
  return reader.finish();
}

/** Plain text line by line; lines with tabs that follow each other are rows of a table. */
export function blocksOfText(text: string): CircularBlock[] {
  const blocks: CircularBlock[] = [];
  let rows: string[][] = [];
  const endTable = () => {
    if (rows.length > 1) blocks.push({ kind: 'table', caption: '', rows: rectangle(rows) });
    else for (const row of rows) blocks.push(...paragraphOf(row.join(' ')));
    rows = [];
  };
  for (const line of text.split(/\r\n?|\n|\v|\f/)) {
    const cells = line.replace(/[\s\u3000]+$/u, '').split('\t');
    if (cells.length > 1 && cells[0]?.trim() !== '') rows.push(cells.map(cell => tidy(cell)));
    else {
      endTable();
      blocks.push(...paragraphOf(line));
    }
  }
  endTable();
  return blocks;
}

/**
 * Word's `<![if …]>` marks around list numbers, `<?xml …?>` and `<o:p>` would break the parse or leave dust; pictures
 * written out in the page only make it long. Every pattern ends at the next bracket: a hostile page costs no more time.
 */
function withoutIslands(html: string): string {
  const plain = html
    .replace(/<!\[(?:end)?if[^\]<>]{0,300}\]>/gi, '')
    .replace(/<\?xml[^<>]{0,1000}>/gi, '')
    .replace(/(?<=["'(])data:[^"'()<>]{64,}/gi, 'data:,');
  return withoutXml(plain).replace(/<\/?[ovwmx]:[^<>]*>/gi, '');
}

function withoutXml(html: string): string {
  const [start, end] = [/<xml[\s>]/gi, /<\/xml\s*>/gi];
  let [kept, from] = ['', 0];
  for (let open = start.exec(html); open; open = start.exec(html)) {
    end.lastIndex = open.index;
    if (!end.exec(html)) break;
    kept += html.slice(from, open.index);
    from = end.lastIndex;
    start.lastIndex = from;
  }
  return kept + html.slice(from);
}

function paragraphOf(text: string, heading: Level = 0): CircularBlock[] {
  const line = tidy(text).replace(AFTER_NUMBER, '$1');
  return line === '' ? [] : [{ kind: 'paragraph', level: levelOfLine(line) || heading, text: line }];
}

/** Word draws a gap between a list's number and its text; on paper there is none. */
const AFTER_NUMBER =
  /^([一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十\d]{1,4}[）)]|\d{1,2}[.．、])[\s\u3000]+/u;

/** Line ends of the source beside Han characters are none; indents of full-width spaces are layout, not text. */
function tidy(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/gu, '')
    .replace(
      /(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\r?\n[ \t]*|[ \t]*\r?\n[ \t]*(?=[\u3000-\u9fff\uff00-\uffef])/g,
      '',
    )
    .replace(/\s+/gu, space => (space.includes('\u3000') ? '\u3000' : ' '))
    .replace(/^[\s\u3000]+|[\s\u3000]+$/gu, '');
}

class Reader {
  readonly #blocks: CircularBlock[] = [];
  #line = '';
  /** The number of a list's item, until the first line of the item is there. */
  #number = '';
  #heading: Level = 0;
  #pictures = 0;
  #notes = 0;
  #cut = false;

  read(node: Node): void {
    for (const child of node.childNodes) {
      if (this.#blocks.length >= MOST_BLOCKS) {
        this.#cut ||= (child.textContent ?? '').trim() !== '';
        return;
      }
      this.#node(child);
    }
  }

  finish(): Pasted {
    this.#end();
    const blocks = this.#blocks.slice(0, MOST_BLOCKS);
    return { blocks, pictures: this.#pictures, notes: this.#notes, cut: this.#cut };
  }

  #node(node: Node): void {
    if (node.nodeType === 3) this.#line += node.textContent ?? '';
    if (!isElement(node)) return;
    const tag = node.tagName.toUpperCase();
    if (tag === 'IMG') this.#picture(node);
    if (DROPPED.has(tag) || this.#isAside(node)) return;
    if (tag === 'TABLE') this.#table(node);
    else if (LINE_ENDS.has(tag)) this.#ownLine(node, tag);
    else this.read(node);
  }

  /** What is not shown, or stands beside the text; signs in front of items that count nothing. */
  #isAside(node: Element): boolean {
    const style = node.getAttribute('style') ?? '';
    if (NOTE.test(style)) this.#notes += 1;
    if (NOTE_FRAME.test(style)) this.#notes += [...node.querySelectorAll('[style]')].filter(isNote).length;
    // In the middle of a line it is no number of that line: an item was drawn into the one before it.
    if (LIST_NUMBER.test(style))
      return this.#line.trim() !== '' || !COUNTS.test((node.textContent ?? '').trim());
    return (
      HIDDEN.test(style) ||
      NOTE.test(style) ||
      NOTE_FRAME.test(style) ||
      NOTE_MARK.test(style) ||
      COMMENT_CLASS.test(node.className)
    );
  }

  /** Pages count their readers with pictures of one point. */
  #picture(node: Element): void {
    const isSeen = ['width', 'height'].every(side => {
      const own =
        node.getAttribute(side) ??
        new RegExp(`(?:^|[;\\s])${side}:\\s*(\\d+)`).exec(node.getAttribute('style') ?? '')?.[1];
      return own === null || own === undefined || !(Number.parseInt(own, 10) <= 2);
    });
    if (isSeen && !HIDDEN.test(node.getAttribute('style') ?? '')) this.#pictures += 1;
  }

  #ownLine(node: Element, tag: string): void {
    this.#end();
    if (tag === 'LI') this.#number = numberOf(node);
    this.#heading = headingOf(tag);
    this.read(node);
    this.#end();
    this.#heading = 0;
    if (tag === 'LI') this.#number = '';
  }

  #end(): void {
    const [block] = paragraphOf(this.#line, this.#heading);
    if (block) {
      this.#blocks.push(...paragraphOf(this.#number + this.#line, this.#heading));
      this.#number = '';
    }
    this.#line = '';
  }

  /** Layout tables of one cell are text; a cell over several columns or rows stands once, its other places empty. */
  #table(table: Element): void {
    this.#end();
    const rows = ownRows(table);
    const cells = rows.flatMap(cellsOf);
    if (rows.length === 1 && cells.length === 1) {
      this.read(cells[0]!);
      this.#end();
      return;
    }
    for (const image of table.querySelectorAll('img')) this.#picture(image);
    const grid = gridOf(rows.slice(0, MOST_ROWS));
    this.#cut ||= rows.length > MOST_ROWS || grid.some(row => row.length > MOST_COLUMNS);
    const kept = rectangle(grid.map(row => row.slice(0, MOST_COLUMNS))).filter(row =>
      row.some(text => text !== ''),
    );
    if (kept.length > 0) this.#blocks.push({ kind: 'table', caption: '', rows: kept });
  }
}

function isNote(node: Element): boolean {
  return NOTE.test(node.getAttribute('style') ?? '');
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

function headingOf(tag: string): Level {
  const depth = /^H([1-6])$/.exec(tag)?.[1];
  return depth ? (Math.min(Number(depth), 4) as Level) : 0;
}

/** Numbers that a browser draws are no text in the source: a numbered list gets them back. */
function numberOf(item: Element): string {
  const list = item.parentElement;
  if (list?.tagName.toUpperCase() !== 'OL') return '';
  const items = [...list.children].filter(child => child.tagName.toUpperCase() === 'LI');
  return `${Number(list.getAttribute('start') ?? '1') + items.indexOf(item)}.`;
}

function ownRows(table: Element): Element[] {
  const parts = [...table.children].flatMap(part =>
    /^(?:tbody|thead|tfoot)$/i.test(part.tagName) ? [...part.children] : [part],
  );
  return parts.filter(row => /^tr$/i.test(row.tagName) && !HIDDEN.test(row.getAttribute('style') ?? ''));
}

function cellsOf(row: Element): Element[] {
  return [...row.children].filter(child => /^t[dh]$/i.test(child.tagName));
}

function gridOf(rows: Element[]): string[][] {
  const grid: string[][] = rows.map(() => []);
  for (const [index, row] of rows.entries()) {
    const cells = grid[index]!;
    let column = 0;
    for (const cell of cellsOf(row)) {
      while (cells[column] !== undefined) column++;
      if (column > MOST_COLUMNS) break;
      cover(grid, { row: index, column, of: rows.length }, cell);
    }
  }
  return grid.map(row => Array.from(row, text => text ?? ''));
}

function cover(grid: string[][], at: { row: number; column: number; of: number }, cell: Element): void {
  const down = Math.min(spanOf(cell, 'rowspan'), at.of - at.row);
  const right = spanOf(cell, 'colspan');
  for (let row = at.row; row < at.row + down; row++) {
    const cells = grid[row]!;
    for (let column = at.column; column < at.column + right; column++) {
      cells[column] = row === at.row && column === at.column ? textOfCell(cell) : '';
    }
  }
}

function spanOf(cell: Element, name: string): number {
  const span = Number.parseInt(cell.getAttribute(name) ?? '1', 10);
  return Number.isNaN(span) ? 1 : Math.min(Math.max(span, 1), 30);
}

function textOfCell(cell: Element): string {
  const reader = new Reader();
  reader.read(cell);
  return reader
    .finish()
    .blocks.map(block =>
      block.kind === 'paragraph' ? block.text : block.rows.map(row => row.join(' ')).join('\n'),
    )
    .join('\n');
}
