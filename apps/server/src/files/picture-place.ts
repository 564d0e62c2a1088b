import { Buffer } from 'node:buffer';

/** Pictures up to here are held in memory while their place data is taken out; no camera makes larger ones. */
const LARGEST = 64 * 1024 * 1024;

/**
 * The same picture without where it was taken: the position in its Exif data is overwritten; packets of XMP and IPTC,
 * which repeat it in many ways, other data of programs, and whatever stands behind the end of the picture are left out.
 * Day, turning and everything that is seen stay. What is no JPEG, PNG, WebP or GIF, or is broken, passes as it came.
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
  if (held.length > 0) yield pictureWithoutPlace(Buffer.concat(held));
}

/** JPEG, PNG, WebP or GIF, by the first bytes. */
export function isPicture(head: Buffer): boolean {
  return isJpeg(head) || isPng(head) || isWebp(head) || isGif(head);
}

const isJpeg = (bytes: Buffer): boolean => bytes.length > 3 && bytes.readUIntBE(0, 3) === 0xffd8ff;
const isPng = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(PNG_HEAD);
const isWebp = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
const isGif = (bytes: Buffer): boolean => /^GIF8[79]a/u.test(bytes.toString('latin1', 0, 6));
const PNG_HEAD = Buffer.from('89504e470d0a1a0a', 'hex');

/** The same for a picture that is held as one. */
export function pictureWithoutPlace(bytes: Buffer): Buffer {
  try {
    if (isJpeg(bytes)) return jpegWithoutPlace(bytes);
    if (isPng(bytes)) return pngWithoutPlace(bytes);
    if (isWebp(bytes)) return webpWithoutPlace(bytes);
    if (isGif(bytes)) return gifWithoutPlace(bytes);
  } catch (error) {
    // Parts that do not fit together: nobody shows such a picture.
    if (!(error instanceof RangeError)) throw error;
  }
  return bytes;
}

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;

/**
 * Segment by segment and scan by scan to the end of the first picture. What stands behind it is left out: a second
 * picture there (of a panorama, of brighter light, or hidden) would keep its own position.
 */
function jpegWithoutPlace(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (at + 2 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes.readUInt8(at + 1);
    // Any number of these may stand before a marker; every reader passes over them.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === START) break;
    if (marker === END) {
      kept.push(bytes.subarray(at, at + 2));
      break;
    }
    const bare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    const end = bare ? at + 2 : at + 2 + bytes.readUInt16BE(at + 2);
    const segment = Buffer.from(bytes.subarray(at, end));
    if (mayStay(marker, segment.subarray(4))) kept.push(segment);
    at = marker === SCAN ? scanEnd(bytes, end) : end;
    if (marker === SCAN) kept.push(bytes.subarray(end, at));
  }
  return Buffer.concat(kept);
}

const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const ADOBE = 0xee;
const COMMENT = 0xfe;

/** Of what programs add to a picture only its size, its colours and its Exif without the position. */
function mayStay(marker: number, body: Buffer): boolean {
  if (marker === APP1) return body.subarray(0, EXIF.length).equals(EXIF) && cleared(body);
  if (marker === APP2) return body.toString('latin1', 0, 11) === 'ICC_PROFILE';
  if (marker >= APP0 && marker <= APP0 + 15) return marker === APP0 || marker === ADOBE;
  return marker !== COMMENT;
}

function cleared(body: Buffer): boolean {
  return clearsPosition(body.subarray(EXIF.length));
}

/** Where the marker behind the points of a scan stands; a zero or a restart behind FF belongs to them. */
function scanEnd(bytes: Buffer, from: number): number {
  for (
    let at = bytes.indexOf(0xff, from);
    at >= 0 && at + 1 < bytes.length;
    at = bytes.indexOf(0xff, at + 1)
  ) {
    const marker = bytes.readUInt8(at + 1);
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return at;
  }
  return bytes.length;
}

function pngWithoutPlace(bytes: Buffer): Buffer {
  const kept: Buffer[] = [PNG_HEAD];
  let at = 8;
  let type = '';
  while (at + 12 <= bytes.length && type !== 'IEND') {
    const end = at + 12 + bytes.readUInt32BE(at);
    type = bytes.toString('latin1', at + 4, at + 8);
    const keyword = bytes.toString('latin1', at + 8, Math.min(at + 8 + 80, end)).split('\0')[0] ?? '';
    const packet =
      /^(?:i|t|z)(?:TXt|EXt)$/u.test(type) &&
      /xmp|exif|iptc|raw profile|gps|location|comment/iu.test(keyword);
    // A changed chunk would need a new checksum; Exif of a PNG is rare and nobody turns a PNG by it. What no reader of
    // pictures knows (a picture of another program, with all of its own) has a name that begins with a small letter.
    const known = /^[A-Z]/u.test(type) || ANCILLARY.has(type);
    if (!packet && known) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (type !== 'IEND') kept.push(bytes.subarray(at));
  return Buffer.concat(kept);
}
const ANCILLARY = new Set(
  'tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI tEXt zTXt iTXt bKGD hIST pHYs sPLT tIME acTL fcTL fdAT'.split(
    ' ',
  ),
);

/** What a WebP shows: anything else, and what stands behind the length that it names, is left out. */
const SHOWN = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);

function webpWithoutPlace(bytes: Buffer): Buffer {
  const kept: Buffer[] = [Buffer.from(bytes.subarray(0, 12))];
  let gone = XMP_FLAG;
  let at = 12;
  const named = 8 + bytes.readUInt32LE(4);
  const last = named > 12 ? Math.min(named, bytes.length) : bytes.length;
  while (at + 8 <= last) {
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    const type = bytes.toString('latin1', at, at + 4);
    const chunk = Buffer.from(bytes.subarray(at, end));
    const body = chunk.subarray(8);
    const unsafe =
      type === 'EXIF' &&
      !clearsPosition(body.subarray(0, 6).equals(EXIF) ? body.subarray(EXIF.length) : body);
    if (unsafe) gone |= EXIF_FLAG;
    else if (type === 'EXIF' || SHOWN.has(type)) kept.push(chunk);
    at = end;
  }
  const out = Buffer.concat(kept);
  if (out.toString('latin1', 12, 16) === 'VP8X') out.writeUInt8(out.readUInt8(20) & ~gone, 20);
  out.writeUInt32LE(out.length - 8, 4);
  return out;
}
const XMP_FLAG = 0x04;
const EXIF_FLAG = 0x08;

const IMAGE = 0x2c;
const EXTENSION = 0x21;
const TRAILER = 0x3b;
const REMARK = 0xfe;
const OF_A_PROGRAM = 0xff;

/** Remarks, packets of programs and what stands behind the end are left out; how often it plays stays. */
function gifWithoutPlace(bytes: Buffer): Buffer {
  const colours = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  const afterBlocks = (from: number): number => {
    let at = from;
    while (bytes.readUInt8(at) > 0) at += 1 + bytes.readUInt8(at);
    return at + 1;
  };
  let at = 13 + colours(bytes.readUInt8(10));
  const kept: Buffer[] = [bytes.subarray(0, at)];
  while (at < bytes.length) {
    const kind = bytes.readUInt8(at);
    if (kind === TRAILER) return Buffer.concat([...kept, bytes.subarray(at, at + 1)]);
    if (kind !== IMAGE && kind !== EXTENSION) break;
    const data = kind === IMAGE ? at + 11 + colours(bytes.readUInt8(at + 9)) : at + 2;
    const end = afterBlocks(data);
    const label = kind === EXTENSION ? bytes.readUInt8(at + 1) : 0;
    const packet =
      label === OF_A_PROGRAM && !/NETSCAPE|ANIMEXTS|ICCRGB/u.test(bytes.toString('latin1', at + 3, at + 14));
    if (label !== REMARK && !packet) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(kept);
}

const POSITION = 0x8825;
const MAKER_NOTE = 0x927c;
const EXIF_PART = 0x8769;
const SMALL_AT = 0x0201;
const SMALL_LENGTH = 0x0202;
/** Bytes of one value of each TIFF type. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
type Tiff = { bytes: Buffer; short: (at: number) => number; long: (at: number) => number };

/**
 * Overwrites the position in a block of Exif (from its TIFF head on). False for one that does not hold together: other readers make out a position in it all the same, so that all of it
 * has to go. An editor that moved a maker's note and not what points into it leaves such pictures.
 */
export function clearsPosition(bytes: Buffer): boolean {
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
  const entries = entriesOf(tiff, directory);
  clearSmallPicture(tiff, entries);
  for (const entry of entries) {
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
  const next = directory + 2 + entries.length * 12;
  if (next + 4 <= tiff.bytes.length && tiff.long(next) > 0) clearIn(tiff, tiff.long(next), depth + 1);
}

/** The small picture inside Exif is a JPEG of its own, at times with Exif of its own. It goes then. */
function clearSmallPicture(tiff: Tiff, entries: readonly number[]): void {
  const standsAt = (tag: number): number | null => {
    const entry = entries.find(each => tiff.short(each) === tag);
    return entry === undefined ? null : tiff.long(entry + 8);
  };
  const [at, length] = [standsAt(SMALL_AT), standsAt(SMALL_LENGTH)];
  if (at === null || length === null) return;
  if (at + length > tiff.bytes.length) throw new RangeError('the small picture is cut off');
  const small = tiff.bytes.subarray(at, at + length);
  if (isJpeg(small) && !jpegWithoutPlace(Buffer.from(small)).equals(small)) small.fill(0);
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
