import { Buffer } from 'node:buffer';
import { crc32, deflateSync } from 'node:zlib';
import type { PDFPageProxy } from 'pdfjs-dist';
import type { Picture } from './document.ts';

/** What the PDF reader makes of a picture: rows of points, three or four bytes each, or eight points in one byte. */
interface Points {
  width: number;
  height: number;
  kind: number;
  data: Uint8Array | Uint8ClampedArray;
}

const ONE_BIT = 1;
const RGB = 2;
const RGBA = 3;
/** Smaller ones are lines, seals' corners and list marks. */
const SMALLEST = 48;
const MOST_POINTS = 40_000_000;
const PATIENCE_MS = 3_000;

/** A picture that a page draws, as a PNG; null for what is no photograph or cannot be shown. */
export async function pictureOfPage(page: PDFPageProxy, source: unknown): Promise<Picture | null> {
  const points = typeof source === 'string' ? await objectOf(page, source) : source;
  if (!isPoints(points)) return null;
  const { width, height } = points;
  if (Math.min(width, height) < SMALLEST || width * height > MOST_POINTS) return null;
  const bytes = pngOf(points);
  return bytes && { bytes, type: 'png', caption: null, captionBlock: null };
}

/** Pictures are unpacked beside the list of what is drawn and arrive after it; a damaged one may never come. */
function objectOf(page: PDFPageProxy, name: string): Promise<unknown> {
  const objects = name.startsWith('g_') ? page.commonObjs : page.objs;
  return new Promise(resolve => {
    const late = setTimeout(() => resolve(null), PATIENCE_MS);
    objects.get(name, (value: unknown) => {
      clearTimeout(late);
      resolve(value);
    });
  });
}

function isPoints(value: unknown): value is Points {
  return typeof value === 'object' && value !== null && 'data' in value && ArrayBuffer.isView(value.data);
}

/** PNG ([ISO/IEC 15948]): a head, the rows each behind a byte 0, an end. */
function pngOf({ width, height, kind, data }: Points): Buffer | null {
  const depth: Record<number, { bits: number; colour: number; row: number }> = {
    [ONE_BIT]: { bits: 1, colour: 0, row: (width + 7) >> 3 },
    [RGB]: { bits: 8, colour: 2, row: width * 3 },
    [RGBA]: { bits: 8, colour: 6, row: width * 4 },
  };
  const form = depth[kind];
  if (!form || data.length < form.row * height) return null;
  const rows = Buffer.alloc((form.row + 1) * height);
  for (let row = 0; row < height; row += 1)
    rows.set(data.subarray(row * form.row, (row + 1) * form.row), row * (form.row + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([form.bits, form.colour, 0, 0, 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length, 0);
  check.writeUInt32BE(crc32(named), 0);
  return Buffer.concat([length, named, check]);
}
