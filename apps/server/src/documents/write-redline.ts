import {
  CELL_END,
  isParagraphEnd,
  isStructure,
  PARAGRAPH_ENDS,
  type Redline,
  type RedlineMark,
  ROW_END,
  TABLE,
  TABLE_END,
  TITLE_END,
} from '@xinxuan/contract';
import {
  AlignmentType,
  DeletedTextRun,
  InsertedTextRun,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  WidthType,
} from 'docx';
import { officialDocument } from './official-layout.ts';
import { CHARACTER, LINE, SIZE, TYPE_WIDTH } from './official-measures.ts';
import { type Face, FONTS, faceOf, fontNames, runs } from './official-text.ts';
import { printable } from './package-bytes.ts';

/** A character sequence with the marks under which it came or went. */
type Piece = { text: string; ins?: number | undefined; del?: number | undefined };

/**
 * Writes a text with its changes as .docx: what came is w:ins, what went is w:del, under the name and the time of
 * whoever changed it, so that Word and WPS can take or reject each. Paragraph ends and rows that came or went are
 * marked as well.
 */
export function writeRedline(redline: Redline): Promise<Uint8Array> {
  const writer = new RedlineWriter(redline.marks);
  for (const { text, ins, del } of redline.runs)
    for (const token of text.match(TOKEN) ?? []) writer.take({ text: token, ins, del });
  return officialDocument(writer.title(), writer.finish());
}

const TOKEN = /[\ufdd0-\ufdef]|[^\ufdd0-\ufdef]+/gu;

class RedlineWriter {
  readonly #marks: Map<number, RedlineMark>;
  readonly #children: (Paragraph | Table)[] = [];
  #title = '';
  #pieces: Piece[] = [];
  #cells: TableCell[] = [];
  #rows: TableRow[] | null = null;
  #changes = 0;

  constructor(marks: readonly RedlineMark[]) {
    this.#marks = new Map(marks.map(mark => [mark.n, mark]));
  }

  title(): string {
    return this.#title;
  }

  take(piece: Piece): void {
    if (!isStructure(piece.text)) this.#pieces.push({ ...piece, text: printable(piece.text) });
    else if (piece.text === TITLE_END) this.#endTitle();
    else if (this.#rows) this.#inTable(piece, this.#rows);
    else if (piece.text === TABLE) {
      if (this.#pieces.length > 0) this.#paragraph(0, {});
      this.#rows = [];
    } else if (isParagraphEnd(piece.text))
      this.#paragraph(PARAGRAPH_ENDS.indexOf(piece.text as never), piece);
  }

  finish(): (Paragraph | Table)[] {
    if (this.#rows) this.#endTable(this.#rows);
    if (this.#pieces.length > 0) this.#paragraph(0, {});
    return this.#children;
  }

  #endTitle(): void {
    this.#title = this.#pieces.map(piece => (piece.del === undefined ? piece.text : '')).join('');
    this.#children.push(
      new Paragraph({
        alignment: AlignmentType.CENTER,
        keepNext: true,
        outlineLevel: 0,
        children: this.#runs(FONTS.title, SIZE.title),
      }),
      new Paragraph({ spacing: SPACING, children: [] }),
    );
  }

  #paragraph(level: number, end: Omit<Piece, 'text'>): void {
    this.#children.push(
      new Paragraph({
        alignment: AlignmentType.BOTH,
        spacing: SPACING,
        indent: { firstLine: 2 * CHARACTER },
        ...(level > 0 && { keepNext: true, outlineLevel: level - 1 }),
        run: this.#changed(end),
        children: this.#runs(faceOf(level as 0), SIZE.body),
      }),
    );
  }

  #inTable(piece: Piece, rows: TableRow[]): void {
    if (piece.text === CELL_END) this.#endCell();
    else if (piece.text === ROW_END) this.#endRow(rows, piece);
    else if (piece.text === TABLE_END) this.#endTable(rows);
    else this.#pieces.push({ ...piece, text: '\n' });
  }

  #endCell(): void {
    const paragraph = new Paragraph({ children: this.#runs(FONTS.body, SIZE.table) });
    this.#cells.push(new TableCell({ children: [paragraph] }));
  }

  #endRow(rows: TableRow[], end: Omit<Piece, 'text'>): void {
    if (this.#pieces.length > 0) this.#endCell();
    if (this.#cells.length > 0) rows.push(new TableRow({ children: this.#cells, ...this.#changed(end) }));
    this.#cells = [];
  }

  #endTable(rows: TableRow[]): void {
    this.#endRow(rows, {});
    if (rows.length > 0)
      this.#children.push(
        new Table({ rows, width: { size: TYPE_WIDTH, type: WidthType.DXA } }),
        new Paragraph({ spacing: SPACING, children: [] }),
      );
    this.#rows = null;
  }

  /** What has been gathered, as runs of one face; every change has an id of its own in the file. */
  #runs(face: Face, size: number): ParagraphChild[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces.flatMap(({ text, ins, del }): ParagraphChild[] => {
      if (ins === undefined && del === undefined) return runs(text, face, { size });
      const style = { text, size, font: fontNames(face) };
      // Put in by one and taken out by another: whoever takes neither has nothing left, so it is told as taken out.
      if (del !== undefined) return [new DeletedTextRun({ ...style, ...this.#mark(del) })];
      return [new InsertedTextRun({ ...style, ...this.#mark(ins!) })];
    });
  }

  #changed({ ins, del }: Omit<Piece, 'text'>) {
    if (del !== undefined) return { deletion: this.#mark(del) };
    return ins === undefined ? {} : { insertion: this.#mark(ins) };
  }

  #mark(n: number): { id: number; author: string; date: string } {
    const mark = this.#marks.get(n);
    this.#changes += 1;
    return { id: this.#changes, author: mark?.by.name ?? '', date: mark?.at ?? '' };
  }
}

const SPACING = { before: 0, after: 0, line: LINE };
