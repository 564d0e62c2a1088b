import type { DocFile } from './doc-file.ts';
import type { DocLook, DocLooks } from './doc-looks.ts';
import type { Shapes } from './doc-pictures.ts';
import { pictureInText, shapesOf } from './doc-pictures.ts';
import type { Block, ReadDocument, TableBlock } from './document.ts';
import { trimmed } from './document.ts';
import type { Numbering } from './docx-numbering.ts';
import { docxNote, pushOnce } from './docx-parts.ts';
import { Refused } from './refusals.ts';

/** Characters that mean something else than themselves ([MS-DOC] 2.4.1 and 2.8). */
const PICTURE = '\u0001';
const NOTE = '\u0002';
const COMMENT = '\u0005';
const CELL_END = '\u0007';
const DRAWN = '\u0008';
const FIELD_START = '\u0013';
const FIELD_RESULT = '\u0014';
const FIELD_END = '\u0015';
const PARAGRAPH_ENDS = new Set(['\r', CELL_END, '\f', '\u000e']);
const PLAIN: Record<string, string> = {
  '\u000b': '\n',
  '\u001e': '-',
  '\u001f': '',
  '\u00a0': ' ',
  '\t': '\t',
};
const REACHING_FIELD = /^\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b/iu;

interface Parts {
  file: DocFile;
  looks: DocLooks;
  numbering: Numbering;
  document: ReadDocument;
}

interface Range {
  from: number;
  to: number;
}

/** What one paragraph has gathered so far. */
interface Gathered {
  text: string;
  bold: number;
  sizes: Map<number, number>;
  /** Nested fields: true while their instruction, which nobody sees, is read. */
  fields: boolean[];
  /** How many of them are true. */
  instructions: number;
  instruction: string;
  deleted: string;
  hidden: string;
  after: Block[];
}

/** Walks through the characters of a .doc and puts blocks together. */
export class DocWalk {
  readonly pictures: Uint8Array[] = [];
  unreadablePictures = 0;
  readonly #parts: Parts;
  readonly #boxes: Range[];
  readonly #shapes: Shapes;
  #cell: string[] = [];
  #row: string[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#boxes = boxesOf(parts.file);
    this.#shapes = shapesOf(parts.file);
  }

  /** Text that is shown to checks only. */
  plainTextOf(range: Range): string {
    const text = this.#parts.file.text.slice(range.from, range.to);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: Word marks notes, fields and pictures with control characters
    return trimmed(text.replace(/\r/gu, '\n').replace(/[\u0000-\u0008\u000c-\u001f]/gu, ''));
  }

  blocksOf({ from, to }: Range): Block[] {
    const { file, looks } = this.#parts;
    const blocks: Block[] = [];
    let start = from;
    for (let at = from; at < to; at += 1) {
      const mark = file.text[at]!;
      if (!PARAGRAPH_ENDS.has(mark) && at + 1 < to) continue;
      const look = looks.paragraph(file.placeOf(at));
      const end = PARAGRAPH_ENDS.has(mark) ? at : at + 1;
      this.#take(blocks, this.#paragraph({ from: start, to: end }, look), { look, mark });
      start = at + 1;
    }
    this.#endRow(blocks);
    return blocks;
  }

  #take(blocks: Block[], paragraph: Block[], { look, mark }: { look: DocLook; mark: string }): void {
    if (!look.inTable) {
      this.#endRow(blocks);
      blocks.push(...paragraph);
      return;
    }
    if (look.endsRow && (look.depth ?? 1) < 2) {
      this.#endRow(blocks);
      return;
    }
    for (const block of paragraph) {
      if (block.kind === 'paragraph') this.#cell.push(block.text);
      else blocks.push(block);
    }
    if (mark !== CELL_END || (look.depth ?? 1) > 1) return;
    this.#row.push(this.#cell.join('\n'));
    this.#cell = [];
  }

  #endRow(blocks: Block[]): void {
    if (this.#cell.length > 0) this.#row.push(this.#cell.join('\n'));
    const row = this.#row;
    [this.#cell, this.#row] = [[], []];
    if (row.length === 0) return;
    const last = blocks.findLast(block => block.kind !== 'picture');
    if (last?.kind === 'table' && last === this.#open) last.rows.push(row);
    else {
      this.#open = { kind: 'table', rows: [row], headerRows: 0 };
      blocks.push(this.#open);
    }
  }
  #open: TableBlock | null = null;

  #paragraph(range: Range, look: DocLook): Block[] {
    const gathered: Gathered = {
      text: '',
      bold: 0,
      sizes: new Map(),
      fields: [],
      instructions: 0,
      instruction: '',
      deleted: '',
      hidden: '',
      after: [],
    };
    for (let at = range.from; at < range.to; at += 1) this.#character(at, look, gathered);
    this.#noteLeftOut(gathered);
    const text = trimmed(gathered.text);
    if (text === '') return gathered.after;
    const number = look.list
      ? this.#parts.numbering.next({ id: String(look.list), level: look.level ?? 0 })
      : '';
    return [
      {
        kind: 'paragraph',
        text: number + text,
        heading: look.heading ?? 0,
        bold: gathered.bold * 2 > text.length,
        align: look.align ?? 'left',
        size: [...gathered.sizes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null,
      },
      ...gathered.after,
    ];
  }

  #character(at: number, paragraph: DocLook, gathered: Gathered): void {
    const { file, looks } = this.#parts;
    const character = file.text[at]!;
    const own = looks.character(file.placeOf(at));
    if (this.#isField(character, gathered)) return;
    if (gathered.instructions > 0) gathered.instruction += character;
    else if (own.deleted) gathered.deleted += character;
    else if (own.hidden ?? paragraph.hidden) gathered.hidden += character;
    else if (character === PICTURE) this.#picture(own, gathered);
    else if (character === DRAWN) this.#drawn(at, gathered);
    else if (character === NOTE) pushOnce(this.#parts.document.notes, docxNote('footnotes_left_out'));
    else if (character === COMMENT) pushOnce(this.#parts.document.notes, docxNote('comments_left_out'));
    else if (character in PLAIN) gathered.text += PLAIN[character];
    else if (character >= ' ' && character !== '\ufffc') {
      gathered.text += character;
      if (own.inserted) pushOnce(this.#parts.document.notes, docxNote('tracked_changes_accepted'));
      if (own.bold ?? paragraph.bold) gathered.bold += 1;
      const size = own.size ?? paragraph.size ?? 10;
      gathered.sizes.set(size, (gathered.sizes.get(size) ?? 0) + 1);
    }
  }

  #isField(character: string, gathered: Gathered): boolean {
    const { fields } = gathered;
    if (character === FIELD_START) {
      fields.push(true);
      gathered.instructions += 1;
    } else if (character === FIELD_RESULT || character === FIELD_END) {
      if (fields.pop()) gathered.instructions -= 1;
      if (character === FIELD_RESULT) fields.push(false);
      this.#judgeField(gathered);
    } else return false;
    return true;
  }

  #judgeField(gathered: Gathered): void {
    const reaching = REACHING_FIELD.exec(gathered.instruction);
    if (reaching) throw new Refused('external_content', { detail: reaching[0].trim() });
    const { notes } = this.#parts.document;
    if (/^\s*HYPERLINK\b/iu.test(gathered.instruction))
      pushOnce(notes, docxNote('links_removed', { count: 1 }));
    if (/^\s*EMBED\b/iu.test(gathered.instruction)) pushOnce(notes, docxNote('embedded_files_left_out'));
    gathered.instruction = '';
  }

  #picture({ picture }: DocLook, gathered: Gathered): void {
    if (picture === undefined) return;
    const bytes = pictureInText(this.#parts.file, picture);
    // An empty frame stands beside a shape that has been read already.
    if (bytes === 'none') return;
    if (bytes) gathered.after.push({ kind: 'picture', picture: this.pictures.push(bytes) - 1 });
    else this.unreadablePictures += 1;
  }

  /** A text box is read behind the paragraph that it is anchored in, as a picture is. */
  #drawn(at: number, gathered: Gathered): void {
    const picture = this.#shapes.get(at);
    if (picture) gathered.after.push({ kind: 'picture', picture: this.pictures.push(picture) - 1 });
    else {
      const box = this.#boxes.shift();
      if (box) gathered.after.push(...this.blocksOf(box));
    }
  }

  #noteLeftOut({ deleted, hidden }: Gathered): void {
    const { aside, notes } = this.#parts.document;
    if (deleted.trim() !== '') {
      aside.push({ place: 'deleted', text: deleted });
      pushOnce(notes, docxNote('tracked_changes_accepted'));
    }
    if (hidden.trim() !== '') {
      aside.push({ place: 'hidden', text: hidden });
      pushOnce(notes, docxNote('hidden_text_left_out'));
    }
  }
}

/** Where each text box begins and ends; the table's last two places close the part. */
function boxesOf(file: DocFile): Range[] {
  const part = file.part('boxes');
  const table = file.structure('textBoxes');
  const count = Math.floor((table.length - 4) / 26);
  const places = Array.from(
    { length: Math.max(0, count + 1) },
    (_, at) => part.from + table.readUInt32LE(at * 4),
  );
  return places
    .slice(0, -1)
    .map((from, at) => ({ from, to: Math.min(places[at + 1]!, part.to) }))
    .filter(({ from, to }) => to > from);
}
