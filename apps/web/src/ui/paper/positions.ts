import type { Node as DocumentNode } from '@tiptap/pm/model';
import { CELL_END, paragraphEnd, ROW_END, TABLE, TABLE_END } from '@xinxuan/contract';
import type { Level } from './blocks.ts';

/** An editor document as flat text (its body, without the title), and where each character of it stands. */
export type Positions = {
  flat: string;
  /** The document position before each character, and one more for the end. */
  at: number[];
};

export function positionsOf(doc: DocumentNode): Positions {
  // An empty text is one empty paragraph for the cursor to stand in, and no block.
  const only = doc.childCount === 1 ? doc.firstChild : null;
  if (only?.type.name === 'paragraph' && only.content.size === 0 && !only.attrs.level)
    return { flat: '', at: [1] };
  const walk = new Walk();
  doc.forEach((node, offset) => {
    if (node.type.name === 'table') walk.table(node, offset);
    else walk.paragraph(node, offset, paragraphEnd((node.attrs.level ?? 0) as Level));
  });
  walk.at.push(doc.content.size);
  return { flat: walk.flat, at: walk.at };
}

class Walk {
  flat = '';
  readonly at: number[] = [];

  paragraph(node: DocumentNode, offset: number, end: string): void {
    node.forEach((child, inner) => {
      const text = child.isText ? (child.text ?? '') : '\n';
      for (let index = 0; index < text.length; index++) this.#put(text[index]!, offset + 1 + inner + index);
    });
    if (end !== '') this.#put(end, offset + node.nodeSize - 1);
  }

  table(node: DocumentNode, offset: number): void {
    this.#put(TABLE, offset);
    node.forEach((row, rowOffset) => {
      const rowAt = offset + 1 + rowOffset;
      row.forEach((cell, cellOffset) => {
        this.#cell(cell, rowAt + 1 + cellOffset);
      });
      this.#put(ROW_END, rowAt + row.nodeSize - 1);
    });
    this.#put(TABLE_END, offset + node.nodeSize - 1);
  }

  #cell(cell: DocumentNode, offset: number): void {
    cell.forEach((line, lineOffset, index) => {
      const last = index === cell.childCount - 1;
      this.paragraph(line, offset + 1 + lineOffset, last ? '' : '\n');
    });
    // Inside the last line of the cell, so that what was taken out at its end is shown there.
    this.#put(CELL_END, offset + cell.nodeSize - 2);
    const span = typeof cell.attrs.colspan === 'number' ? cell.attrs.colspan : 1;
    for (let covered = 1; covered < span; covered++) this.#put(CELL_END, offset + cell.nodeSize - 2);
  }

  #put(character: string, position: number): void {
    this.flat += character;
    this.at.push(position);
  }
}

/** The index in the flat text that stands at or right behind a document position. */
export function flatIndexOf({ at }: Positions, position: number): number {
  let low = 0;
  let high = at.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle]! < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
