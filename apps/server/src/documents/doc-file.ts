import type { Buffer } from 'node:buffer';
import type { DocStreams } from './doc-streams.ts';
import { Refused } from './refusals.ts';

/** Where the file information block keeps the place and length of a structure in the table stream ([MS-DOC] 2.5.6). */
const PLACES = {
  styles: 0xa2,
  characterPages: 0xfa,
  paragraphPages: 0x102,
  pieces: 0x1a2,
  anchors: 0x1da,
  drawings: 0x22a,
  textBoxes: 0x25a,
  lists: 0x2e2,
  listUses: 0x2ea,
} as const;

/** The parts of a document one behind the other, by the places of their lengths ([MS-DOC] 2.5.4). */
const LENGTHS = {
  text: 0x4c,
  footnotes: 0x50,
  headers: 0x54,
  macros: 0x58,
  comments: 0x5c,
  endnotes: 0x60,
  boxes: 0x64,
} as const;
export type DocPart = keyof typeof LENGTHS;

interface Piece {
  /** Characters, counted from the start of the document's text. */
  from: number;
  to: number;
  /** Bytes in the main stream. */
  at: number;
  wide: boolean;
}

const WORD_97 = 0xa5ec;
const MOST_CHARACTERS = 5_000_000;

/** The text of a Word 97–2003 document ([MS-DOC]): its characters, and where each lies, by which its look is found. */
export class DocFile {
  readonly main: Buffer;
  readonly table: Buffer;
  readonly data: Buffer;
  readonly text: string;
  readonly #pieces: Piece[];
  readonly #parts = new Map<DocPart, { from: number; to: number }>();

  constructor(streams: DocStreams) {
    this.main = streams.read('WordDocument');
    if (this.main.length < 0x200) throw new Refused('damaged');
    if (this.main.readUInt16LE(0) !== WORD_97) throw new Refused('unreadable', { detail: 'Word 95' });
    const flags = this.main.readUInt16LE(0x0a);
    if ((flags & 0x0100) !== 0) throw new Refused('encrypted');
    this.table = streams.read((flags & 0x0200) !== 0 ? '1Table' : '0Table');
    this.data = streams.read('Data');
    this.#pieces = this.#readPieces();
    this.text = this.#pieces.map(piece => this.#textOf(piece)).join('');
    let from = 0;
    for (const part of Object.keys(LENGTHS) as DocPart[]) {
      const length = this.main.readInt32LE(LENGTHS[part]);
      if (length < 0 || from + length > this.text.length + 1) throw new Refused('damaged');
      this.#parts.set(part, { from, to: from + length });
      from += length;
    }
  }

  /** A structure of the table stream; empty when the document has none. */
  structure(name: keyof typeof PLACES): Buffer {
    const place = PLACES[name];
    const [from, length] = [this.main.readUInt32LE(place), this.main.readUInt32LE(place + 4)];
    return this.table.subarray(from, from + length);
  }

  /** What follows a structure in the table stream, up to its end. */
  behind(name: keyof typeof PLACES): Buffer {
    return this.table.subarray(
      this.main.readUInt32LE(PLACES[name]) + this.main.readUInt32LE(PLACES[name] + 4),
    );
  }

  part(name: DocPart): { from: number; to: number } {
    return this.#parts.get(name)!;
  }

  /** The place in the main stream of a character; -1 behind the end. */
  placeOf(character: number): number {
    let [low, high] = [0, this.#pieces.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const piece = this.#pieces[middle]!;
      if (character < piece.from) high = middle - 1;
      else if (character >= piece.to) low = middle + 1;
      else return piece.at + (character - piece.from) * (piece.wide ? 2 : 1);
    }
    return -1;
  }

  #readPieces(): Piece[] {
    const bytes = this.structure('pieces');
    let at = 0;
    // Properties that were saved in a hurry stand before the table of pieces.
    while (bytes[at] === 1) at += 3 + bytes.readUInt16LE(at + 1);
    if (bytes[at] !== 2) throw new Refused('damaged');
    const length = bytes.readUInt32LE(at + 1);
    const table = bytes.subarray(at + 5, at + 5 + length);
    const count = Math.floor((table.length - 4) / 12);
    return Array.from({ length: count }, (_, index): Piece => {
      const [from, to] = [table.readUInt32LE(index * 4), table.readUInt32LE(index * 4 + 4)];
      const place = table.readUInt32LE((count + 1) * 4 + index * 8 + 2);
      const wide = (place & 0x4000_0000) === 0;
      if (to < from || to > MOST_CHARACTERS) throw new Refused('damaged');
      return { from, to, at: wide ? place : (place & 0x3fff_ffff) >> 1, wide };
    });
  }

  #textOf({ from, to, at, wide }: Piece): string {
    const bytes = this.main.subarray(at, at + (to - from) * (wide ? 2 : 1));
    const text = wide ? bytes.toString('utf16le') : new TextDecoder('windows-1252').decode(bytes);
    if (text.length !== to - from) throw new Refused('truncated');
    return text;
  }
}
