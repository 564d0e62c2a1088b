import type { Reader } from '../db/connect.ts';
import { closedContents, type FileRow, findFile, sealOfCopies } from '../db/stored-files.ts';
import { isRefusal, notFound, type Refusal, refuse } from './refusal.ts';

type Code = 'invalid' | 'unreadable_file' | 'wrong_state';

/** How a refusal calls a file whose use is not known yet. */
export const UPLOADED = ['上传的文件', 'uploaded file'] as const;

type Handed = {
  id: string;
  personId: string;
  /** What it is to be, such as 佐证文件, evidence file. */
  as: readonly [zh: string, en: string];
  code: Code;
};

/**
 * A file that somebody hands in by its id: only one's own upload, because an id alone opens nobody's file, and none that
 * a seal has closed. Every endpoint that takes the id of a file asks here.
 */
export async function ownFile(
  reader: Reader,
  { id, personId, as, code }: Handed,
): Promise<FileRow | Refusal> {
  const file = await findFile(reader, id);
  if (file?.uploaded_by !== personId) return notFound(...as);
  return (await whyNotSealedFile(reader, { id, code })) ?? file;
}

/** The same for a document that is to be read. */
export const ownDocument = (
  reader: Reader,
  { id, personId, as = UPLOADED }: Pick<Handed, 'id' | 'personId'> & Partial<Pick<Handed, 'as'>>,
): Promise<FileRow | Refusal> => ownFile(reader, { id, personId, as, code: 'unreadable_file' });

/** The same for several; null when each may be handed in. */
export async function whyNotOwnFiles(
  reader: Reader,
  { ids, ...handed }: Omit<Handed, 'id'> & { ids: readonly string[] },
): Promise<Refusal | null> {
  for (const id of ids) {
    const file = await ownFile(reader, { ...handed, id });
    if (isRefusal(file)) return file;
  }
  return null;
}

/** Why a document may not be read again or put to a thing: it, or one of the same content, is closed by a seal. */
export async function whyNotSealedFile(
  reader: Reader,
  { id, code }: { id: string; code: Code },
): Promise<Refusal | null> {
  const sealed = await sealOfCopies(reader, id);
  if (!sealed) return null;
  if (!sealed.itself) return sealedCopy(code);
  return refuse(code, 'file_sealed', {
    zh: `这份文件含有已被遮盖的内容，已由${sealed.by}随旧版本一并封存（${sealed.reason}），不能再读取，也不能再用于稿件和别处。请先遮盖文件中的内容，再上传遮盖后的文件。`,
    en: `This document holds what was masked since. ${sealed.by} sealed it with the earlier version (${sealed.reason}): it is neither read again nor put to a manuscript or anything else. Mask the document and upload that.`,
  });
}

/** Why content may not come in: a document that holds the very same is closed by a seal. Says nothing of what that is. */
export async function whyNotSealedContent(reader: Reader, sha256: string): Promise<Refusal | null> {
  return (await closedContents(reader, { only: sha256 })).size > 0 ? sealedCopy('unreadable_file') : null;
}

/** Of content that came in again; whoever sends it need not be whoever may know what was sealed. */
export function sealedCopy(code: Code): Refusal {
  return refuse(code, 'file_sealed', {
    zh: '这份文件与一份已经封存的文件内容完全相同，不能再使用，没有收下。请先遮盖文件中不宜保留的内容（如个人信息），另存后再传；认为不应封存的，请本单位负责人核对，由其解除封存。',
    en: 'This file is identical to one that has been sealed, so it was not taken in. Mask what should not be kept in it, such as personal data, save it anew and send that; if it should not have been sealed, ask your unit head to look and to undo the seal.',
  });
}
