import { Buffer } from 'node:buffer';

/** Pictures up to here are held in memory while their place data is taken out; no camera makes larger ones. */
const LARGEST = 64 * 1024 * 1024;

/**
 * The same bytes, but a picture without where it was taken: the position in its Exif data is overwritten, packets of XMP
 * and IPTC, which repeat it in many ways, are left out. Day, turning and everything that is seen stay. What is no JPEG,
 * PNG or WebP, or is broken, passes as it came.
 */
export async function* withoutPlace(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const held: Uint8Array[] = [];
  let size = 0;
  let picture: boolean | null = null;
  for await (const chunk of content) {
    if (picture === false) {
      yield chunk;
      continue;
    }
    held.push(chunk);
    size += chunk.byteLength;
    if (picture === null && size >= 12) picture = isPicture(Buffer.concat(held));
    if (picture === false || size > LARGEST) {
      picture = false;
      yield* held.splice(0);
    }
  }
  if (held.length > 0) yield stripped(Buffer.concat(held));
}

function isPicture(head: Buffer): boolean {
  return isJpeg(head) || isPng(head) || isWebp(head);
}

const isJpeg = (bytes: Buffer): boolean => bytes.length > 3 && bytes.readUIntBE(0, 3) === 0xffd8ff;
const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(PNG_HEAD);
const isWebp = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
const PNG_HEAD = Buffer.from('89504e470d0a1a0a', 'hex');

function stripped(bytes: Buffer): Buffer {
  try {
    if (isJpeg(bytes)) return jpegWithoutPlace(bytes);
    if (isPng(bytes)) return pngWithoutPlace(bytes);
    if (isWebp(bytes)) return webpWithoutPlace(bytes);
  } catch (error) {
    // Parts that do not fit together: nobody shows such a picture.
    if (!(error instanceof RangeError)) throw error;
  }
  return bytes;
}

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const XMP = 'http://ns.adobe.com/';

function jpegWithoutPlace(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    // Any number of these may stand before a marker; every reader passes over them.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    // The picture itself begins here, or a marker without length: the rest is taken as it is.
    if (marker === 0xda || marker === 0xd9 || (marker >= 0xd0 && marker <= 0xd7)) break;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    const segment = Buffer.from(bytes.subarray(at, end));
    const body = segment.subarray(4);
    const isExif = marker === 0xe1 && body.subarray(0, EXIF.length).equals(EXIF);
    const packet = (marker === 0xe1 && body.toString('latin1', 0, XMP.length) === XMP) || marker === 0xed;
    if (!packet && (!isExif || clearsPosition(body.subarray(EXIF.length)))) kept.push(segment);
    at = end;
  }
  kept.push(bytes.subarray(at));
  return Buffer.concat(kept);
}

function pngWithoutPlace(bytes: Buffer): Buffer {
  const kept: Buffer[] = [PNG_HEAD];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const keyword = bytes.toString('latin1', at + 8, Math.min(at + 8 + 80, end)).split('\0')[0] ?? '';
    const packet = /^(?:i|t|z)(?:TXt|EXt)$/u.test(type) && /xmp|exif|iptc|raw profile/iu.test(keyword);
    // A changed chunk would need a new checksum; Exif of a PNG is rare and nobody turns a PNG by it.
    if (!packet && type !== 'eXIf') kept.push(bytes.subarray(at, end));
    at = end;
  }
  kept.push(bytes.subarray(at));
  return Buffer.concat(kept);
}

function webpWithoutPlace(bytes: Buffer): Buffer {
  const kept: Buffer[] = [Buffer.from(bytes.subarray(0, 12))];
  let gone = XMP_FLAG;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    const type = bytes.toString('latin1', at, at + 4);
    const chunk = Buffer.from(bytes.subarray(at, end));
    const body = chunk.subarray(8);
    const unsafe =
      type === 'EXIF' &&
      !clearsPosition(body.subarray(0, 6).equals(EXIF) ? body.subarray(EXIF.length) : body);
    if (unsafe) gone |= EXIF_FLAG;
    else if (type !== 'XMP ') kept.push(chunk);
    at = end;
  }
  kept.push(bytes.subarray(at));
  const out = Buffer.concat(kept);
  if (out.toString('latin1', 12, 16) === 'VP8X') out.writeUInt8(out.readUInt8(20) & ~gone, 20);
  out.writeUInt32LE(out.length - 8, 4);
  return out;
}
const XMP_FLAG = 0x04;
const EXIF_FLAG = 0x08;

const POSITION = 0x8825;
const MAKER_NOTE = 0x927c;
const EXIF_PART = 0x8769;
/** Bytes of one value of each TIFF type. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
type Tiff = { bytes: Buffer; short: (at: number) => number; long: (at: number) => number };

/**
 * False for Exif that does not hold together: other readers make out a position in it all the same, so that all of it
 * has to go. An editor that moved a maker's note and not what points into it leaves such pictures.
 */
function clearsPosition(bytes: Buffer): boolean {
  try {
    clearPosition(bytes);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Overwrites the position and what the maker alone can read, in place: no other offset moves. */
function clearPosition(bytes: Buffer): void {
  const little = bytes.toString('latin1', 0, 2) === 'II';
  const tiff: Tiff = {
    bytes,
    short: at => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)),
    long: at => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)),
  };
  clearIn(tiff, tiff.long(4), 0);
}

function clearIn(tiff: Tiff, directory: number, depth: number): void {
  if (depth > 4) return;
  for (const entry of entriesOf(tiff, directory)) {
    const tag = tiff.short(entry);
    if (tag === EXIF_PART) clearIn(tiff, tiff.long(entry + 8), depth + 1);
    if (tag === MAKER_NOTE) clearValue(tiff, entry);
    if (tag !== POSITION) continue;
    const part = tiff.long(entry + 8);
    for (const each of entriesOf(tiff, part)) {
      clearValue(tiff, each);
      tiff.bytes.fill(0, each, each + 12);
    }
    tiff.bytes.fill(0, part, part + 2);
  }
  const next = directory + 2 + entriesOf(tiff, directory).length * 12;
  if (next + 4 <= tiff.bytes.length && tiff.long(next) > 0) clearIn(tiff, tiff.long(next), depth + 1);
}

function entriesOf(tiff: Tiff, directory: number): number[] {
  const count = tiff.short(directory);
  if (directory + 2 + count * 12 > tiff.bytes.length) throw new RangeError('the directory is cut off');
  return Array.from({ length: count }, (_, index) => directory + 2 + index * 12);
}

function clearValue(tiff: Tiff, entry: number): void {
  const size = (SIZES[tiff.short(entry + 2)] ?? 1) * tiff.long(entry + 4);
  const at = size > 4 ? tiff.long(entry + 8) : entry + 8;
  if (at + size > tiff.bytes.length) throw new RangeError('the value is cut off');
  tiff.bytes.fill(0, at, at + size);
}
