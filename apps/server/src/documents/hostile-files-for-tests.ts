import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as it is put together by hand: each field may lie. */
export type HandEntry = {
  name: string | Buffer;
  content: Uint8Array;
  /** Instead of the size that the content has. */
  declared?: number;
  /** Of the general purpose flags: 1 encrypted, 0x800 name in UTF-8. */
  flags?: number;
};

/** A zip written by hand, so that names and sizes can be what no program would write. */
export function handZip(entries: HandEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const packed = deflateRawSync(entry.content);
    const head = header(entry, packed.length);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), head.fields, head.name]);
    directory.push(central(head, at));
    parts.push(local, packed);
    at += local.length + packed.length;
  }
  return Buffer.concat([...parts, ...directory, end(entries.length, Buffer.concat(directory).length, at)]);
}

type Head = { fields: Buffer; name: Buffer };

function header({ name, content, declared, flags = 0x800 }: HandEntry, packed: number): Head {
  const bytes = Buffer.from(name as string);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(flags, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(packed, 14);
  fields.writeUInt32LE(declared ?? content.byteLength, 18);
  fields.writeUInt16LE(bytes.length, 22);
  return { fields, name: bytes };
}

function central({ fields, name }: Head, offset: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('504b01021400', 'hex'), fields, tail, name]);
}

function end(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(22);
  record.write('504b0506', 0, 'hex');
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(size, 12);
  record.writeUInt32LE(offset, 16);
  return record;
}

/**
 * The overlap bomb (Fifield 2019): every entry of the directory points at the same packed bytes, so that a file of some
 * kilobytes unpacks to gigabytes without any part being remarkable.
 */
export function overlapBomb(names: string[]): Buffer {
  const content = Buffer.alloc(4 * 1048576, 'x');
  const packed = deflateRawSync(content);
  const first = header({ name: names[0]!, content }, packed.length);
  const local = Buffer.concat([Buffer.from('504b0304', 'hex'), first.fields, first.name, packed]);
  const directory = Buffer.concat(names.map(name => central(header({ name, content }, packed.length), 0)));
  return Buffer.concat([local, directory, end(names.length, directory.length, local.length)]);
}

/** A PNG of one colour that says it is so large; its data is not there. */
export function hugePng(width: number, height: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', data),
    chunk('IDAT', deflateRawSync(Buffer.alloc(10))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
