import type { Block, CircularBlock } from '@xinxuan/contract';

/** A table of a circular has a caption, one of a manuscript has none; paper shows and edits both. */
export type PaperBlock = Block | CircularBlock;
export type Level = 0 | 1 | 2 | 3 | 4;

export const LEVELS: readonly Level[] = [0, 1, 2, 3, 4];

const NUMERAL = '[一二三四五六七八九十百〇零]{1,4}';
const PREFIXES: readonly { level: Level; pattern: RegExp }[] = [
  { level: 1, pattern: new RegExp(`^${NUMERAL}、`) },
  { level: 2, pattern: new RegExp(`^[（(]${NUMERAL}[）)]`) },
  { level: 4, pattern: /^[（(]\d{1,2}[）)]/ },
  { level: 3, pattern: /^\d{1,2}[.．、](?!\d)/ },
];

/** A numbered line longer than this, or of several sentences, is text that begins with a number. */
const HEADING_LIMIT = 50;

/**
 * The heading level that a line's number gives it: 一、 1, （一） 2, 1. 3, （1） 4 (GB/T 9704 §7.3.3); 0 for text.
 */
export function levelOfLine(text: string): Level {
  const line = text.trim();
  if (line.length > HEADING_LIMIT || /[。；！？].*\S/.test(line)) return 0;
  return PREFIXES.find(({ pattern }) => pattern.test(line))?.level ?? 0;
}

/** One line ending everywhere; a form feed or a vertical tab (Word's soft break) is a line ending, too. */
export function plainText(text: string): string {
  return text.replace(/\r\n?|[\v\f\u2028\u2029]/g, '\n');
}

/** Rows of equal length; what is missing is empty. A table without a cell is no table. */
export function rectangle(rows: readonly (readonly string[])[]): string[][] {
  const width = Math.max(0, ...rows.map(row => row.length));
  if (width === 0) return [];
  return rows.map(row => Array.from({ length: width }, (_, column) => plainText(row[column] ?? '')));
}

/** The form in which paper keeps blocks: what `fromDocument(toDocument(blocks))` gives back. */
export function normalised(blocks: readonly PaperBlock[]): CircularBlock[] {
  return blocks.flatMap((block): CircularBlock[] => {
    if (block.kind === 'paragraph') {
      return [{ kind: 'paragraph', level: block.level, text: plainText(block.text) }];
    }
    const rows = rectangle(block.rows);
    return rows.length === 0 ? [] : [{ kind: 'table', caption: captionOf(block), rows }];
  });
}

export function captionOf(block: PaperBlock): string {
  return block.kind === 'table' && 'caption' in block ? block.caption : '';
}

export function sameBlocks(a: readonly PaperBlock[], b: readonly PaperBlock[]): boolean {
  return a === b || JSON.stringify(normalised(a)) === JSON.stringify(normalised(b));
}
