import { bytesSource } from '../files/byte-source.ts';
import type { ContentType } from '../files/content-type.ts';
import type { Outcome } from '../files/finding.ts';
import { sniff } from '../files/sniff.ts';
import { withCaptions } from './captions.ts';
import type { AsidePlace, Block, Picture, PictureType, ReadDocument } from './document.ts';
import { PICTURE_TYPES, trimmed } from './document.ts';
import type { BodyWalk, RawBlock } from './docx-body.ts';
import { readBody } from './docx-body.ts';
import { Numbering } from './docx-numbering.ts';
import type { DocxParts } from './docx-parts.ts';
import { docxNote, openDocx, partOf, targetsOf } from './docx-parts.ts';
import { Styles } from './docx-styles.ts';
import type { DocumentRefusal } from './refusals.ts';
import { Refused, refusable } from './refusals.ts';
import { below, child, parseXml, textOf } from './xml.ts';
import type { ZipLimits } from './zip.ts';
import { DOCUMENT_LIMITS, openPackage } from './zip.ts';

/** What stands in the way when something other than a Word document calls itself one. */
const NOT_DOCX: Partial<Record<ContentType, DocumentRefusal>> = {
  empty: 'empty_file',
  doc: 'not_docx_but_doc',
  doc_encrypted: 'encrypted',
  office_encrypted: 'encrypted',
  docm: 'macros',
  pdf: 'not_docx_but_pdf',
  text: 'not_docx_but_text',
  html: 'not_docx_but_text',
  xml: 'not_docx_but_text',
  rtf: 'not_docx_but_rtf',
  odt: 'not_docx_but_odt',
  xls: 'not_docx_but_sheet',
  xlsx: 'not_docx_but_sheet',
  xlsm: 'not_docx_but_sheet',
  ods: 'not_docx_but_sheet',
  png: 'not_docx_but_picture',
  jpeg: 'not_docx_but_picture',
  gif: 'not_docx_but_picture',
  webp: 'not_docx_but_picture',
  zip_broken: 'truncated',
};
const MAX_PICTURES = 100;

/** Reads a .docx, trusting nothing in it: no macros, no outside content, no entities, every unpacked byte counted. */
export function readDocx(
  bytes: Uint8Array,
  limits: ZipLimits = DOCUMENT_LIMITS,
): Promise<Outcome<ReadDocument>> {
  return refusable(async () => {
    const { type } = await sniff(bytesSource(bytes));
    if (type !== 'docx') throw new Refused(NOT_DOCX[type] ?? 'not_docx_but_other');
    const parts = await openDocx(await openPackage(bytes, limits));
    const body = child(parseXml((await parts.pack.read(parts.main))!), 'w:body');
    if (!body) throw new Refused('damaged');
    const walk: BodyWalk = {
      styles: new Styles(await partOf(parts, 'styles')),
      numbering: new Numbering(await partOf(parts, 'numbering')),
      relationships: parts.relationships,
      notes: parts.notes,
      aside: [],
    };
    const raw = readBody(body, walk);
    await readAside(parts, walk);
    const { blocks, pictures } = await takePictures(raw, parts);
    if (!blocks.some(block => block.kind !== 'picture')) throw new Refused('empty_document');
    return withCaptions({ format: 'docx', blocks, pictures, aside: walk.aside, notes: walk.notes });
  });
}

async function takePictures(
  raw: RawBlock[],
  parts: DocxParts,
): Promise<{ blocks: Block[]; pictures: Picture[] }> {
  const blocks: Block[] = [];
  const pictures: Picture[] = [];
  let unreadable = 0;
  for (const block of raw) {
    if (block.kind !== 'picture') {
      blocks.push(block);
      continue;
    }
    const bytes = pictures.length < MAX_PICTURES ? await parts.pack.read(block.target) : null;
    const type = bytes && pictureType((await sniff(bytesSource(bytes))).type);
    if (!bytes || !type) {
      unreadable += 1;
      continue;
    }
    blocks.push({ kind: 'picture', picture: pictures.length });
    pictures.push({ bytes, type, caption: usefulWords(block.words), captionBlock: null });
  }
  if (unreadable > 0) parts.notes.push(docxNote('pictures_not_readable', { count: unreadable }));
  return { blocks, pictures };
}

export function pictureType(type: ContentType): PictureType | null {
  return PICTURE_TYPES.find(each => each === type) ?? null;
}

/** Programs put file names and their own phrases where the author's words for a picture belong. */
export function usefulWords(words: string): string | null {
  const text = trimmed(words);
  const made =
    /\.(?:jpe?g|png|gif|bmp|webp|tiff?)$|^(?:图片|图像|picture|image|img|wps图片|descript)\s*[\d()（）-]*$|说明已自动生成|\\|:\/\//iu;
  return text.length < 4 || made.test(text) ? null : text;
}

const ASIDE_PARTS: [type: string, place: AsidePlace][] = [
  ['header', 'header'],
  ['footer', 'footer'],
  ['comments', 'comment'],
  ['footnotes', 'footnote'],
  ['endnotes', 'footnote'],
];

async function readAside(parts: DocxParts, walk: BodyWalk): Promise<void> {
  for (const [type, place] of ASIDE_PARTS) {
    for (const target of targetsOf(parts, type)) {
      const bytes = await parts.pack.read(target);
      if (!bytes) continue;
      const lines = [...below(parseXml(bytes), 'w:p')].map(each =>
        [...below(each, 'w:t')].map(textOf).join(''),
      );
      const text = trimmed(lines.join('\n'));
      if (text !== '') walk.aside.push({ place, text });
    }
  }
}
