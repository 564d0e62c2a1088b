import type { CircularBlock } from '@xinxuan/contract';
import { type Level, levelOfLine, rectangle } from './blocks.ts';

const DROPPED = new Set([
  'STYLE',
  'SCRIPT',
  'META',
  'LINK',
  'TITLE',
  'XML',
  'HEAD',
  'IMG',
  'DEL',
  'NOSCRIPT',
  'TEMPLATE',
]);
const LINE_ENDS = new Set([
  'P',
  'DIV',
  'LI',
  'UL',
  'OL',
  'DL',
  'DT',
  'DD',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'BLOCKQUOTE',
  'SECTION',
  'ARTICLE',
  'HEADER',
  'FOOTER',
  'MAIN',
  'ASIDE',
  'FIGURE',
  'FIGCAPTION',
  'ADDRESS',
  'PRE',
  'HR',
  'BR',
  'FORM',
  'BODY',
]);
const HIDDEN = /display:\s*none|mso-hide:\s*all|visibility:\s*hidden/i;

/** What a person copied from Word, WPS, a spreadsheet or a page, as plain blocks: no style, no picture, no link. */
export function blocksOfHtml(html: string): CircularBlock[] {
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

/** Word's `<![if …]>` marks around list numbers, `<?xml …?>` and `<o:p>` would break the parse or leave dust. */
function withoutIslands(html: string): string {
  return html
    .replace(/<!\[(?:end)?if[^\]>]*\]>/gi, '')
    .replace(/<\?xml[^>]*>/gi, '')
    .replace(/<xml[\s>][\s\S]*?<\/xml>/gi, '')
    .replace(/<\/?[ovwm]:[^>]*>/gi, '');
}

function paragraphOf(text: string, heading: Level = 0): CircularBlock[] {
  const line = tidy(text).replace(AFTER_NUMBER, '$1');
  return line === '' ? [] : [{ kind: 'paragraph', level: levelOfLine(line) || heading, text: line }];
}

/** Word draws a gap between a list's number and its text; on paper there is none. */
const AFTER_NUMBER =
  /^([一二三四五六七八九十]{1,4}、|[（(][一二三四五六七八九十\d]{1,4}[）)]|\d{1,2}[.．、])[\s\u3000]+/u;

/** Line ends of the source between Han characters are none; indents of full-width spaces are layout, not text. */
function tidy(text: string): string {
  return text
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\r?\n[ \t]*(?=[\u3000-\u9fff\uff00-\uffef])/g, '')
    .replace(/[\s\u200b\ufeff]+/gu, space => (space.includes('\u3000') ? '\u3000' : ' '))
    .replace(/^[\s\u3000]+|[\s\u3000]+$/gu, '');
}

class Reader {
  readonly #blocks: CircularBlock[] = [];
  #line = '';
  #heading: Level = 0;

  read(node: Node): void {
    for (const child of node.childNodes) this.#node(child);
  }

  finish(): CircularBlock[] {
    this.#end();
    return this.#blocks;
  }

  #node(node: Node): void {
    if (node.nodeType === 3) this.#line += node.textContent ?? '';
    if (!isElement(node) || DROPPED.has(node.tagName.toUpperCase())) return;
    if (HIDDEN.test(node.getAttribute('style') ?? '')) return;
    const tag = node.tagName.toUpperCase();
    if (tag === 'TABLE') this.#table(node);
    else if (LINE_ENDS.has(tag)) this.#ownLine(node, tag);
    else this.read(node);
  }

  #ownLine(node: Element, tag: string): void {
    this.#end();
    if (tag === 'LI') this.#line = numberOf(node);
    this.#heading = headingOf(tag);
    this.read(node);
    this.#end();
    this.#heading = 0;
  }

  #end(): void {
    this.#blocks.push(...paragraphOf(this.#line, this.#heading));
    this.#line = '';
  }

  /** Layout tables of one cell are text; a cell over several columns or rows stands once, its other places empty. */
  #table(table: Element): void {
    this.#end();
    const grid = gridOf(table);
    if (grid.length === 1 && grid[0]?.length === 1) {
      const [cell] = table.querySelectorAll('td, th');
      if (cell) this.read(cell);
      this.#end();
      return;
    }
    const rows = rectangle(grid).filter(row => row.some(text => text !== ''));
    if (rows.length > 0) this.#blocks.push({ kind: 'table', caption: '', rows });
  }
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

function gridOf(table: Element): string[][] {
  const rows = [...table.querySelectorAll('tr')].filter(row => row.closest('table') === table);
  const grid: string[][] = rows.map(() => []);
  for (const [index, row] of rows.entries()) {
    const cells = grid[index]!;
    let column = 0;
    for (const cell of [...row.children].filter(child => /^t[dh]$/i.test(child.tagName))) {
      while (cells[column] !== undefined) column++;
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
    .map(block => (block.kind === 'paragraph' ? block.text : block.rows.map(row => row.join(' ')).join('\n')))
    .join('\n');
}
