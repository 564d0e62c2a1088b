import { Buffer } from 'node:buffer';

/** What an Outlook of the wrong setting packs into winmail.dat ([MS-OXTNEF]): the attachments and the plain text. */
export type Tnef = { text: string | null; attachments: { name: string; bytes: Buffer }[] };

const SIGNATURE = 0x223e9f78;
const BODY = 0x0002800c;
const ATTACHMENT_BEGINS = 0x00069002;
const ATTACHMENT_TITLE = 0x00018010;
const ATTACHMENT_DATA = 0x0006800f;
const ATTACHMENT_PROPERTIES = 0x00069005;
const CODE_PAGE = 0x00069007;
const LONG_FILE_NAME = 0x3707;
const MOST = 200;

/** Null when the bytes are no such package; what is cut off ends the list there. */
export function readTnef(bytes: Uint8Array): Tnef | null {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length < 6 || data.readUInt32LE(0) !== SIGNATURE) return null;
  const found: Tnef & { charset: string } = { text: null, attachments: [], charset: 'gb18030' };
  for (let at = 6; at + 9 <= data.length && found.attachments.length <= MOST; ) {
    const length = data.readUInt32LE(at + 5);
    const value = data.subarray(at + 9, at + 9 + length);
    if (value.length < length) break;
    take(found, data.readUInt32LE(at + 1), value);
    at += 9 + length + 2;
  }
  const attachments = found.attachments.filter(each => each.bytes.length > 0).slice(0, MOST);
  return { text: found.text, attachments };
}

function take(found: Tnef & { charset: string }, attribute: number, value: Buffer): void {
  if (attribute === CODE_PAGE && value.length >= 4) found.charset = charsetOf(value.readUInt32LE(0));
  if (attribute === BODY) found.text = ended(decode(value, found.charset));
  if (attribute === ATTACHMENT_BEGINS) found.attachments.push({ name: '', bytes: Buffer.alloc(0) });
  const current = found.attachments.at(-1);
  if (!current) return;
  if (attribute === ATTACHMENT_TITLE && current.name === '')
    current.name = ended(decode(value, found.charset));
  if (attribute === ATTACHMENT_DATA) current.bytes = value;
  if (attribute === ATTACHMENT_PROPERTIES) current.name = longName(value, found.charset) ?? current.name;
}

function charsetOf(page: number): string {
  if (page === 65001) return 'utf-8';
  return page === 950 ? 'big5' : 'gb18030';
}

const decode = (bytes: Buffer, charset: string): string => new TextDecoder(charset).decode(bytes);
const ended = (text: string): string => text.split('\u0000')[0]!;

/** The file name among the properties: the eight-letter title would lose Chinese names. */
function longName(data: Buffer, charset: string): string | null {
  if (data.length < 4) return null;
  const count = Math.min(data.readUInt32LE(0), 1000);
  let at = 4;
  for (let each = 0; each < count && at + 4 <= data.length; each++) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) return null;
    const value = propertyAt(data, at, type);
    if (!value) return null;
    if (id === LONG_FILE_NAME) {
      const text = type === 0x001f ? value.bytes.toString('utf16le') : decode(value.bytes, charset);
      return ended(text) || null;
    }
    at = value.next;
  }
  return null;
}

const FIXED: Record<number, number> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
const VARIABLE = new Set([0x0d, 0x1e, 0x1f, 0x102]);

function propertyAt(data: Buffer, at: number, type: number): { bytes: Buffer; next: number } | null {
  const fixed = FIXED[type];
  if (fixed !== undefined) return { bytes: data.subarray(at, at + fixed), next: at + fixed };
  if (!VARIABLE.has(type) || at + 8 > data.length || data.readUInt32LE(at) !== 1) return null;
  const length = data.readUInt32LE(at + 4);
  const bytes = data.subarray(at + 8, at + 8 + length);
  return bytes.length < length ? null : { bytes, next: at + 8 + Math.ceil(length / 4) * 4 };
}
