import type { ISectionOptions } from 'docx';
import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx';
import type { Level } from './manuscript.ts';
import {
  type AttachmentLine,
  attachmentLines,
  CHARACTER,
  LINE,
  LINE_PITCH,
  PAGE,
  SIZE,
  SQUEEZE,
  signOffIndents,
  TITLE_LINE,
  titleLines,
  writtenDay,
} from './official-measures.ts';
import type { OfficialTable } from './official-table.ts';
import { officialTable } from './official-table.ts';
import { bodyRuns, FONTS, fontNames, runs } from './official-text.ts';
import { settledPackage } from './package-bytes.ts';

/** What stands between title and sign-off. Numbers are part of the text: '一、', '（一）', '1.', '（1）'. */
export type OfficialBlock = { kind: 'paragraph'; level: Level; text: string } | OfficialTable;

export interface OfficialSignOff {
  organ: string;
  /** YYYY-MM-DD */
  date: string;
  /** Whether a seal will be put over it; this decides where organ and date stand. */
  sealed: boolean;
}

type Child = Paragraph | Table;

const BODY_SPACING = { before: 0, after: 0, line: LINE, lineRule: LineRuleType.EXACT };
const TITLE_SPACING = { before: 0, after: 0, line: TITLE_LINE, lineRule: LineRuleType.EXACT };
const FIRST_LINE = { firstLineChars: 200, firstLine: 2 * CHARACTER };

export function titleParagraph(title: string): Paragraph {
  const lines = titleLines(title.trim());
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: TITLE_SPACING,
    keepNext: true,
    keepLines: true,
    outlineLevel: 0,
    children: lines.flatMap((line, at) => [
      ...(at > 0 ? [new TextRun({ break: 1, size: SIZE.title, font: fontNames(FONTS.title) })] : []),
      ...runs(line, FONTS.title, { size: SIZE.title, snapToGrid: false }),
    ]),
  });
}

/** 发文字号: centred above the title, such as 东综执通〔2026〕15号. */
export function numberParagraph(number: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: BODY_SPACING,
    keepNext: true,
    children: runs(number, FONTS.body),
  });
}

/** Centred in the second face: a subtitle. */
export function subtitleParagraph(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: BODY_SPACING,
    keepNext: true,
    children: runs(text, FONTS.second),
  });
}

/** Centred in the first face: the heading of a chapter. */
export function chapterParagraph(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: BODY_SPACING,
    keepNext: true,
    keepLines: true,
    outlineLevel: 0,
    children: runs(text, FONTS.first),
  });
}

export function blankLine(options: { keepNext?: boolean } = {}): Paragraph {
  return new Paragraph({ spacing: BODY_SPACING, ...options, children: [] });
}

/** Word wants a paragraph after a table: one that takes no room. */
export function closingLine(): Paragraph {
  const spacing = { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT };
  return new Paragraph({ spacing, children: [new TextRun({ text: '', size: 2 })] });
}

/** Whom the document speaks to: flush left, closed by a full-width colon. */
export function addresseeParagraph(text: string): Paragraph {
  const closed = `${text.trim().replace(/[:：]$/u, '')}：`;
  return new Paragraph({
    alignment: AlignmentType.LEFT,
    spacing: BODY_SPACING,
    children: runs(closed, FONTS.body, { characterSpacing: SQUEEZE }),
  });
}

/** `keepLast` holds the last paragraph together with the sign-off, which must not stand alone on a page. */
export function blockChildren(blocks: OfficialBlock[], keepLast: boolean): Child[] {
  return blocks.flatMap((block, at): Child[] => {
    const keepNext = keepLast && at === blocks.length - 1;
    if (block.kind === 'table') return tableChildren(block);
    const text = block.text.trim();
    const heading =
      block.level > 0 && !text.includes('。')
        ? { keepNext: true, outlineLevel: block.level - 1 }
        : { ...(keepNext && { keepNext }) };
    return [bodyParagraph(bodyRuns(text, block.level), heading)];
  });
}

function tableChildren(block: OfficialTable): Child[] {
  if (block.rows.length === 0) return [];
  const title = block.caption
    ? [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: BODY_SPACING,
          keepNext: true,
          children: runs(block.caption, FONTS.first),
        }),
      ]
    : [];
  // Text right below a table would touch its rule; an empty line of the body's height keeps the grid.
  return [...title, officialTable(block), blankLine()];
}

/** A paragraph of the text: both edges straight, two characters in. */
export function bodyParagraph(
  children: TextRun[],
  options: { keepNext?: boolean; outlineLevel?: number },
): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: BODY_SPACING,
    indent: FIRST_LINE,
    widowControl: false,
    ...options,
    children,
  });
}

/** 附件：1.… one blank line below the text; what wraps aligns with the name's first character. */
export function attachmentParagraphs(names: string[]): Paragraph[] {
  if (names.length === 0) return [];
  const line = ({ text, left, hanging }: AttachmentLine) =>
    new Paragraph({
      spacing: BODY_SPACING,
      keepNext: true,
      indent: { left: left * CHARACTER, hanging: hanging * CHARACTER },
      children: runs(text, FONTS.body, { characterSpacing: SQUEEZE }),
    });
  return [blankLine({ keepNext: true }), ...attachmentLines(names).map(line)];
}

/** Organ and date (GB/T 9704-2012, 7.3.5); with a seal two lines are left for it. */
export function signOffParagraphs({ organ, date, sealed }: OfficialSignOff): Paragraph[] {
  const written = writtenDay(date);
  const indents = signOffIndents(organ, written, sealed);
  const line = (text: string, right: number, keepNext: boolean) =>
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: BODY_SPACING,
      ...(keepNext && { keepNext }),
      keepLines: true,
      indent: { right: Math.round(right * CHARACTER) },
      children: runs(text, FONTS.body),
    });
  const room = Array.from({ length: sealed ? 2 : 1 }, () => blankLine({ keepNext: true }));
  return [...room, line(organ, indents.organ, true), line(written, indents.date, false)];
}

/** A line under the sign-off, in brackets: 附注, or who wrote it. */
export function remarkParagraph(text: string): Paragraph {
  return bodyParagraph(runs(`（${text}）`, FONTS.body, { characterSpacing: SQUEEZE }), {});
}

/** Sets the pages and gives the bytes of the .docx; the same content always gives the same bytes. */
export async function officialDocument(title: string, children: Child[]): Promise<Uint8Array> {
  const section: ISectionOptions = {
    properties: {
      page: {
        size: { width: PAGE.width, height: PAGE.height },
        margin: {
          top: PAGE.top,
          right: PAGE.right,
          bottom: PAGE.bottom,
          left: PAGE.left,
          header: PAGE.header,
          footer: PAGE.footer,
          gutter: 0,
        },
      },
      grid: { type: DocumentGridType.LINES, linePitch: LINE_PITCH },
    },
    footers: { default: pageNumber('odd'), even: pageNumber('even') },
    children,
  };
  const document = new Document({
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: { font: fontNames(FONTS.body), size: SIZE.body },
          paragraph: { spacing: { before: 0, after: 0 } },
        },
      },
    },
    sections: [section],
  });
  return settledPackage(await Packer.toBuffer(document), title);
}

/** — 1 — in 四号 宋体, one character in from the outer edge: right on odd pages, left on even ones. */
function pageNumber(side: 'odd' | 'even'): Footer {
  const run = {
    font: { ascii: FONTS.number, hAnsi: FONTS.number, eastAsia: FONTS.number, cs: FONTS.number },
    size: SIZE.footer,
  };
  const outer =
    side === 'odd'
      ? { alignment: AlignmentType.RIGHT, indent: { right: 280 } }
      : { alignment: AlignmentType.LEFT, indent: { left: 280 } };
  return new Footer({
    children: [
      new Paragraph({
        ...outer,
        children: [new TextRun({ ...run, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  });
}
