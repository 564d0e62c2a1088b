import type { Mapping, SheetView } from '@xinxuan/contract';
import type { FileRow } from '../db/stored-files.ts';
import type { SheetRow } from '../documents/sheet.ts';
import type { Server } from '../http/endpoint.ts';
import { notFound, type Refusal } from '../http/refusal.ts';
import { bytesOf, unreadable } from '../manuscripts/read-in.ts';
import { guessHeadRow, guessMapping, headOf, signatureOf } from './columns.ts';
import type { Settings } from './tables.ts';

/** Histories are longer than what else comes in sheets. */
const LIMITS = { rows: 50_000, columns: 60 };
const SHOWN = 12;

export type Sheet = { sheets: string[]; sheet: string; headRow: number; rows: SheetRow[] };
type From = { server: Server; owner: string };

/** The chosen sheet of an uploaded workbook with all its rows, read in the reading process. */
export async function readHead(
  { server, owner }: From,
  file: Pick<FileRow, 'sha256'>,
  wish: { sheet?: string; headRow?: number },
): Promise<Sheet | Refusal> {
  const opened = await server.files.open(file.sha256);
  if (!opened) return notFound('文件内容', 'content of the file');
  const bytes = await bytesOf(opened.stream);
  const names = await server.documents.sheetNames(bytes, owner);
  if (!names.ok) return unreadable(names.refusal);
  const sheet =
    wish.sheet !== undefined && names.value.includes(wish.sheet) ? wish.sheet : (names.value[0] ?? '');
  const named = names.value[0] === 'CSV' && names.value.length === 1 ? {} : { sheet };
  const read = await server.documents.readSheet(bytes, { ...LIMITS, ...named }, owner);
  if (!read.ok) return unreadable(read.refusal);
  return {
    sheets: names.value,
    sheet,
    headRow: wish.headRow ?? guessHeadRow(read.value.rows),
    rows: read.value.rows,
  };
}

const headIn = ({ rows, headRow }: Sheet): string[] => headOf(rows.find(row => row.number === headRow));

export const headSignature = (sheet: Sheet): string => signatureOf(headIn(sheet));

export function settingsFor(sheet: Sheet, remembered: Mapping | null): Settings {
  const { sheets, sheet: name, headRow } = sheet;
  const mapping = remembered ?? guessMapping(headIn(sheet));
  return { sheets, sheet: name, headRow, mapping, remembered: remembered !== null };
}

export function sheetViewOf(sheet: Sheet, { mapping, remembered }: Settings): SheetView {
  const head = headIn(sheet);
  const below = rowsBelow(sheet).slice(0, SHOWN);
  return {
    ...{ sheets: sheet.sheets, sheet: sheet.sheet, headRow: sheet.headRow, head, mapping, remembered },
    rows: below.map(row => ({ number: row.number, cells: headOf(row).map(text => text.slice(0, 80)) })),
  };
}

export const rowsBelow = ({ rows, headRow }: Sheet): SheetRow[] => rows.filter(row => row.number > headRow);
