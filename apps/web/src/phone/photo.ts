import { withoutNotes } from './strip.ts';

/** What a desk needs of a photo, for print too; a phone makes pictures of twice that. */
const LONGEST_EDGE = 2560;
const QUALITY = 0.85;
/** The server takes photos up to here. */
const LARGEST = 20 * 1024 * 1024;

export type TakenPhoto = { content: Blob; name: string };
export type PhotoProblem = 'heic' | 'no_picture' | 'too_large';

/**
 * A photo ready to leave the phone: without the place where it was taken, and no larger than needed, unless the
 * original is wanted. Answers what is wrong with it in a word of the page.
 */
export async function readyPhoto(
  file: File,
  { original }: { original: boolean },
): Promise<TakenPhoto | PhotoProblem> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const bare = original ? withoutNotes(bytes) : null;
  if (bare) {
    if (bare.length > LARGEST) return 'too_large';
    return { content: new Blob([bare], { type: file.type }), name: file.name };
  }
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (!picture) return isHeic(bytes) ? 'heic' : 'no_picture';
  const content = await drawn(picture, original);
  picture.close();
  if (!content) return 'no_picture';
  if (content.size > LARGEST) return 'too_large';
  return { content, name: `${file.name.replace(/\.[^.]*$/, '') || '照片'}.jpg` };
}

/** Drawn anew: what is not seen in the picture is gone. */
async function drawn(picture: ImageBitmap, original: boolean): Promise<Blob | null> {
  const edge = Math.max(picture.width, picture.height);
  const scale = original ? 1 : Math.min(1, LONGEST_EDGE / edge);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const paper = canvas.getContext('2d');
  if (!paper) return null;
  // A see-through picture becomes one on white: JPEG knows no holes.
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.imageSmoothingQuality = 'high';
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
}

const HEIC_BRANDS = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif'];

function isHeic(bytes: Uint8Array): boolean {
  const text = String.fromCharCode(...bytes.subarray(4, 12));
  return text.startsWith('ftyp') && HEIC_BRANDS.includes(text.slice(4));
}
