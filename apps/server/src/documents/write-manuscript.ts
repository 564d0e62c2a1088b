import type { OfficialBlock } from './official-layout.ts';
import {
  attachmentParagraphs,
  blankLine,
  blockChildren,
  officialDocument,
  remarkParagraph,
  signOffParagraphs,
  subtitleParagraph,
  titleParagraph,
} from './official-layout.ts';
import { printable } from './package-bytes.ts';

/** A manuscript as it goes out on paper: the text, and who reported it when. */
export interface WrittenManuscript {
  title: string;
  /** Begins with ——. */
  subtitle?: string;
  blocks: OfficialBlock[];
  attachments?: string[];
  signOff?: {
    unit: string;
    /** YYYY-MM-DD */
    date: string;
    correspondents: string[];
  };
}

/** Writes a manuscript as .docx in the official layout; `readManuscript` finds the same title, text and sign-off in it. */
export function writeManuscript(manuscript: WrittenManuscript): Promise<Uint8Array> {
  const { title, subtitle, signOff } = manuscript;
  const blocks = manuscript.blocks.map(block =>
    block.kind === 'table' ? block : { ...block, text: printable(block.text) },
  );
  return officialDocument(printable(title), [
    titleParagraph(printable(title)),
    ...(subtitle ? [subtitleParagraph(printable(subtitle))] : []),
    blankLine(),
    ...blockChildren(blocks, signOff !== undefined),
    ...attachmentParagraphs((manuscript.attachments ?? []).map(printable)),
    ...(signOff
      ? signOffParagraphs({ organ: printable(signOff.unit), date: signOff.date, sealed: false })
      : []),
    ...(signOff && signOff.correspondents.length > 0
      ? [remarkParagraph(`信息员：${signOff.correspondents.map(printable).join('、')}`)]
      : []),
  ]);
}
