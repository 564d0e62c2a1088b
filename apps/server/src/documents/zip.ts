import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';
import { megabytes } from '../files/finding.ts';
import { Refused } from './refusals.ts';

export interface ZipLimits {
  /** Bytes of the package itself. */
  file: number;
  entries: number;
  /** Bytes of one part after unpacking. */
  part: number;
  /** Bytes of all parts together after unpacking. */
  total: number;
  /** Unpacked to packed size of one part, asked only of parts above `ratioFrom` bytes. */
  ratio: number;
  ratioFrom: number;
}

export const DOCUMENT_LIMITS: ZipLimits = {
  file: 50 * 1048576,
  entries: 2000,
  part: 64 * 1048576,
  total: 200 * 1048576,
  ratio: 150,
  ratioFrom: 16 * 1048576,
};

/** An opened package. Every byte that comes out of it has been counted against the limits while it was inflated. */
export interface Package {
  names: ReadonlySet<string>;
  /** The unpacked part, checked against its checksum; null when there is none of this name. */
  read(name: string): Promise<Buffer | null>;
}

/**
 * Opens a zip package in memory and inflates it once from end to end, counting, before anything is read from it.
 * Sizes declared inside are not believed. Refuses with too_large, truncated, encrypted, zip_bomb, unsafe_package, damaged.
 */
export async function openPackage(bytes: Uint8Array, limits: ZipLimits = DOCUMENT_LIMITS): Promise<Package> {
  if (bytes.byteLength > limits.file) {
    throw new Refused('too_large', { size: megabytes(bytes.byteLength), limit: megabytes(limits.file) });
  }
  const zip = await openZip(bytes);
  if (zip.entryCount > limits.entries) throw new Refused('zip_bomb');
  const entries = await listEntries(zip);
  refuseOverlaps([...entries.values()]);
  let total = 0;
  for (const entry of entries.values()) {
    const allowed = Math.min(limits.part, limits.total - total);
    const unpacked = await inflate(zip, entry, { allowed, limits, keep: false });
    total += unpacked.size;
    if (unpacked.nested && !entry.fileName.includes('embeddings/')) {
      throw new Refused('unsafe_package', { detail: entry.fileName });
    }
  }
  return {
    names: new Set(entries.keys()),
    async read(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      return (await inflate(zip, entry, { allowed: limits.part, limits, keep: true })).bytes;
    },
  };
}

/** Opens the directory of a zip; `decodeStrings: false` gives names as the bytes that they are. */
export async function openZip(bytes: Uint8Array, decodeStrings = true): Promise<ZipFile> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const options = { strictFileNames: true, validateEntrySizes: false, decodeStrings };
    return await yauzl.fromBufferPromise(buffer, options);
  } catch {
    throw new Refused('truncated');
  }
}

/** Control characters, and those that turn the direction of reading round. */
export const NEVER_IN_A_NAME = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** The least bytes that stand before the content of an entry. */
const LOCAL_HEADER = 30;

/** Entries that lie over each other let a small file unpack to anything, each part within its own limits. */
export function refuseOverlaps(entries: Entry[]): void {
  const sorted = entries
    .map(entry => ({
      from: entry.relativeOffsetOfLocalHeader,
      to: entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.compressedSize,
    }))
    .sort((a, b) => a.from - b.from);
  if (sorted.some(({ from }, at) => at > 0 && from < sorted[at - 1]!.to)) throw new Refused('zip_bomb');
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new Refused('encrypted');
      if (entries.has(entry.fileName) || NEVER_IN_A_NAME.test(entry.fileName))
        throw new Refused('unsafe_package', { detail: entry.fileName });
      if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    // The reader names the offence: a name with '..' or '\', an absolute name, a damaged directory.
    throw new Refused('unsafe_package', { detail: (error as Error).message.slice(0, 80) });
  }
  return entries;
}

export interface Inflated {
  size: number;
  /** Whether the part is itself a zip archive. */
  nested: boolean;
  bytes: Buffer;
}

export interface Inflating {
  /** Bytes that this part may still unpack to. */
  allowed: number;
  limits: ZipLimits;
  /** Whether the bytes are wanted, or only counted. */
  keep: boolean;
}

/** Unpacks one entry, counting; its checksum and length are those that the directory says, or it is refused. */
export async function inflate(
  zip: ZipFile,
  entry: Entry,
  { allowed, limits, keep }: Inflating,
): Promise<Inflated> {
  const chunks: Buffer[] = [];
  let size = 0;
  let checksum = 0;
  let nested = false;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (size === 0) nested = chunk.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
      size += chunk.length;
      const ratio = size / Math.max(1, entry.compressedSize);
      if (size > allowed || (size > limits.ratioFrom && ratio > limits.ratio)) throw new Refused('zip_bomb');
      checksum = crc32(chunk, checksum);
      if (keep) chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused('damaged');
  }
  if (checksum !== entry.crc32 || size !== entry.uncompressedSize) throw new Refused('damaged');
  return { size, nested, bytes: Buffer.concat(chunks) };
}
