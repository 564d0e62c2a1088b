import type { Block, ReadDocument } from './document.ts';
import { HEADING_MARK } from './manuscript-words.ts';

const MAX_CAPTION = 90;
const MARKED =
  /^[△▲▽▼][\s\u3000]*\p{Script=Han}|^(?:图|照片|图片|图为|图示)[\s：:\d一二三四五六七八九十]|^(?:图为|上图|下图|左图|右图)|（[^（）]*(?:摄|供图|摄影)[^（）]*）$|(?:摄|供图)$/u;

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
 * A short line without a stop right below a picture, with the text or the next picture below it: a caption of a program
 * that knows no centring, unless short lines head paragraphs here without a picture above them, too.
 */
function guessedCaption(blocks: readonly Block[], at: number): boolean {
  const [line, below] = [blocks[at], blocks[at + 1]];
  if (!isShortLine(line) || !(below?.kind === 'picture' || isSentence(below) || isDataBelow(line, below)))
    return false;
  return !blocks.some(
    (each, other) =>
      other > 0 &&
      other !== at &&
      isShortLine(each) &&
      isSentence(blocks[other - 1]) &&
      isSentence(blocks[other + 1]),
  );
}

/** Above a table stands its name: 各街道整治情况表. */
function isDataBelow(line: Block | undefined, below: Block | undefined): boolean {
  return (
    below?.kind === 'table' && line?.kind === 'paragraph' && !/(?:表|情况|统计|一览|明细)$/u.test(line.text)
  );
}

function isShortLine(block: Block | undefined): boolean {
  if (block?.kind !== 'paragraph' || block.heading > 0 || block.bold) return false;
  return /^[^。！？；：:]{2,24}$/u.test(block.text) && !HEADING_MARK.test(block.text);
}

function isSentence(block: Block | undefined): boolean {
  return block?.kind === 'paragraph' && block.text.includes('。');
}

/** Without the triangle or the word 图 that only points at the picture. */
function bare(caption: string): string {
  return caption.replace(/^(?:[△▲▽▼◁◀▷▶◇◆○●☆★↑↓※◎][\s\u3000]*|图[:：][\s\u3000]*)/u, '') || caption;
}

/** The line beside a picture that reads or looks like its caption. */
function saidOf(
  blocks: readonly Block[],
  { below, above }: { below: number; above: number | null },
): number | null {
  if (looksLikeCaption(blocks[below]) || couldBeCaption(blocks[below])) return below;
  return above !== null && looksLikeCaption(blocks[above]) ? above : null;
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
    const above = taken.has(at - 1) ? null : at - 1;
    const said = saidOf(blocks, { below: next, above });
    const found = said ?? (guessedCaption(blocks, next) ? next : null);
    const words = found === null ? undefined : blocks[found];
    if (found === null || words?.kind !== 'paragraph') return;
    taken.add(found);
    const picture = pictures[block.picture]!;
    picture.caption = bare(words.text);
    picture.captionBlock = found;
    if (said === null) picture.captionGuessed = true;
  });
  return { ...document, pictures };
}
