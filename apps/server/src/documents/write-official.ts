import {
  addresseeParagraph,
  attachmentParagraphs,
  blankLine,
  blockChildren,
  closingLine,
  numberParagraph,
  officialDocument,
  remarkParagraph,
  signOffParagraphs,
  titleParagraph,
} from './official-layout.ts';
import { endsWithTable, type OfficialPage } from './official-page.ts';
import { officialPdf } from './official-pdf.ts';
import { printable } from './package-bytes.ts';

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
  return officialDocument(title.replaceAll('\n', ''), [
    ...(number ? [numberParagraph(number), blankLine({ keepNext: true })] : []),
    titleParagraph(title),
    blankLine(),
    ...(addressee ? [addresseeParagraph(addressee)] : []),
    ...(endsWithTable(page)
      ? [...blockChildren(blocks, false).slice(0, -1), closingLine()]
      : blockChildren(blocks, signOff !== undefined || attachments.length > 0)),
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
