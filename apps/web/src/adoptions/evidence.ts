import type { Evidence } from '@xinxuan/contract';
import type * as z from 'zod';
import type { StoredFile } from '../api/upload.ts';

/** What will be sent with a claim, with the name that the writer sees. */
export type Piece =
  | { kind: 'link'; url: string; name: string }
  | { kind: FileKind; fileId: string; name: string };
export const FILE_KINDS = ['scan', 'video', 'fee_slip', 'kept_page'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export const EVIDENCE_ENDINGS = [
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.gif',
  '.pdf',
  '.mp4',
  '.docx',
  '.doc',
] as const;
/** Most pieces that one claim can carry. */
export const EVIDENCE_LIMIT = 10;

const IMAGE = /\.(jpe?g|png|webp|gif)$/i;

/** Whether the browser can show it beside the item; everything else is opened by a link. */
export function isImage(name: string): boolean {
  return IMAGE.test(name);
}

/** The kind that a file most likely is; the writer can correct it. */
export function pieceOf(file: Pick<StoredFile, 'id' | 'name'>): Piece {
  const kind: FileKind = /\.mp4$/i.test(file.name)
    ? 'video'
    : /稿费|稿酬/.test(file.name)
      ? 'fee_slip'
      : 'scan';
  return { kind, fileId: file.id, name: file.name };
}

/** A complete web address, or null; a missing scheme is not guessed, since the link is evidence. */
export function linkOf(text: string): Piece | null {
  const address = text.trim();
  if (!/^https?:\/\//i.test(address) || address.length > 500) return null;
  const url = URL.parse(address);
  return url?.hostname.includes('.') ? { kind: 'link', url: address, name: address } : null;
}

export function toEvidence(piece: Piece): z.input<typeof Evidence> {
  return piece.kind === 'link'
    ? { kind: 'link', url: piece.url }
    : { kind: piece.kind, fileId: piece.fileId };
}
