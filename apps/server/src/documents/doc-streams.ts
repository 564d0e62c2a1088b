import { Buffer } from 'node:buffer';
import { Refused } from './refusals.ts';

const FREE = 0xfffffffa;
const NO_ENTRY = 0xffffffff;
/** From this length on a stream has sectors of its own ([MS-CFB] 2.6). */
const SMALL = 4096;
const SMALL_SECTOR = 64;
const MAX_ENTRIES = 4096;

interface Entry {
  start: number;
  size: number;
}

/** The streams of an OLE compound file ([MS-CFB]) by name. A chain that leaves the file or runs in a circle is damage. */
export class DocStreams {
  readonly #bytes: Buffer;
  readonly #sectorSize: number;
  readonly #next: number[] = [];
  readonly #smallNext: number[] = [];
  readonly #entries = new Map<string, Entry>();
  readonly #small: Buffer;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const shift = this.#bytes.length < 512 ? 0 : this.#bytes.readUInt16LE(0x1e);
    if (shift !== 9 && shift !== 12) throw new Refused('damaged');
    this.#sectorSize = 1 << shift;
    for (const sector of this.#tableSectors()) {
      if (this.#next.length * this.#sectorSize > this.#bytes.length + this.#sectorSize ** 2) break;
      this.#next.push(...this.#numbersIn(sector));
    }
    let root: Entry = { start: FREE, size: 0 };
    const directory = this.#chain(this.#bytes.readUInt32LE(0x30));
    for (let at = 0; at + 128 <= directory.length && at < MAX_ENTRIES * 128; at += 128) {
      const length = directory.readUInt16LE(at + 64);
      if (length < 4 || length > 64) continue;
      const name = directory.toString('utf16le', at, at + length - 2);
      const entry = { start: directory.readUInt32LE(at + 116), size: directory.readUInt32LE(at + 120) };
      if (directory[at + 66] === 5) root = entry;
      else if (!this.#entries.has(name)) this.#entries.set(name, entry);
    }
    for (const sector of this.#sectorsFrom(this.#bytes.readUInt32LE(0x3c)))
      this.#smallNext.push(...this.#numbersIn(sector));
    this.#small = this.#chain(root.start);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The bytes of a stream; empty when there is none of this name. */
  read(name: string): Buffer {
    const entry = this.#entries.get(name);
    if (!entry) return Buffer.alloc(0);
    if (entry.size >= SMALL) return this.#chain(entry.start).subarray(0, entry.size);
    const pieces: Buffer[] = [];
    for (
      let at = entry.start;
      at < FREE && pieces.length * SMALL_SECTOR < entry.size;
      at = this.#smallNext[at] ?? NO_ENTRY
    )
      pieces.push(this.#small.subarray(at * SMALL_SECTOR, (at + 1) * SMALL_SECTOR));
    return Buffer.concat(pieces).subarray(0, entry.size);
  }

  /** The sectors that hold the allocation table: the first 109 stand in the header, the others in a chain. */
  *#tableSectors(): Generator<number> {
    for (let at = 0x4c; at < 512; at += 4) {
      const sector = this.#bytes.readUInt32LE(at);
      if (sector < FREE) yield sector;
    }
    let more = this.#bytes.readUInt32LE(0x44);
    for (let count = 0; more < FREE && count < 1024; count += 1) {
      const numbers = this.#numbersIn(more);
      yield* numbers.slice(0, -1).filter(sector => sector < FREE);
      more = numbers.at(-1) ?? NO_ENTRY;
    }
  }

  #numbersIn(sector: number): number[] {
    const from = (sector + 1) * this.#sectorSize;
    const bytes = this.#bytes.subarray(from, from + this.#sectorSize);
    return Array.from({ length: bytes.length >> 2 }, (_, at) => bytes.readUInt32LE(at * 4));
  }

  *#sectorsFrom(first: number): Generator<number> {
    const most = this.#bytes.length / this.#sectorSize + 1;
    let count = 0;
    for (let sector = first; sector < FREE; sector = this.#next[sector] ?? NO_ENTRY) {
      if (++count > most) throw new Refused('damaged');
      yield sector;
    }
  }

  #chain(first: number): Buffer {
    const size = this.#sectorSize;
    return Buffer.concat(
      [...this.#sectorsFrom(first)].map(sector =>
        this.#bytes.subarray((sector + 1) * size, (sector + 2) * size),
      ),
    );
  }
}
