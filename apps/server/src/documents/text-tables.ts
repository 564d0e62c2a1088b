import type { Block, ParagraphBlock } from './document.ts';

const LONGEST_CELL = 20;
const FEWEST_LINES = 6;
const MOST_COLUMNS = 8;
/** A number, a share, a sum, a day: what stands in the columns of a table and not among headings or names. */
const FIGURE =
  /^[-+约近]?\d[\d,.]*\s*(?:[%％]|个百分点|[万亿]?元|[万千百]?[\p{Script=Han}]{0,2})?$|^(?:\d{4}年)?\d{1,2}月\d{1,2}日$|^\d{4}[-./]\d{1,2}[-./]\d{1,2}$/u;

/**
 * Programs that save a table as plain text put every cell on a line of its own, and nothing in the file says that it was
 * one. A run of short lines is taken for a table when it fills rows of one width below a head, at least one column holds
 * nothing but figures and no other column holds any. What was taken so is marked, for a person to look at.
 */
export function withInferredTables(blocks: readonly Block[]): Block[] {
  const found: Block[] = [];
  let run: ParagraphBlock[] = [];
  const flush = (): void => {
    found.push(...tableOf(run));
    run = [];
  };
  for (const block of blocks) {
    if (block.kind === 'paragraph' && couldBeCell(block.text)) run.push(block);
    else {
      flush();
      found.push(block);
    }
  }
  flush();
  return found;
}

function couldBeCell(text: string): boolean {
  return (
    text.length <= 2 * LONGEST_CELL &&
    [...text].length <= LONGEST_CELL &&
    !/[。；：！？，]|^[一二三四五六七八九十]+、|^[（(]/u.test(text)
  );
}

/** The run as it was, or with the table that its lines make; a line above the head or below the last row stays outside. */
function tableOf(run: readonly ParagraphBlock[]): Block[] {
  for (let before = 0; before <= 3; before++) {
    for (let after = 0; run.length - before - after >= FEWEST_LINES && after <= 4; after++) {
      const cells = run.slice(before, run.length - after).map(block => block.text);
      const rows = rowsOf(cells);
      if (!rows) continue;
      const table: Block = { kind: 'table', rows, headerRows: 0, inferred: true };
      return [...run.slice(0, before), table, ...run.slice(run.length - after)];
    }
  }
  return [...run];
}

function rowsOf(cells: readonly string[]): string[][] | null {
  for (let width = 2; width <= MOST_COLUMNS && cells.length / width >= 2; width++) {
    if (cells.length % width > 0) continue;
    const rows = Array.from({ length: cells.length / width }, (_, row) =>
      cells.slice(row * width, (row + 1) * width),
    );
    if (isTable(rows)) return rows;
  }
  return null;
}

function isTable([head = [], ...rows]: readonly string[][]): boolean {
  // With a single row below the head, too much fits by chance.
  if (rows.length < 2) return false;
  if (head.some(cell => FIGURE.test(cell)) || new Set(head).size < head.length) return false;
  const figures = head.map((_, column) => rows.filter(row => FIGURE.test(row[column] ?? '')).length);
  return figures.includes(rows.length) && figures.every(count => count === 0 || count === rows.length);
}
