import { Buffer } from 'node:buffer';
import exifr from 'exifr';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutPlace } from './picture-place.ts';
import { exif, jpeg, scan, segment, xmp } from './placed-pictures-for-tests.ts';

function chunk(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function webp(): Buffer {
  const parts = Buffer.concat([
    chunk('VP8X', Buffer.from([0x0c, 0, 0, 0, 1, 0, 0, 1, 0, 0])),
    chunk('VP8 ', Buffer.alloc(20, 7)),
    chunk('EXIF', exif(true)),
    chunk('XMP ', xmp),
  ]);
  const head = Buffer.alloc(12);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(parts.length + 4, 4);
  head.write('WEBP', 8, 'latin1');
  return Buffer.concat([head, parts]);
}

function pngPart(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body, Buffer.alloc(4)]);
}

function gif(): Buffer {
  const blocks = (text: string): Buffer =>
    Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'latin1')]);
  return Buffer.concat([
    Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1'),
    Buffer.from([0x21, 0xff]),
    blocks('NETSCAPE2.0'),
    Buffer.from([3, 1, 0, 0, 0]),
    Buffer.from([0x21, 0xfe]),
    blocks('taken at Donghe'),
    Buffer.from([0, 0x21, 0xff]),
    blocks('XMP DataXMP'),
    blocks('exif:GPSLatitude="31,46.5N"'),
    Buffer.from([0]),
    Buffer.from('2c00000000010001000002024401003b', 'hex'),
  ]);
}

function png(): Buffer {
  const part = pngPart;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    part('IHDR', Buffer.alloc(13, 1)),
    part('iTXt', Buffer.from(`XML:com.adobe.xmp\0${xmp.toString('latin1')}`, 'latin1')),
    part('tEXt', Buffer.from('Title\0Donghe', 'latin1')),
    part('eXIf', exif(false)),
    part('IDAT', Buffer.alloc(30, 9)),
    part('IEND', Buffer.alloc(0)),
  ]);
}

async function through(bytes: Buffer, size = bytes.length): Promise<Buffer> {
  async function* source(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const out: Uint8Array[] = [];
  for await (const each of withoutPlace(source())) out.push(each);
  return Buffer.concat(out);
}

describe.each([
  ['little-endian', true],
  ['big-endian', false],
])('a JPEG with %s Exif', (_, little) => {
  it('loses its position for a reader of another make and keeps day and turning', async () => {
    const before = await exifr.parse(jpeg(little), { gps: true });
    expect(before.latitude).toBeCloseTo(31.775, 3);
    const out = await through(jpeg(little));
    const after = await exifr.parse(out, { gps: true, tiff: true });
    expect(after.latitude).toBeUndefined();
    expect(after.GPSLatitude).toBeUndefined();
    expect(after.Orientation).toBe(before.Orientation);
    expect(after.ModifyDate).toEqual(before.ModifyDate);
  });

  it('loses the packets that repeat it, and keeps every byte of the picture', async () => {
    const out = await through(jpeg(little));
    expect(out.toString('latin1')).not.toMatch(/GPSLatitude|Donghe|adobe/u);
    expect(out.subarray(-scan.length)).toEqual(scan);
    expect(out.includes(Buffer.alloc(65, 1))).toBe(true);
  });
});

/** Exif of which one entry says that its value lies far behind the end, as it does after careless editing. */
function brokenExif(): Buffer {
  const bytes = exif(true);
  bytes.writeUInt16LE(0x927c, 22);
  bytes.writeUInt16LE(7, 24);
  bytes.writeUInt32LE(60_000, 26);
  return bytes;
}
const withExif = (segments: Buffer[]): Buffer =>
  Buffer.concat([Buffer.from('ffd8', 'hex'), ...segments, scan]);
const exifSegment = (body: Buffer): Buffer =>
  segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), body]));

it('Exif that does not hold together goes as a whole, because others still read a position in it', async () => {
  const picture = withExif([exifSegment(brokenExif()), segment(0xdb, Buffer.alloc(65, 1))]);
  expect((await exifr.gps(picture)).latitude).toBeCloseTo(31.775, 3);
  const out = await through(picture);
  expect(out).toEqual(withExif([segment(0xdb, Buffer.alloc(65, 1))]));
  const inWebp = webp();
  const at = inWebp.indexOf('II', 40);
  brokenExif().copy(inWebp, at);
  const left = await through(inWebp);
  expect(left.includes('EXIF')).toBe(false);
  expect(left.readUInt8(20)).toBe(0);
  expect(left.readUInt32LE(4)).toBe(left.length - 8);
});

it('finds Exif behind filling bytes too', async () => {
  const picture = withExif([Buffer.from('ffffff', 'hex'), exifSegment(exif(true))]);
  const position = exif(true).subarray(200, 240);
  expect(picture.includes(position)).toBe(true);
  const out = await through(picture);
  expect(out.includes(position)).toBe(false);
  expect(out.includes('2026:11:20')).toBe(true);
});

/** Exif whose small picture is a JPEG with Exif of its own. */
function exifWithSmallPicture(): Buffer {
  const small = withExif([exifSegment(exif(false))]);
  const bytes = Buffer.concat([exif(true), Buffer.alloc(100), small]);
  // The directory behind the first one, at 400: where the small picture lies and how long it is.
  bytes.writeUInt32LE(400, 46);
  bytes.writeUInt16LE(2, 400);
  for (const [index, [tag, value]] of [
    [0x0201, 500],
    [0x0202, small.length],
  ].entries()) {
    bytes.writeUInt16LE(tag!, 402 + index * 12);
    bytes.writeUInt16LE(4, 404 + index * 12);
    bytes.writeUInt32LE(1, 406 + index * 12);
    bytes.writeUInt32LE(value!, 410 + index * 12);
  }
  return bytes;
}

/** The seconds, minutes and degrees of the position, in both orders of bytes. */
const POSITIONS = [exif(true).subarray(200, 248), exif(false).subarray(200, 248)];
const saysWhere = (bytes: Buffer): boolean => POSITIONS.some(position => bytes.includes(position));

describe('a second picture', () => {
  const clean = withExif([segment(0xdb, Buffer.alloc(65, 1))]);
  const MPF = segment(0xe2, Buffer.from('MPF\0II*\0', 'latin1'));
  const ICC = segment(0xe2, Buffer.from('ICC_PROFILE\0colours', 'latin1'));

  it.each([
    ['behind the end of the first', Buffer.concat([clean, jpeg(true)])],
    ['behind the end and filling bytes', Buffer.concat([clean, Buffer.alloc(512), jpeg(false)])],
    ['where the first breaks off', Buffer.concat([clean.subarray(0, -2), jpeg(true)])],
    ['in a segment that programs keep pictures in', withExif([segment(0xe4, jpeg(true))])],
    ['in a remark', withExif([segment(0xfe, jpeg(true))])],
    ['as the small picture of the first', withExif([exifSegment(exifWithSmallPicture())])],
    ['behind the end of a PNG', Buffer.concat([png(), jpeg(true)])],
    [
      'in a chunk of a PNG',
      Buffer.concat([png().subarray(0, -12), pngPart('juNK', jpeg(true)), png().subarray(-12)]),
    ],
    ['behind the end of a WebP', Buffer.concat([webp(), jpeg(true)])],
    ['behind the end of a GIF', Buffer.concat([gif(), jpeg(true)])],
  ])('%s keeps no position', async (_, picture) => {
    expect(saysWhere(picture)).toBe(true);
    const out = await through(picture);
    expect(saysWhere(out)).toBe(false);
    expect(await through(out)).toEqual(out);
  });

  it('goes with the index of it, and with Exif between two scans; colours stay', async () => {
    const picture = Buffer.concat([
      withExif([MPF, ICC]).subarray(0, -2),
      exifSegment(exif(true)),
      scan,
      jpeg(false),
    ]);
    const out = await through(picture);
    expect(saysWhere(out)).toBe(false);
    expect(out.includes('MPF')).toBe(false);
    expect(out.includes('ICC_PROFILE')).toBe(true);
    expect(out.subarray(-scan.length)).toEqual(scan);
    expect(out.includes('2026:11:20')).toBe(true);
  });
});

it('a GIF loses remarks and packets and keeps its pictures and how often it plays', async () => {
  const out = await through(gif());
  expect(out.toString('latin1')).not.toMatch(/GPSLatitude|Donghe/u);
  expect(out.toString('latin1')).toMatch(/NETSCAPE2\.0/u);
  expect(out.includes(Buffer.from('2c00000000010001000002024401003b', 'hex'))).toBe(true);
});

it('a PNG loses the raw profiles in which older programs keep Exif', async () => {
  const head = Buffer.alloc(8);
  const body = Buffer.from('Raw profile type APP1\0\0compressed', 'latin1');
  head.writeUInt32BE(body.length, 0);
  head.write('zTXt', 4, 'latin1');
  const end = png().length - 12;
  const picture = Buffer.concat([png().subarray(0, end), head, body, Buffer.alloc(4), png().subarray(end)]);
  expect(await through(picture)).toEqual(await through(png()));
});

it('a WebP loses its position, its packet and the flag of it; its length is right', async () => {
  const out = await through(webp());
  expect(out.toString('latin1')).not.toMatch(/GPSLatitude/u);
  expect(out.readUInt32LE(4)).toBe(out.length - 8);
  expect(out.readUInt8(20)).toBe(0x08);
  expect(out.includes(Buffer.alloc(20, 7))).toBe(true);
  expect(out.includes(Buffer.from([119, 0, 0, 0, 1, 0, 0, 0, 58]))).toBe(false);
});

it('a PNG loses Exif and packet and keeps the rest', async () => {
  const out = await through(png());
  expect(out.toString('latin1')).not.toMatch(/GPSLatitude|eXIf/u);
  expect(out.toString('latin1')).toMatch(/Title/u);
  expect(out.includes(Buffer.alloc(30, 9))).toBe(true);
});

it('is the same however the bytes come, and a second time changes nothing', async () => {
  for (const picture of [jpeg(true), jpeg(false), webp(), png(), gif()]) {
    const whole = await through(picture);
    for (const size of [1, 7, 64]) expect(await through(picture, size)).toEqual(whole);
    expect(await through(whole)).toEqual(whole);
  }
});

it('lets anything else pass untouched, and never fails on broken pictures', async () => {
  const heads = [jpeg(true), jpeg(false), webp(), png(), gif()];
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(4), fc.nat(500), async (noise, which, cut) => {
      const other = Buffer.concat([Buffer.from('%PDF-1.7 '), noise]);
      expect(await through(other, 16)).toEqual(other);
      const broken = Buffer.concat([(heads[which] ?? other).subarray(0, cut), noise]);
      expect((await through(broken)).length).toBeLessThanOrEqual(broken.length);
    }),
    { numRuns: 300 },
  );
  expect(await through(Buffer.alloc(0))).toEqual(Buffer.alloc(0));
});
