import { Buffer } from 'node:buffer';
import type { Finding } from '../files/finding.ts';
import { findingsFrom } from '../files/finding.ts';
import type { Picture, ReadDocument } from './document.ts';

/** No camera makes more; a picture of 50,000 by 50,000 points is a few kilobytes and takes ten gigabytes to show. */
export const MOST_POINTS = 100_000_000;
/** Pictures taken over from one document. */
export const MOST_PICTURES = 100;

const pictureNote = findingsFrom({
  pictures_too_large: {
    zh: '有 {count} 张图片的尺寸异常（超过一亿像素）或内容不是有效的图片，没有带入。请换成正常照片后另行添加。',
    en: '{count} pictures have abnormal dimensions (over 100 million points) or are no valid pictures; they were left out. Add ordinary photos instead.',
  },
  pictures_too_many: {
    zh: '文档中有 {count} 张图片，只带入了前 {limit} 张。其余请另行添加。',
    en: 'The document holds {count} pictures; only the first {limit} were taken over. Add the others yourself.',
  },
});

/** Leaves out pictures that nobody could show and those beyond a sensible number; the text stays as it is. */
export function withSoundPictures(document: ReadDocument): ReadDocument {
  const sound = document.pictures.map(picture => isSound(picture));
  const chosen = document.pictures.flatMap((_, at) => (sound[at] ? [at] : []));
  const bad = document.pictures.length - chosen.length;
  if (bad === 0 && chosen.length <= MOST_PICTURES) return document;
  const notes: Finding[] = [];
  if (bad > 0) notes.push(pictureNote('pictures_too_large', { count: bad }));
  if (chosen.length > MOST_PICTURES)
    notes.push(pictureNote('pictures_too_many', { count: chosen.length, limit: MOST_PICTURES }));
  return keeping(document, new Set(chosen.slice(0, MOST_PICTURES)), notes);
}

function keeping(document: ReadDocument, kept: Set<number>, notes: Finding[]): ReadDocument {
  const newBlocks = new Map<number, number>();
  const blocks = document.blocks.filter((block, at) => {
    if (block.kind === 'picture' && !kept.has(block.picture)) return false;
    newBlocks.set(at, newBlocks.size);
    return true;
  });
  const newPictures = new Map([...kept].map((old, at) => [old, at] as const));
  return {
    ...document,
    blocks: blocks.map(block =>
      block.kind === 'picture' ? { ...block, picture: newPictures.get(block.picture)! } : block,
    ),
    pictures: [...kept].map(old => {
      const picture = document.pictures[old]!;
      const { captionBlock } = picture;
      return {
        ...picture,
        captionBlock: captionBlock === null ? null : (newBlocks.get(captionBlock) ?? null),
      };
    }),
    notes: [...document.notes, ...notes],
  };
}

function isSound(picture: Picture): boolean {
  const size = sizeOf(picture);
  return size !== null && size.width > 0 && size.height > 0 && size.width * size.height <= MOST_POINTS;
}

type Size = { width: number; height: number };

/** Width and height as the picture declares them; null where it declares none. Nothing is decoded. */
export function sizeOf({ bytes, type }: Pick<Picture, 'bytes' | 'type'>): Size | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 24) return null;
  if (type === 'png') return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
  if (type === 'gif') return { width: view.readUInt16LE(6), height: view.readUInt16LE(8) };
  return type === 'jpeg' ? jpegSize(view) : webpSize(view);
}

/** Walks the segments to the one that starts the frame. */
function jpegSize(view: Buffer): Size | null {
  let at = 2;
  while (at + 9 <= view.length) {
    if (view[at] !== 0xff) return null;
    const marker = view[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const frame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (frame) return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) };
    const alone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += alone ? 2 : 2 + Math.max(2, view.readUInt16BE(at + 2));
  }
  return null;
}

function webpSize(view: Buffer): Size | null {
  if (view.length < 30) return null;
  const kind = view.toString('latin1', 12, 16);
  if (kind === 'VP8X') return { width: view.readUIntLE(24, 3) + 1, height: view.readUIntLE(27, 3) + 1 };
  if (kind === 'VP8 ')
    return { width: view.readUInt16LE(26) & 0x3fff, height: view.readUInt16LE(28) & 0x3fff };
  if (kind !== 'VP8L') return null;
  const bits = view.readUInt32LE(21);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
