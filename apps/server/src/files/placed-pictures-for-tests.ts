import { Buffer } from 'node:buffer';

/** An Exif block with turning, day and position, as phones write it. */
export function exif(little: boolean): Buffer {
  const bytes = Buffer.alloc(400);
  const short = (value: number, at: number): void =>
    void (little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at));
  const long = (value: number, at: number): void =>
    void (little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at));
  const entry = (at: number, [tag, type, count, value]: readonly [number, number, number, number]): void => {
    short(tag, at);
    short(type, at + 2);
    long(count, at + 4);
    if (type === 3 && count === 1) short(value, at + 8);
    else long(value, at + 8);
  };
  bytes.write(little ? 'II' : 'MM', 0, 'latin1');
  short(42, 2);
  long(8, 4);
  short(3, 8);
  entry(10, [0x0112, 3, 1, 6]);
  entry(22, [0x0132, 2, 20, 100]);
  entry(34, [0x8825, 4, 1, 140]);
  bytes.write('2026:11:20 09:15:00\0', 100, 'latin1');
  short(4, 140);
  entry(142, [1, 2, 2, 0]);
  bytes.write('N\0', 150, 'latin1');
  entry(154, [2, 5, 3, 200]);
  entry(166, [3, 2, 2, 0]);
  bytes.write('E\0', 174, 'latin1');
  entry(178, [4, 5, 3, 224]);
  for (const [index, value] of [31, 1, 46, 1, 30, 1, 119, 1, 58, 1, 12, 1].entries())
    long(value, 200 + index * 4);
  return bytes;
}

export function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

export const xmp = Buffer.from(
  'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude="31,46.5N"/>',
  'latin1',
);
export const scan = Buffer.from('ffda000c03010002110311003f00d2cf20ffd9', 'hex');
/** A picture that tells in three ways where it was taken. */
export const jpeg = (little: boolean): Buffer =>
  Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif(little)])),
    segment(0xe1, xmp),
    segment(0xed, Buffer.from('Photoshop 3.0\0City: Donghe', 'latin1')),
    segment(0xdb, Buffer.alloc(65, 1)),
    scan,
  ]);
