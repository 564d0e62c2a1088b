import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { attachmentLines, signOffIndents, titleLines, writtenDay } from './official-measures.ts';
import { endsWithTable, type OfficialPage } from './official-page.ts';
import { gridOf, type OfficialTable } from './official-table.ts';
import { type Face, FONTS, faced } from './official-text.ts';

/** What official-page.typ sets, in its order. Lengths: indents in 字, widths in twips, sizes in points. */
type Piece =
  | { kind: 'blank' }
  | { kind: 'number' | 'title' | 'addressee'; text: string }
  | { kind: 'paragraph'; face: keyof typeof FONTS; lead: string; rest: string }
  | { kind: 'table'; caption: string | null; widths: number[]; size: number; head: Cell[][]; rows: Cell[][] }
  | { kind: 'attachment'; text: string; left: number; hanging: number }
  | { kind: 'signed'; text: string; right: number; last: boolean };
type Cell = { text: string; across: number; down: number; head: boolean; middle: boolean };

/**
 * The page as PDF/A-2u: faces of this machine where it has them, else the one that comes with the program. Null where
 * there is no type setter for this kind of machine.
 */
export async function officialPdf(page: OfficialPage): Promise<Uint8Array | null> {
  setter ??= openSetter().catch(() => null);
  const opened = await setter;
  if (!opened) return null;
  const { compiler, template } = opened;
  try {
    return compiler.pdf(
      {
        mainFileContent: template,
        inputs: { page: JSON.stringify({ title: page.title.replaceAll('\n', ''), pieces: closed(page) }) },
      },
      { pdfStandard: 'a-2u', creationTimestamp: secondsOf(page) },
    );
  } finally {
    compiler.evictCache(PAGES_REMEMBERED);
  }
}

/**
 * An archival PDF has to bear a time, in seconds. It is the day that stands below the text, not that of printing, so that
 * the same page gives the same bytes whenever it is printed; a page without one bears the earliest day of a package.
 */
const secondsOf = ({ signOff }: OfficialPage): number =>
  Date.parse(`${signOff?.date ?? '1980-01-01'}T00:00:00+08:00`) / 1_000;

const PAGES_REMEMBERED = 4;
type Setter = { compiler: NodeCompiler; template: string };
let setter: Promise<Setter | null> | undefined;

/** The type setter is loaded with the first page: most servers start without needing one. */
async function openSetter(): Promise<Setter> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const fonts = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-serif-sc')));
  const paths = ['400Regular', '700Bold'].map(weight => join(fonts, weight)).filter(existsSync);
  return {
    compiler: NodeCompiler.create({ fontArgs: [{ fontPaths: paths }] }),
    template: readFileSync(new URL('official-page.typ', import.meta.url), 'utf8'),
  };
}

/** Without the blank line after a table that closes the page. */
function closed(page: OfficialPage): Piece[] {
  const pieces = piecesOf(page);
  return endsWithTable(page) && pieces.at(-1)?.kind === 'blank' ? pieces.slice(0, -1) : pieces;
}

function piecesOf({ title, number, addressee, blocks, attachments, signOff, remark }: OfficialPage): Piece[] {
  return [
    ...(number ? [{ kind: 'number' as const, text: number }, BLANK] : []),
    { kind: 'title', text: titleLines(title.trim()).join('\n') },
    BLANK,
    ...(addressee
      ? [{ kind: 'addressee' as const, text: `${addressee.trim().replace(/[:：]$/u, '')}：` }]
      : []),
    ...blocks.flatMap((block): Piece[] => {
      if (block.kind === 'table') return block.rows.length > 0 ? [tablePiece(block), BLANK] : [];
      const { face, lead, rest } = faced(block.text.trim(), block.level);
      return [{ kind: 'paragraph', face: keyOf(face), lead, rest }];
    }),
    ...(attachments?.length ? [BLANK, ...attachmentLines(attachments).map(asAttachment)] : []),
    ...(signOff ? signedPieces(signOff) : []),
    ...(remark
      ? [{ kind: 'paragraph' as const, face: 'body' as const, lead: `（${remark}）`, rest: '' }]
      : []),
  ];
}

const BLANK: Piece = { kind: 'blank' };
const asAttachment = (line: ReturnType<typeof attachmentLines>[number]): Piece => ({
  kind: 'attachment',
  ...line,
});

const keyOf = (face: Face) =>
  (Object.keys(FONTS) as (keyof typeof FONTS)[]).find(key => FONTS[key] === face) ?? 'body';

function tablePiece(table: OfficialTable): Piece {
  const { widths, size, rows } = gridOf(table);
  const cells = rows.map(row =>
    row.map(({ text, across, down, isHeader, isMiddle }) => ({
      text,
      across,
      down,
      head: isHeader,
      middle: isMiddle,
    })),
  );
  const heads = table.headerRows ?? 1;
  return {
    kind: 'table',
    caption: table.caption ?? null,
    widths,
    size: size / 2,
    head: cells.slice(0, heads),
    rows: cells.slice(heads),
  };
}

function signedPieces({ organ, date, sealed }: NonNullable<OfficialPage['signOff']>): Piece[] {
  const written = writtenDay(date);
  const indents = signOffIndents(organ, written, sealed);
  return [
    ...(sealed ? [BLANK, BLANK] : [BLANK]),
    { kind: 'signed', text: organ, right: indents.organ, last: false },
    { kind: 'signed', text: written, right: indents.date, last: true },
  ];
}
