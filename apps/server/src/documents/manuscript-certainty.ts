import type { ReadDocument } from './document.ts';
import type { BodyBlock, Certainty } from './manuscript.ts';
import type { Line } from './manuscript-parts.ts';
import { isFormHeading } from './manuscript-title.ts';
import { areNames, isSpacedOut, levelOf, looksLikeUnit } from './manuscript-words.ts';

/** A PDF knows no paragraphs; where the title is only likely, its second line may be the text's first. */
export function bodyCertainty(document: ReadDocument, body: BodyBlock[], title: Certainty): Certainty {
  if (body.length === 0) return 'missing';
  const { format } = document;
  const inferred = document.blocks.some(block => block.kind === 'table' && block.inferred);
  // A table at the very head may be a frame of the paper.
  const edges = body[0]?.kind === 'table' || [body[0], body.at(-1)].some(isLoose);
  const unsure =
    format === 'pdf' ||
    edges ||
    inferred ||
    title !== 'certain' ||
    mayHoldCaption(document) ||
    mayHoldHeadings(document, body);
  return unsure ? 'likely' : 'certain';
}

/** Lines that only their bold letters make headings, or that are bold and were not taken for any. */
function mayHoldHeadings({ blocks }: ReadDocument, body: BodyBlock[]): boolean {
  const bold = new Set(
    blocks.flatMap(block =>
      block.kind === 'paragraph' && block.bold && block.heading === 0 ? [block.text] : [],
    ),
  );
  return body.some(
    block =>
      block.kind === 'paragraph' &&
      bold.has(block.text) &&
      [...block.text].length <= 40 &&
      !block.text.includes('。') &&
      levelOf(block.text) === 0,
  );
}

/** Words that mostly tell who wrote and sent a text. */
const OF_WRITING =
  /通讯员|撰稿|供稿|投稿|来稿|稿件|作者|报送|信息员|审核|编辑|摄影|执笔|联系电话|来源|编写|发布[:：]/u;

/** A short line without a stop at either end of the text, and no heading: it may be something around the text. */
function isLoose(block: BodyBlock | undefined): boolean {
  if (block?.kind !== 'paragraph' || block.level > 0) return false;
  // A bracket behind the last stop mostly says who wrote it.
  if (/[。！？”][\s\u3000]*[（(【〔[][^。（()）]{2,40}[)）】〕\]]$/u.test(block.text)) return true;
  if (/^[（(【〔[].*[)）】〕\]]$/u.test(block.text)) return true;
  if (block.text.length <= 60 && OF_WRITING.test(block.text)) return true;
  return block.text.length <= 40 && !/[。！？…”）)]$/u.test(block.text);
}

/** A short line right below a picture without words may be its caption, though nothing says so. */
function mayHoldCaption({ blocks, pictures }: ReadDocument): boolean {
  if (pictures.some(picture => picture.captionGuessed)) return true;
  return blocks.some((block, at) => {
    const next = blocks[at + 1];
    if (block.kind !== 'picture' || next?.kind !== 'paragraph') return false;
    return pictures[block.picture]?.caption === null && /^[^。！？；]{2,30}$/u.test(next.text);
  });
}

/** Whether a text begins as texts do: with a sentence or a numbered heading. */
export function opensWithText(line: Line | undefined): boolean {
  return line?.kind === 'paragraph' && (/[。！？]/u.test(line.text) || levelOf(line.text) > 0);
}

/** Whether a title could as well be the name of a paper, of a sheet or of who issues it. */
export function couldBeNameOfPaper(title: string): boolean {
  const length = [...title].length;
  return (
    isFormHeading(title) ||
    areNames(title) ||
    isSpacedOut(title) ||
    length < 6 ||
    (looksLikeUnit(title) && length <= 20)
  );
}
