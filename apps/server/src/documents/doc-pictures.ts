import type { Buffer } from 'node:buffer';
import type { DocFile } from './doc-file.ts';

const PICTURE_IN_TEXT = [0x64, 0x66];
const STORE = 0xf001;
const STORE_ENTRY = 0xf007;
const SHAPE = 0xf004;
const SHAPE_HEAD = 0xf00a;
const SHAPE_OPTIONS = 0xf00b;
/** A drawing, and a group of shapes within it. */
const CONTAINERS = new Set([0xf002, 0xf003]);
const ANCHOR_LENGTH = 26;
const ENTRY_LENGTH = 36;
/** Records of pictures whose bytes are a file: JPEG twice and PNG. The others are drawings and bitmaps of Windows. */
/** Every kind of picture, and the entry of a store around one. */
const BLIPS = new Set([0xf007, 0xf01a, 0xf01b, 0xf01c, 0xf01d, 0xf01e, 0xf01f, 0xf029, 0xf02a]);
const FILES = new Set([0xf01d, 0xf02a, 0xf01e]);

interface RecordHead {
  instance: number;
  type: number;
  from: number;
  to: number;
}

/** The records of an Office drawing that lie one behind the other ([MS-ODRAW] 2.2.1). */
function* recordsIn(bytes: Buffer, from: number, to: number): Generator<RecordHead> {
  for (let at = from; at + 8 <= Math.min(to, bytes.length); ) {
    const length = bytes.readUInt32LE(at + 4);
    yield {
      instance: bytes.readUInt16LE(at) >> 4,
      type: bytes.readUInt16LE(at + 2),
      from: at + 8,
      to: at + 8 + length,
    };
    at += 8 + length;
  }
}

/** The picture that stands in the text as a character; null when its kind is not one that can be shown. */
export function pictureInText({ data }: DocFile, place: number): Buffer | 'none' | null {
  if (place + 8 > data.length) return null;
  const [length, head] = [data.readInt32LE(place), data.readUInt16LE(place + 4)];
  const kind = data.readInt16LE(place + 6);
  if (!PICTURE_IN_TEXT.includes(kind)) return null;
  let from = place + head;
  if (kind === 0x66) from += 1 + (data[from] ?? 0);
  if ([...recordsIn(data, from, place + length)].every(each => !BLIPS.has(each.type))) return 'none';
  return firstFile(data, from, place + length);
}

/** A shape in the document: the picture it shows, or null for a text box or a drawing. */
export type Shapes = Map<number, Buffer | null>;

/** The shapes by the character at which they are anchored ([MS-DOC] 2.8.37), drawn over the text or within it. */
export function shapesOf(file: DocFile): Shapes {
  const shapes: Shapes = new Map();
  const anchors = file.structure('anchors');
  const count = Math.floor((anchors.length - 4) / (4 + ANCHOR_LENGTH));
  if (count < 1) return shapes;
  const drawings = file.structure('drawings');
  const pictures = storedPictures(drawings, file);
  const shown = shownPictures(drawings);
  for (let at = 0; at < count; at += 1) {
    const shape = anchors.readUInt32LE((count + 1) * 4 + at * ANCHOR_LENGTH);
    const number = shown.get(shape);
    shapes.set(anchors.readUInt32LE(at * 4), number === undefined ? null : (pictures[number - 1] ?? null));
  }
  return shapes;
}

/** The document's store of pictures, in its order; null for a kind that cannot be shown. */
function storedPictures(drawings: Buffer, file: DocFile): (Buffer | null)[] {
  const group = recordsIn(drawings, 0, drawings.length).next().value;
  if (!group) return [];
  const store = [...recordsIn(drawings, group.from, group.to)].find(each => each.type === STORE);
  if (!store) return [];
  return [...recordsIn(drawings, store.from, store.to)].map(entry => {
    if (entry.type !== STORE_ENTRY || entry.from + ENTRY_LENGTH > drawings.length) return null;
    const place = drawings.readUInt32LE(entry.from + 28);
    return place < file.main.length ? firstFile(file.main, place, file.main.length) : null;
  });
}

/** Which picture of the store each shape shows, by the shape's number. */
function shownPictures(drawings: Buffer): Map<number, number> {
  const shown = new Map<number, number>();
  const group = recordsIn(drawings, 0, drawings.length).next().value;
  // Behind the group each drawing has a byte that says whether it is the text's or the headers'.
  for (let at = (group?.to ?? drawings.length) + 1; at + 8 <= drawings.length; ) {
    const drawing = recordsIn(drawings, at, drawings.length).next().value;
    if (!drawing) break;
    for (const shape of shapesIn(drawings, drawing)) {
      const parts = [...recordsIn(drawings, shape.from, shape.to)];
      const own = parts.find(each => each.type === SHAPE_HEAD);
      const options = parts.find(each => each.type === SHAPE_OPTIONS);
      const picture = options && pictureOption(drawings, options);
      if (own && picture) shown.set(drawings.readUInt32LE(own.from), picture);
    }
    at = drawing.to + 1;
  }
  return shown;
}

function* shapesIn(drawings: Buffer, container: RecordHead, depth = 0): Generator<RecordHead> {
  for (const each of recordsIn(drawings, container.from, container.to)) {
    if (each.type === SHAPE) yield each;
    else if (depth < 8 && CONTAINERS.has(each.type)) yield* shapesIn(drawings, each, depth + 1);
  }
}

function pictureOption(drawings: Buffer, { from, instance }: RecordHead): number | null {
  for (let at = 0; at < instance && from + at * 6 + 6 <= drawings.length; at += 1) {
    if ((drawings.readUInt16LE(from + at * 6) & 0x3fff) === 0x0104)
      return drawings.readUInt32LE(from + at * 6 + 2);
  }
  return null;
}

function firstFile(bytes: Buffer, from: number, to: number): Buffer | null {
  for (const record of recordsIn(bytes, from, to)) {
    if (record.type === STORE_ENTRY) {
      const inside = firstFile(bytes, record.from + ENTRY_LENGTH + (bytes[record.from + 33] ?? 0), record.to);
      if (inside) return inside;
    }
    if (!FILES.has(record.type)) continue;
    // An odd instance says that two checksums, not one, stand before the file.
    const start = record.from + ((record.instance & 1) === 1 ? 33 : 17);
    return bytes.subarray(start, Math.min(record.to, bytes.length));
  }
  return null;
}
