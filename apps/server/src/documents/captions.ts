import type { Block, ReadDocument } from './document.ts';

const MAX_CAPTION = 90;
const MARKED =
  /^(?:图|照片|图片|图为|图示)[\s：:\d一二三四五六七八九十]|^(?:图为|上图|下图|左图|右图)|（[^（）]*(?:摄|供图|摄影)[^（）]*）$|(?:摄|供图)$/u;

/** Whether a line reads like the words under a picture. */
export function looksLikeCaption(block: Block | undefined): boolean {
  if (block?.kind !== 'paragraph' || block.heading > 0) return false;
  const length = [...block.text].length;
  if (length > MAX_CAPTION || block.text.includes('\n')) return false;
  return MARKED.test(block.text);
}

/** Centred and short: a caption when it stands right beside a picture, and nothing special anywhere else. */
function couldBeCaption(block: Block | undefined): boolean {
  if (block?.kind !== 'paragraph' || block.heading > 0) return false;
  return block.align === 'center' && [...block.text].length <= MAX_CAPTION && !block.text.includes('\n');
}

/**
 * Gives each picture the words beside it. Below it is the rule; above it counts only when the line is marked as a
 * caption and nothing below is. One line may serve a row of pictures that directly follow each other.
 */
export function withCaptions(document: ReadDocument): ReadDocument {
  const { blocks } = document;
  const pictures = document.pictures.map(picture => ({ ...picture }));
  const taken = new Set<number>();
  blocks.forEach((block, at) => {
    if (block.kind !== 'picture') return;
    let next = at + 1;
    while (blocks[next]?.kind === 'picture') next += 1;
    const below = looksLikeCaption(blocks[next]) || couldBeCaption(blocks[next]) ? next : null;
    const above = looksLikeCaption(blocks[at - 1]) && !taken.has(at - 1) ? at - 1 : null;
    const found = below ?? above;
    const words = found === null ? undefined : blocks[found];
    if (found === null || words?.kind !== 'paragraph') return;
    taken.add(found);
    const picture = pictures[block.picture]!;
    picture.caption = words.text;
    picture.captionBlock = found;
  });
  return { ...document, pictures };
}
