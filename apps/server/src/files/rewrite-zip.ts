import { Buffer } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';

type Rewriting = {
  /** Which names are looked into. */
  wanted: RegExp;
  /** The part as it is to be; the same bytes leave it untouched. */
  change: (part: Buffer) => Promise<Buffer>;
};

/** One part is unpacked up to here, all of them together up to the second. */
const LARGEST_PART = 64 * 1024 * 1024;
const LARGEST_ALL = 200 * 1024 * 1024;
const MOST_ENTRIES = 5000;
const STORED = 0;
const DEFLATED = 8;
const HAS_DESCRIPTOR = 0x0008;
const ENCRYPTED = 0x0001;

/**
 * The same package with some parts changed: all others keep their packed bytes and their order. Nothing changed, or a
 * package that is broken, encrypted or larger than any document gives the very bytes back: whoever reads it refuses it.
 */
export async function rewriteZip(bytes: Buffer, { wanted, change }: Rewriting): Promise<Buffer> {
  try {
    const zip = await yauzl.fromBufferPromise(bytes, { decodeStrings: false, validateEntrySizes: true });
    const entries = await entriesOf(zip, bytes.length);
    if (!entries) return bytes;
    const changed = new Map<Entry, Buffer>();
    let total = 0;
    for (const entry of entries.filter(each => wanted.test(nameOf(each).toString('utf8')))) {
      total += entry.uncompressedSize;
      if (entry.uncompressedSize > LARGEST_PART || total > LARGEST_ALL) return bytes;
      const part = await buffer(await zip.openReadStreamPromise(entry));
      const after = await change(part);
      if (!after.equals(part)) changed.set(entry, after);
    }
    return changed.size === 0 ? bytes : written(bytes, entries, changed);
  } catch {
    return bytes;
  }
}

/** Null for what lies over each other, is encrypted, or needs the long form of a zip. */
async function entriesOf(zip: ZipFile, size: number): Promise<Entry[] | null> {
  const entries: Entry[] = [];
  let packed = 0;
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    packed += entry.compressedSize;
    const long = entry.uncompressedSize >= 0xffffffff || entry.relativeOffsetOfLocalHeader >= 0xffffffff;
    if (packed > size || long || entry.generalPurposeBitFlag & ENCRYPTED || entries.length > MOST_ENTRIES)
      return null;
  }
  return entries;
}

function written(bytes: Buffer, entries: readonly Entry[], changed: ReadonlyMap<Entry, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const content = contentOf(bytes, entry, changed.get(entry));
    const name = nameOf(entry);
    const local = localHeader(entry, content, name);
    directory.push(directoryHeader(entry, content, { name, at }));
    parts.push(local, name, content.packed);
    at += local.length + name.length + content.packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

type Content = { packed: Buffer; method: number; crc: number; size: number };

/** A changed part is packed as it was packed before: the first part of an ODT has to stay as it is. */
function contentOf(bytes: Buffer, entry: Entry, changed: Buffer | undefined): Content {
  if (changed) {
    const stored = entry.compressionMethod === STORED;
    const packed = stored ? changed : deflateRawSync(changed);
    return { packed, method: stored ? STORED : DEFLATED, crc: crc32(changed), size: changed.length };
  }
  const local = entry.relativeOffsetOfLocalHeader;
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const packed = bytes.subarray(start, start + entry.compressedSize);
  return { packed, method: entry.compressionMethod, crc: entry.crc32, size: entry.uncompressedSize };
}

function localHeader(entry: Entry, content: Content, name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  writeCommon(header, 6, { entry, content, name });
  return header;
}

function directoryHeader(entry: Entry, content: Content, of: { name: Buffer; at: number }): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(entry.versionMadeBy, 4);
  header.writeUInt16LE(20, 6);
  writeCommon(header, 8, { entry, content, name: of.name });
  header.writeUInt32LE(entry.externalFileAttributes, 38);
  header.writeUInt32LE(of.at, 42);
  return Buffer.concat([header, of.name]);
}

type Common = { entry: Entry; content: Content; name: Buffer };

/** Both headers say the same, from the flags on; sizes stand in front, so that none follows the part. */
function writeCommon(header: Buffer, from: number, { entry, content, name }: Common): void {
  header.writeUInt16LE(entry.generalPurposeBitFlag & ~HAS_DESCRIPTOR, from);
  header.writeUInt16LE(content.method, from + 2);
  header.writeUInt16LE(entry.lastModFileTime, from + 4);
  header.writeUInt16LE(entry.lastModFileDate, from + 6);
  header.writeUInt32LE(content.crc, from + 8);
  header.writeUInt32LE(content.packed.length, from + 12);
  header.writeUInt32LE(content.size, from + 16);
  header.writeUInt16LE(name.length, from + 20);
}

/** The bytes of the name as they stand in the package. */
function nameOf(entry: Entry): Buffer {
  const name: unknown = entry.fileName;
  return Buffer.isBuffer(name) ? name : Buffer.from(String(name), 'utf8');
}
