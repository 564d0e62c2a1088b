import type { OfficialBlock, OfficialSignOff } from './official-layout.ts';
import {
  addresseeParagraph,
  attachmentParagraphs,
  blankLine,
  blockChildren,
  numberParagraph,
  officialDocument,
  remarkParagraph,
  signOffParagraphs,
  titleParagraph,
} from './official-layout.ts';
import { officialPdf } from './official-pdf.ts';
import { printable } from './package-bytes.ts';

/** What is printed in the official layout: a notice (通报), a list to be signed, a sign-off sheet. */
export interface OfficialPage {
  /** Without end punctuation; '\n' forces a break, otherwise it is broken by its words. */
  title: string;
  /** 发文字号, such as 东综执通〔2026〕15号. */
  number?: string;
  /** 主送机关, without the colon. */
  addressee?: string;
  blocks: OfficialBlock[];
  /** Names of the attachments, without numbers. */
  attachments?: string[];
  signOff?: OfficialSignOff;
  /** 附注: a line in brackets below the date. */
  remark?: string;
}

/**
 * Lays a page out as GB/T 9704-2012 asks and gives the bytes; the same page gives the same bytes. Null where PDF is asked
 * for and this kind of machine has no type setter.
 */
export function writeOfficial(page: OfficialPage, as: 'docx'): Promise<Uint8Array>;
export function writeOfficial(page: OfficialPage, as: 'docx' | 'pdf'): Promise<Uint8Array | null>;
export function writeOfficial(page: OfficialPage, as: 'docx' | 'pdf'): Promise<Uint8Array | null> {
  return as === 'pdf' ? officialPdf(cleaned(page)) : writeWord(cleaned(page));
}

function writeWord(page: OfficialPage): Promise<Uint8Array> {
  const { title, number, addressee, blocks, attachments = [], signOff, remark } = page;
  return officialDocument(title, [
    ...(number ? [numberParagraph(number), blankLine({ keepNext: true })] : []),
    titleParagraph(title),
    blankLine(),
    ...(addressee ? [addresseeParagraph(addressee)] : []),
    ...blockChildren(blocks, signOff !== undefined || attachments.length > 0),
    ...attachmentParagraphs(attachments),
    ...(signOff ? signOffParagraphs(signOff) : []),
    ...(remark ? [remarkParagraph(remark)] : []),
  ]);
}

/** Every string of the structure without the characters that a document cannot hold. */
function cleaned<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? printable(each) : each)),
  ) as T;
}
