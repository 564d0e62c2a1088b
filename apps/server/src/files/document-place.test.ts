import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import exifr from 'exifr';
import JSZip from 'jszip';
import { describe, expect, test } from 'vitest';
import { withoutPlaces } from './document-place.ts';
import { jpeg } from './placed-pictures-for-tests.ts';

const PHOTO = jpeg(true);
const PLACES = ['GPSLatitude', 'Donghe'];

async function cleaned(bytes: Uint8Array, step = 700): Promise<{ bytes: Buffer; left: boolean }> {
  const { content, left } = withoutPlaces(
    (async function* () {
      for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
    })(),
  );
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return { bytes: Buffer.concat(parts), left: left() };
}

async function placeOf(picture: Uint8Array): Promise<unknown> {
  return exifr.gps(Buffer.from(picture)).catch(() => undefined);
}

async function packed(photo: Uint8Array, inside?: Uint8Array): Promise<Buffer> {
  const zip = new JSZip();
  zip.file('mimetype', 'application/vnd.oasis.opendocument.text', { compression: 'STORE' });
  zip.file('word/document.xml', '<w:document>夜查占道</w:document>');
  zip.file('word/media/image1.jpeg', photo);
  if (inside) zip.file('word/embeddings/inner.docx', inside);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE', streamFiles: true });
}

test('the picture of these tests tells where it was taken', async () => {
  expect(await placeOf(PHOTO)).toMatchObject({ latitude: expect.any(Number) });
});

describe('packages', () => {
  test('pictures lose their place, also in a document inside; every other part stays as it was', async () => {
    const given = await packed(PHOTO, await packed(PHOTO));
    const { bytes, left } = await cleaned(given);
    expect(left).toBe(false);
    const [before, after] = [
      await JSZip.loadAsync(given),
      await JSZip.loadAsync(bytes, { checkCRC32: true }),
    ];
    expect(Object.keys(after.files)).toEqual(Object.keys(before.files));
    expect(await after.file('word/document.xml')?.async('string')).toContain('夜查占道');
    // The type of an ODT is read at a fixed place of the file.
    expect(bytes.toString('latin1', 30, 38)).toBe('mimetype');
    const inner = await JSZip.loadAsync(await after.file('word/embeddings/inner.docx')!.async('nodebuffer'));
    for (const zip of [after, inner]) {
      const picture = await zip.file('word/media/image1.jpeg')!.async('nodebuffer');
      expect(await placeOf(picture)).toBeUndefined();
      expect(PLACES.filter(each => picture.includes(each))).toEqual([]);
      expect((await exifr.parse(picture)) as object).toHaveProperty('Orientation');
    }
    expect((await cleaned(bytes)).bytes.equals(bytes)).toBe(true);
  });

  test('without such pictures, broken or cut off, they pass byte for byte', async () => {
    const plain = await packed(Buffer.from('no picture'));
    for (const bytes of [plain, plain.subarray(0, 300), Buffer.from('PK\u0003\u0004 nothing more')])
      expect((await cleaned(bytes)).bytes.equals(bytes)).toBe(true);
  });
});

describe('pictures that stand as they are inside other bytes', () => {
  const inPdf = (stream: Buffer, filter: string): Buffer =>
    Buffer.concat([
      Buffer.from(`%PDF-1.7\n1 0 obj\n<</Filter ${filter}/Length ${stream.length}>>\nstream\n`, 'latin1'),
      stream,
      Buffer.from('\nendstream\nendobj\n<x:xmpmeta exif:GPSLongitude="120,9.1E"/>\n%%EOF', 'latin1'),
    ]);
  const compound = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    PHOTO,
    Buffer.alloc(40),
  ]);

  test.each([
    ['PDF', inPdf(PHOTO, '/DCTDecode')],
    ['doc', compound],
  ])('%s: the place is overwritten and nothing moves', async (_, given) => {
    const { bytes, left } = await cleaned(given);
    expect([left, bytes.length]).toEqual([false, given.length]);
    expect(bytes.equals(given)).toBe(false);
    expect([...PLACES, '31,46.5N', '120,9.1E'].filter(each => bytes.includes(each))).toEqual([]);
    const at = bytes.indexOf(PHOTO.subarray(0, 4));
    expect(await placeOf(bytes.subarray(at, at + PHOTO.length))).toBeUndefined();
    expect((await cleaned(bytes)).bytes.equals(bytes)).toBe(true);
  });

  test('RTF: the digits of the picture are written anew, lines stay where they are', async () => {
    const digits = PHOTO.toString('hex').replace(/.{64}/gu, '$&\r\n');
    const given = Buffer.from(`{\\rtf1{\\pict\\jpegblip ${digits}}}`, 'latin1');
    const { bytes, left } = await cleaned(given);
    expect([left, bytes.length]).toEqual([false, given.length]);
    const hex = /ffd8ff[0-9a-f\s]+/u.exec(bytes.toString('latin1'))?.[0] ?? '';
    expect(await placeOf(Buffer.from(hex.replace(/\s/gu, ''), 'hex'))).toBeUndefined();
  });

  test('what cannot be overwritten is told: packed once more, or lying in pieces', async () => {
    expect((await cleaned(inPdf(deflateSync(PHOTO), '[/FlateDecode /DCTDecode]'))).left).toBe(true);
    const torn = Buffer.concat([
      compound.subarray(0, 608),
      PHOTO.subarray(0, 300),
      Buffer.alloc(2000, 7),
      PHOTO.subarray(300),
    ]);
    const { bytes, left } = await cleaned(torn);
    expect(left).toBe(true);
    expect(bytes.subarray(908, 2908).equals(Buffer.alloc(2000, 7))).toBe(true);
  });
});

test('a picture by itself is cleaned as before', async () => {
  const { bytes } = await cleaned(PHOTO, 5);
  expect(await placeOf(bytes)).toBeUndefined();
  expect(await placeOf((await cleaned(Buffer.from('夜查占道'))).bytes)).toBeUndefined();
});
