import type { Finding } from '../files/finding.ts';

/** What a document says and roughly how it looks, whichever program wrote it. */
export interface ReadDocument {
  format: DocumentFormat;
  blocks: Block[];
  pictures: Picture[];
  /** Text that does not belong to the body but may hold a secrecy mark or a name: shown to checks, never to readers. */
  aside: { place: AsidePlace; text: string }[];
  /** What was left out or changed while reading; the document itself was read. */
  notes: Finding[];
}

export const DOCUMENT_FORMATS = ['docx', 'doc', 'odt', 'rtf', 'text', 'pdf'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

export const ASIDE_PLACES = ['header', 'footer', 'comment', 'footnote', 'hidden', 'deleted'] as const;
export type AsidePlace = (typeof ASIDE_PLACES)[number];

export type Block = ParagraphBlock | TableBlock | PictureBlock;
export type Align = 'left' | 'center' | 'right' | 'justify';

export interface ParagraphBlock {
  kind: 'paragraph';
  /** Trimmed of spaces at both ends; a line break inside a paragraph is '\n'; numbers that the program counts are written out. */
  text: string;
  /** 0 for text, 1 to 9 for a heading that is styled as one. */
  heading: number;
  bold: boolean;
  align: Align;
  /** Points, of most of its text; null where the format does not say. */
  size: number | null;
}

export interface TableBlock {
  kind: 'table';
  /** Rows of cells; paragraphs inside a cell are separated by '\n'; a cell merged into another is ''. */
  rows: string[][];
  /** Leading rows marked as repeating on each page. */
  headerRows: number;
  /** Nothing in the file says that it is a table: it was put together from lines that fit. */
  inferred?: true;
}

export interface PictureBlock {
  kind: 'picture';
  /** Place in `pictures`. */
  picture: number;
}

export const PICTURE_TYPES = ['png', 'jpeg', 'gif', 'webp'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export interface Picture {
  bytes: Uint8Array;
  type: PictureType;
  /** The words beside it, or the alternative text that its author gave it; null when there are none. */
  caption: string | null;
  /** The block that holds those words; null when they are alternative text. */
  captionBlock: number | null;
  /** Only its place and its length make those words a caption. */
  captionGuessed?: true;
}

/** Removes the spaces, of every width, that authors use for layout at both ends of a line. */
export function trimmed(text: string): string {
  return text
    .split('\n')
    .map(line => line.replace(/^[\s\u3000\u200b\ufeff]+|[\s\u3000\u200b\ufeff]+$/gu, ''))
    .join('\n')
    .replace(/^\n+|\n+$/gu, '');
}
