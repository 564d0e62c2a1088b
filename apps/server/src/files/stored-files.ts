import type { Readable } from 'node:stream';
import type { ContentType } from './content-type.ts';
import type { Outcome } from './finding.ts';
import { findingsFrom } from './finding.ts';

/** A kept file: named by what it contains, typed by what it contains. */
export interface StoredFile {
  /** Lower-case hexadecimal SHA-256 of the content; also its name in the store. */
  sha256: string;
  /** Bytes. */
  size: number;
  type: ContentType;
}

/** What may be kept; without `types`, anything. */
export interface Limits {
  maxBytes: number;
  types?: readonly ContentType[];
}

/** Where uploads are kept. The same content is kept once; who may see it is decided elsewhere. */
export interface StoredFiles {
  /**
   * Reads `content` to its end without holding it in memory and keeps it durably. Refuses with `too_large`,
   * `disk_full`, `empty_file`, `unsuitable_type` or `upload_interrupted`, and then leaves nothing behind.
   */
  put(content: AsyncIterable<Uint8Array>, limits: Limits): Promise<Outcome<StoredFile>>;
  /** The content from `range.start` to `range.end` (inclusive, bytes), or all of it; null when nothing is kept under this name. */
  open(
    sha256: string,
    range?: { start: number; end: number },
  ): Promise<{ size: number; stream: Readable } | null>;
  exists(sha256: string): Promise<boolean>;
  /** Removing what is not there is no error: removal is repeated after a crash. */
  remove(sha256: string): Promise<void>;
}

export const storeRefusal = findingsFrom({
  too_large: {
    zh: '文件超过 {limit}，没有保存。请压缩图片或拆分后再传。',
    en: 'The file is larger than {limit} and was not kept. Compress its pictures or split it, then upload again.',
  },
  disk_full: {
    zh: '服务器存储空间已满，文件没有保存。请稍后再传，并告知系统管理员清理空间。',
    en: 'The server has no space left and the file was not kept. Try again later and tell the system administrator.',
  },
  empty_file: {
    zh: '文件是空的（0 字节），没有保存。请检查原文件是否已保存完整后再传。',
    en: 'The file is empty (0 bytes) and was not kept. Check that the original was saved, then upload again.',
  },
  unsuitable_type: {
    zh: '不接受这种文件，没有保存。请上传 Word、WPS、PDF、Excel、文本、图片（PNG、JPEG、GIF、WebP）或 MP4 视频。',
    en: 'This kind of file is not taken and was not kept. Upload Word, WPS, PDF, Excel, text, pictures (PNG, JPEG, GIF, WebP) or MP4 video.',
  },
  upload_interrupted: {
    zh: '上传中断，文件没有保存。请检查网络后重新上传。',
    en: 'The upload broke off and nothing was kept. Check the connection and upload again.',
  },
});
