import type { Block } from '../manuscript.ts';

/** What is written: a title and blocks. */
export type WrittenText = { title: string; body: Block[] };

/**
 * A whole text as one string, so that two of them can be compared, merged and pointed into by one number. Structure
 * stands in it as Unicode noncharacters, which no written text contains: should one come along, it is left out.
 */
export const TITLE_END = '\ufdd6';
export const TABLE = '\ufdd1';
export const CELL_END = '\ufdd2';
export const ROW_END = '\ufdd3';
export const TABLE_END = '\ufdd4';
/** The end of a paragraph tells its level: \ufde0 text, \ufde1 一、 and so on. */
export const PARAGRAPH_ENDS = ['\ufde0', '\ufde1', '\ufde2', '\ufde3', '\ufde4'] as const;
type Level = 0 | 1 | 2 | 3 | 4;

const STRUCTURE = /[\ufdd0-\ufdef]/u;
const FOREIGN = /[\ufdd0-\ufdef]/gu;

export function isStructure(character: string): boolean {
  return STRUCTURE.test(character);
}

export function isParagraphEnd(character: string): boolean {
  return PARAGRAPH_ENDS.some(end => end === character);
}

export function paragraphEnd(level: Level): string {
  return PARAGRAPH_ENDS[level];
}

/** Title and body as one string. */
export function flatOf(text: { title: string; body: readonly Block[] }): string {
  return plain(text.title).replaceAll('\n', ' ') + TITLE_END + text.body.map(flatBlock).join('');
}

function flatBlock(block: Block): string {
  if (block.kind === 'paragraph') return plain(block.text) + PARAGRAPH_ENDS[block.level];
  const row = (cells: readonly string[]): string =>
    cells.map(cell => plain(cell) + CELL_END).join('') + ROW_END;
  return TABLE + block.rows.map(row).join('') + TABLE_END;
}

function plain(text: string): string {
  return text.replace(FOREIGN, '');
}

/**
 * The reverse of `flatOf`. Takes any string: where structure does not fit (a change was rejected that another one was
 * built on), every word still finds a place in a paragraph or a cell.
 */
export function textOfFlat(flat: string): WrittenText {
  const end = flat.indexOf(TITLE_END);
  const reader = new BlockReader();
  for (const character of flat.slice(end + 1)) reader.take(character);
  return { title: end < 0 ? '' : flat.slice(0, end), body: reader.finish() };
}

class BlockReader {
  readonly #blocks: Block[] = [];
  #words = '';
  #rows: string[][] | null = null;
  #row: string[] = [];

  take(character: string): void {
    if (!STRUCTURE.test(character)) this.#words += character;
    else if (this.#rows) this.#insideTable(character, this.#rows);
    else if (character === TABLE) {
      this.#looseWords();
      this.#rows = [];
    } else if (isParagraphEnd(character))
      this.#paragraph(PARAGRAPH_ENDS.indexOf(character as never) as Level);
    else this.#looseWords();
  }

  finish(): Block[] {
    if (this.#rows) this.#endTable(this.#rows);
    this.#looseWords();
    return this.#blocks;
  }

  #insideTable(character: string, rows: string[][]): void {
    if (character === CELL_END) this.#endCell();
    else if (character === ROW_END) this.#endRow(rows);
    else if (character === TABLE_END) this.#endTable(rows);
    else if (isParagraphEnd(character)) this.#words += '\n';
  }

  #endCell(): void {
    this.#row.push(this.#words);
    this.#words = '';
  }

  #endRow(rows: string[][]): void {
    if (this.#words !== '') this.#endCell();
    if (this.#row.length > 0) rows.push(this.#row);
    this.#row = [];
  }

  #endTable(rows: string[][]): void {
    this.#endRow(rows);
    if (rows.length > 0) this.#blocks.push({ kind: 'table', rows });
    this.#rows = null;
  }

  #paragraph(level: Level): void {
    this.#blocks.push({ kind: 'paragraph', level, text: this.#words });
    this.#words = '';
  }

  #looseWords(): void {
    if (this.#words !== '') this.#paragraph(0);
  }
}
