import type { Reader } from '../db/connect.ts';
import { sealOfFile } from '../db/stored-files.ts';
import { type Refusal, refuse } from '../http/refusal.ts';

/** Why documents may not be read again or put to a manuscript: one of them is closed by a seal, also to its uploader. */
export async function whyNotSealedFile(
  reader: Reader,
  { ids, code }: { ids: readonly string[]; code: 'invalid' | 'unreadable_file' },
): Promise<Refusal | null> {
  for (const id of ids) {
    const sealed = await sealOfFile(reader, id);
    if (sealed)
      return refuse(code, 'file_sealed', {
        zh: `这份文件含有已被遮盖的内容，已由${sealed.by}随旧版本一并封存（${sealed.reason}），不能再读取，也不能再用于稿件。请先遮盖文件中的内容，再上传遮盖后的文件。`,
        en: `This document holds what was masked since. ${sealed.by} sealed it with the earlier version (${sealed.reason}): it is neither read again nor put to a manuscript. Mask the document and upload that.`,
      });
  }
  return null;
}
