import { Buffer } from 'node:buffer';
import type { ByteSource } from './byte-source.ts';
import { compoundFileEntries } from './compound-file.ts';
import type { ContentType, TextEncoding } from './content-type.ts';
import { zipFamily } from './zip-family.ts';

export interface Sniffed {
  type: ContentType;
  /** Only for text. */
  encoding?: TextEncoding;
}

const HEAD = 65536;
const MAGIC: { type: ContentType; at: number; bytes: string }[] = [
  { type: 'pdf', at: 0, bytes: '255044462d' },
  { type: 'png', at: 0, bytes: '89504e470d0a1a0a' },
  { type: 'jpeg', at: 0, bytes: 'ffd8ff' },
  { type: 'gif', at: 0, bytes: '474946383761' },
  { type: 'gif', at: 0, bytes: '474946383961' },
  { type: 'webp', at: 8, bytes: '57454250' },
  { type: 'mp4', at: 4, bytes: '66747970' },
  { type: 'rtf', at: 0, bytes: '7b5c7274' },
];

/** Decides what a file is by its content alone; its name is never asked. */
export async function sniff(source: ByteSource): Promise<Sniffed> {
  if (source.size === 0) return { type: 'empty' };
  const head = await source.read(0, HEAD);
  if (startsWith(head, 0, '504b0304') || startsWith(head, 0, '504b0506'))
    return { type: await zipFamily(source) };
  if (startsWith(head, 0, 'd0cf11e0a1b11ae1')) return { type: await compoundFamily(source) };
  const magic = MAGIC.find(each => startsWith(head, each.at, each.bytes));
  if (magic && !(magic.type === 'webp' && !startsWith(head, 0, '52494646'))) return { type: magic.type };
  return textFamily(head, head.length === source.size);
}

function startsWith(head: Buffer, at: number, hex: string): boolean {
  return head.subarray(at, at + hex.length / 2).toString('hex') === hex;
}

async function compoundFamily(source: ByteSource): Promise<ContentType> {
  const names = await compoundFileEntries(source);
  if (names.has('EncryptedPackage')) return 'office_encrypted';
  const main = names.get('WordDocument');
  if (main !== undefined) {
    // [MS-DOC] 2.5.2: bit 8 of the flags at offset 10 of the main stream says that the text is enciphered.
    const flags = main === null ? Buffer.alloc(0) : await source.read(main + 10, 2);
    return flags.length === 2 && (flags.readUInt16LE(0) & 0x0100) !== 0 ? 'doc_encrypted' : 'doc';
  }
  return names.has('Workbook') || names.has('Book') ? 'xls' : 'ole';
}

function textFamily(head: Buffer, whole: boolean): Sniffed {
  const encoding = encodingOf(head, whole);
  if (!encoding) return { type: 'unknown' };
  const start = new TextDecoder(encoding).decode(head.subarray(0, 1024)).trimStart().toLowerCase();
  if (/^(?:<!doctype html|<html)/u.test(start)) return { type: 'html' };
  if (/^(?:<\?xml|<svg|<!doctype)/u.test(start)) return { type: 'xml' };
  return { type: 'text', encoding };
}

/** Of a thousand characters as many may be damaged in what still counts as text. */
const DAMAGED_PER_MILLE = 5;

/**
 * The order that keeps mistakes rare: a mark at the start, then strict UTF-8, then GB18030, the superset of GBK and
 * GB2312; then the same two with a damaged character here and there, such as one cut in half at the end.
 */
export function encodingOf(head: Uint8Array, whole: boolean): TextEncoding | null {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  for (const allowed of [0, DAMAGED_PER_MILLE]) {
    for (const encoding of ['utf-8', 'gb18030'] as const) {
      if (readsAs(head, encoding, { whole, allowed })) return encoding;
    }
  }
  return null;
}

function readsAs(
  bytes: Uint8Array,
  encoding: TextEncoding,
  { whole, allowed }: { whole: boolean; allowed: number },
): boolean {
  const text = new TextDecoder(encoding).decode(bytes, { stream: !whole });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells data from text
  if (/[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/u.test(text)) return false;
  const damaged = text.match(/\ufffd/gu)?.length ?? 0;
  return damaged * 1000 <= text.length * allowed || (allowed > 0 && damaged === 1 && text.length > 20);
}
