import { Buffer } from 'node:buffer';
import { inflateSync } from 'node:zlib';
import { clearsPosition, isPicture, pictureWithoutPlace, withoutPlace } from './picture-place.ts';
import { rewriteZip } from './rewrite-zip.ts';

/** Documents up to here are held in memory while the pictures inside are cleaned; uploads are smaller. */
const LARGEST = 64 * 1024 * 1024;

export type Cleaned = {
  content: AsyncIterable<Uint8Array>;
  /** True once a place was found that could not be taken out; asked after the content has been read. */
  left: () => boolean;
};

/**
 * A picture or a document without where its pictures were taken. Packages (docx, odt, xlsx) get their pictures rewritten;
 * in PDF, doc and RTF the position is overwritten where it stands, so that no other byte moves. What holds no such
 * picture passes byte for byte.
 */
export function withoutPlaces(content: AsyncIterable<Uint8Array>): Cleaned {
  let left = false;
  const clean = async function* (): AsyncGenerator<Uint8Array> {
    const { head, rest } = await begin(content);
    const way = wayOf(head);
    if (!way) {
      yield* withoutPlace(rest);
      return;
    }
    const bytes = await whole(rest);
    if (Array.isArray(bytes)) {
      yield* bytes;
      yield* rest;
      return;
    }
    const cleaned = await way(bytes);
    left = cleaned.left;
    yield cleaned.bytes;
  };
  return { content: clean(), left: () => left };
}

type Way = (bytes: Buffer) => Promise<{ bytes: Buffer; left: boolean }> | { bytes: Buffer; left: boolean };

function wayOf(head: Buffer): Way | null {
  if (head.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))) return packageWithoutPlaces;
  if (head.includes('%PDF-')) return pdfWithoutPlaces;
  if (head.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) return overwritten;
  if (head.subarray(0, 5).toString('latin1') === '{\\rtf') return rtfWithoutPlaces;
  return null;
}

/** Looks at the first bytes and gives them back with what follows. */
async function begin(content: AsyncIterable<Uint8Array>) {
  const source = content[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < 1024) {
    const next = await source.next();
    if (next.done) break;
    first.push(next.value);
    size += next.value.byteLength;
  }
  const rest = (async function* (): AsyncGenerator<Uint8Array> {
    while (first.length > 0) yield first.shift()!;
    for (;;) {
      const next = await source.next();
      if (next.done) return;
      yield next.value;
    }
  })();
  return { head: Buffer.concat(first).subarray(0, 1024), rest };
}

/** All of it as one, or what was read when it is too large. */
async function whole(rest: AsyncIterator<Uint8Array>): Promise<Buffer | Uint8Array[]> {
  const held: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const next = await rest.next();
    if (next.done) return Buffer.concat(held);
    held.push(next.value);
    size += next.value.byteLength;
    if (size > LARGEST) return held;
  }
}

const NESTED = 2;

async function packageWithoutPlaces(bytes: Buffer): Promise<{ bytes: Buffer; left: boolean }> {
  return cleanPackage(bytes, 0);
}

async function cleanPackage(bytes: Buffer, depth: number): Promise<{ bytes: Buffer; left: boolean }> {
  let left = false;
  const change = async (part: Buffer): Promise<Buffer> => {
    if (isPicture(part)) return pictureWithoutPlace(part);
    if (wayOf(part.subarray(0, 1024)) === packageWithoutPlaces && depth < NESTED) {
      const inner = await cleanPackage(part, depth + 1);
      left ||= inner.left;
      return inner.bytes;
    }
    return part;
  };
  const rewritten = await rewriteZip(bytes, { wanted: MAY_HOLD_PLACES, change });
  return { bytes: rewritten, left };
}

/** Media of Word and LibreOffice, the preview of a document, and documents inside documents. */
const MAY_HOLD_PLACES =
  /\.(?:jpe?g|jfif|jpe|png|gif|webp|docx|xlsx|pptx|odt|ods|odg|bin|tmp)$|^Pictures\/|\/media\//iu;

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const XMP = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
const IPTC = Buffer.from('Photoshop 3.0\0', 'latin1');
const BLANK = 0x20;

/**
 * Overwrites positions in the pictures that stand as they are inside other bytes. A segment that is not followed by the
 * next marker lies in pieces: its bytes belong to something else, so it is left and told.
 */
function overwritten(given: Buffer): { bytes: Buffer; left: boolean } {
  const bytes = Buffer.from(given);
  let left = false;
  for (const { from, to, together } of segmentsOf(bytes, EXIF, 0xe1)) {
    const body = bytes.subarray(from, to);
    const copy = Buffer.from(body);
    const sound = clearsPosition(copy);
    if (sound && copy.equals(body)) continue;
    if (!together) left = true;
    else if (sound) copy.copy(body);
    else body.fill(0);
  }
  for (const { from, to, together } of segmentsOf(bytes, XMP, 0xe1)) {
    if (!/gps|location|city/iu.test(bytes.toString('latin1', from, to))) continue;
    if (together) bytes.fill(BLANK, from, to);
    else left = true;
  }
  for (const { from, to, together } of segmentsOf(bytes, IPTC, 0xed)) if (together) bytes.fill(0, from, to);
  return { bytes: bytes.equals(given) ? given : bytes, left };
}

/** What stands in the segments of a JPEG that begin with a name, wherever the picture lies. */
function* segmentsOf(bytes: Buffer, name: Buffer, marker: number) {
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1)) {
    if (at < 4 || bytes[at - 4] !== 0xff || bytes[at - 3] !== marker) continue;
    const end = at - 2 + bytes.readUInt16BE(at - 2);
    const to = Math.min(end, bytes.length);
    if (to > at + name.length) yield { from: at + name.length, to, together: bytes[end] === 0xff };
  }
}

const PACKED = /\/Filter\s*\[\s*\/(?:FlateDecode|Fl)\s*\/(?:DCTDecode|DCT)\s*\]/gu;
const POSITION_IN_XMP = /(exif:GPS\w+)(="[^"]*"|>[^<]*<)/gu;

/** Pictures that are packed once more cannot be written back in their place: such a document is told. */
function pdfWithoutPlaces(given: Buffer): { bytes: Buffer; left: boolean } {
  const { bytes, left } = overwritten(given);
  const text = bytes.toString('latin1');
  let packed = false;
  for (const { index } of text.matchAll(PACKED)) {
    const start = text.indexOf('stream', index);
    const end = text.indexOf('endstream', start);
    if (start < 0 || end < 0 || start - index > 2000) continue;
    const picture = unpacked(bytes.subarray(start + (bytes[start + 6] === 0x0d ? 8 : 7), end));
    if (picture && !overwritten(picture).bytes.equals(picture)) packed = true;
  }
  const blanked = text.replace(POSITION_IN_XMP, (_, name: string, value: string) => {
    const [first, last] = [value.startsWith('=') ? 2 : 1, 1];
    return name + value.slice(0, first) + ' '.repeat(value.length - first - last) + value.slice(-last);
  });
  return { bytes: blanked === text ? bytes : Buffer.from(blanked, 'latin1'), left: left || packed };
}

function unpacked(bytes: Buffer): Buffer | null {
  try {
    return inflateSync(bytes, { maxOutputLength: LARGEST });
  } catch {
    return null;
  }
}

const HEX_PICTURE = /ffd8ff[0-9a-f\s]{40,}/giu;

/** RTF writes its pictures in hexadecimal digits. */
function rtfWithoutPlaces(given: Buffer): { bytes: Buffer; left: boolean } {
  let left = false;
  const text = given.toString('latin1');
  const cleaned = text.replace(HEX_PICTURE, run => {
    const picture = Buffer.from(run.replace(/\s/gu, ''), 'hex');
    const clean = overwritten(picture);
    left ||= clean.left;
    if (clean.bytes === picture) return run;
    const digits = clean.bytes.toString('hex');
    let at = 0;
    return run.replace(/[0-9a-f]/giu, digit => digits[at++] ?? digit);
  });
  return { bytes: cleaned === text ? given : Buffer.from(cleaned, 'latin1'), left };
}
