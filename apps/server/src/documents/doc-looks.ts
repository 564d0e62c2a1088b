import type { Buffer } from 'node:buffer';
import type { DocFile } from './doc-file.ts';
import type { Align } from './document.ts';
import { Refused } from './refusals.ts';

/** What is known of a paragraph and of a stretch of characters; undefined means "as inherited". */
export interface DocLook {
  align?: Align;
  /** Points. */
  size?: number;
  bold?: boolean;
  hidden?: boolean;
  deleted?: boolean;
  inserted?: boolean;
  heading?: number;
  inTable?: boolean;
  endsRow?: boolean;
  /** 1 for a table in the text, 2 for one inside a cell. */
  depth?: number;
  /** Which use of a list, from 1; 0 for none. */
  list?: number;
  level?: number;
  /** Place of the picture in the data stream. */
  picture?: number;
  style?: number;
}

const ALIGNS: Align[] = ['left', 'center', 'right', 'justify', 'justify'];
const isOn = (operand: Buffer) => operand[0] === 1;

/** What single property modifiers mean ([MS-DOC] 2.6); the others say nothing to a reader of text. */
const MODIFIERS: Record<number, (operand: Buffer, look: DocLook) => void> = {
  9219: (operand, look) => alignTo(operand, look),
  9313: (operand, look) => alignTo(operand, look),
  9238: (operand, look) => {
    look.inTable = isOn(operand);
  },
  9239: (operand, look) => {
    look.endsRow = isOn(operand);
  },
  9292: (operand, look) => {
    look.endsRow = isOn(operand);
  },
  26185: (operand, look) => {
    look.depth = operand.readInt32LE(0);
  },
  9792: (operand, look) => {
    look.heading = operand[0]! < 9 ? operand[0]! + 1 : 0;
  },
  9738: (operand, look) => {
    look.level = operand[0]!;
  },
  17931: (operand, look) => {
    look.list = operand.readUInt16LE(0);
  },
  2048: (operand, look) => {
    look.deleted = isOn(operand);
  },
  2049: (operand, look) => {
    look.inserted = isOn(operand);
  },
  2101: (operand, look) => {
    look.bold = operand[0] === 1 || operand[0] === 0x81;
  },
  2108: (operand, look) => {
    look.hidden = operand[0] === 1 || operand[0] === 0x81;
  },
  19011: (operand, look) => {
    look.size = operand.readUInt16LE(0) / 2;
  },
  27139: (operand, look) => {
    look.picture = operand.readUInt32LE(0);
  },
  18992: (operand, look) => {
    look.style = operand.readUInt16LE(0);
  },
};

function alignTo(operand: Buffer, look: DocLook): void {
  look.align = ALIGNS[operand[0]!] ?? 'justify';
}

/** Lengths of operands by the upper three bits of a modifier; 6 says its own. */
const OPERANDS = [1, 1, 2, 4, 2, 2, -1, 3];
const TABLE_DEFINITION = 0xd608;

function lookOf(modifiers: Buffer): DocLook {
  const look: DocLook = {};
  for (let at = 0; at + 3 <= modifiers.length; ) {
    const code = modifiers.readUInt16LE(at);
    at += 2;
    let length = OPERANDS[code >> 13]!;
    if (code === TABLE_DEFINITION) length = modifiers.length < at + 2 ? 2 : modifiers.readUInt16LE(at) + 1;
    else if (length < 0) length = modifiers[at]! + 1;
    if (at + length > modifiers.length) break;
    MODIFIERS[code]?.(modifiers.subarray(at, at + length), look);
    at += length;
  }
  return look;
}

/** A stretch of the main stream with one look. */
interface Stretch {
  from: number;
  to: number;
  look: DocLook;
}

/** Built-in names of styles by number: 1 to 9 are the headings, 62 is the title. */
const TITLE = 62;

export class DocLooks {
  readonly #paragraphs: Stretch[];
  readonly #characters: Stretch[];
  readonly #styles: { look: DocLook; base: number }[] = [];

  constructor(file: DocFile) {
    this.#paragraphs = stretchesOf(file, 'paragraphPages');
    this.#characters = stretchesOf(file, 'characterPages');
    this.#readStyles(file.structure('styles'));
  }

  /** The look of the paragraph that ends at this place of the main stream, with that of its style. */
  paragraph(place: number): DocLook {
    const own = found(this.#paragraphs, place)?.look ?? {};
    return { ...this.#style(own.style ?? 0, 0), ...own };
  }

  /** What the character at this place says differently from its paragraph. */
  character(place: number): DocLook {
    const own = found(this.#characters, place)?.look ?? {};
    if (own.style === undefined) return own;
    const { bold, size, hidden } = this.#style(own.style, 0);
    return {
      ...(bold !== undefined && { bold }),
      ...(size !== undefined && { size }),
      ...(hidden && { hidden }),
      ...own,
    };
  }

  #style(index: number, depth: number): DocLook {
    const style = this.#styles[index];
    if (!style || depth > 12) return {};
    return { ...this.#style(style.base, depth + 1), ...style.look };
  }

  /** The style sheet ([MS-DOC] 2.9.271): each style with its number, what it is based on, and its modifiers. */
  #readStyles(sheet: Buffer): void {
    if (sheet.length < 6) return;
    const head = sheet.readUInt16LE(0);
    const [count, baseLength] = [sheet.readUInt16LE(2), sheet.readUInt16LE(4)];
    let at = 2 + head;
    for (let index = 0; index < count && at + 2 <= sheet.length; index += 1) {
      const length = sheet.readUInt16LE(at);
      this.#styles.push(styleOf(sheet.subarray(at + 2, at + 2 + length), baseLength));
      at += 2 + length;
    }
  }
}

function styleOf(bytes: Buffer, baseLength: number): { look: DocLook; base: number } {
  if (bytes.length < baseLength + 2) return { look: {}, base: 0xfff };
  const known = bytes.readUInt16LE(0) & 0xfff;
  const [kind, base] = [bytes.readUInt16LE(2) & 0xf, bytes.readUInt16LE(2) >> 4];
  const heading = known >= 1 && known <= 9 ? known : known === TITLE ? 1 : undefined;
  let look: DocLook = heading === undefined ? {} : { heading };
  let at = baseLength + 2 + bytes.readUInt16LE(baseLength) * 2 + 2;
  // A paragraph's style has modifiers for paragraphs, behind its own number, and then for characters.
  for (const skipped of kind === 1 ? [2, 0] : [0]) {
    at += at % 2;
    if (at + 2 > bytes.length) break;
    const length = bytes.readUInt16LE(at);
    look = { ...look, ...lookOf(bytes.subarray(at + 2 + skipped, at + 2 + length)) };
    at += 2 + length;
  }
  return { look, base };
}

const PAGE = 512;
const MOST_STRETCHES = 400_000;

/** The pages of formatting ([MS-DOC] 2.9.32 and 2.9.175), in the order of the stream. */
function stretchesOf(file: DocFile, kind: 'paragraphPages' | 'characterPages'): Stretch[] {
  const table = file.structure(kind);
  const count = Math.max(0, Math.floor((table.length - 4) / 8));
  const stretches: Stretch[] = [];
  for (let index = 0; index < count; index += 1) {
    const from = (table.readUInt32LE((count + 1) * 4 + index * 4) & 0x3f_ffff) * PAGE;
    const page = file.main.subarray(from, from + PAGE);
    if (page.length < PAGE) continue;
    const runs = page[PAGE - 1]!;
    if (stretches.length + runs > MOST_STRETCHES) throw new Refused('too_complex');
    const step = kind === 'paragraphPages' ? 13 : 1;
    for (let run = 0; run < runs && (run + 2) * 4 <= PAGE; run += 1) {
      const offset = page[(runs + 1) * 4 + run * step]! * 2;
      const look =
        offset === 0
          ? {}
          : kind === 'paragraphPages'
            ? paragraphLook(page, offset)
            : characterLook(page, offset);
      stretches.push({ from: page.readUInt32LE(run * 4), to: page.readUInt32LE(run * 4 + 4), look });
    }
  }
  return stretches.sort((a, b) => a.from - b.from);
}

function paragraphLook(page: Buffer, offset: number): DocLook {
  const short = page[offset]!;
  const [from, length] = short === 0 ? [offset + 2, page[offset + 1]! * 2] : [offset + 1, short * 2 - 1];
  const bytes = page.subarray(from, from + length);
  return bytes.length < 2 ? {} : { style: bytes.readUInt16LE(0), ...lookOf(bytes.subarray(2)) };
}

function characterLook(page: Buffer, offset: number): DocLook {
  return lookOf(page.subarray(offset + 1, offset + 1 + page[offset]!));
}

function found(stretches: Stretch[], place: number): Stretch | undefined {
  let [low, high] = [0, stretches.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const stretch = stretches[middle]!;
    if (place < stretch.from) high = middle - 1;
    else if (place >= stretch.to) low = middle + 1;
    else return stretch;
  }
  return undefined;
}
