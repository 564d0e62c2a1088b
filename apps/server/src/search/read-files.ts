import type { Server } from '../http/endpoint.ts';
import { type Claimed, claimFile, settleFile } from './file-queries.ts';
import { queueManuscriptsWith } from './index-queries.ts';

/** A reader that has had a file for so long has died with its server. */
const GONE_MS = 5 * 60_000;
/** A file that three servers died of is left alone. */
const TRIES = 3;
/** Longer texts are cut: what is found by is the beginning of a book. */
const MOST_CHARACTERS = 200_000;

type Parts = Pick<Server, 'database' | 'files' | 'documents' | 'clock'>;

/** Reads attachments that wait, one after another, each once. @returns how many */
export async function readFiles(parts: Parts, stopping: () => boolean = () => false): Promise<number> {
  for (let done = 0; ; done++) {
    if (stopping()) return done;
    const now = parts.clock();
    const file = await claimFile(parts.database.db, now, new Date(now.getTime() - GONE_MS));
    if (!file) return done;
    const read = await textIn(parts, file);
    await parts.database.write(
      file.bodyId,
      async tx => {
        await settleFile(tx, file.fileId, { ...read, now: parts.clock() });
        if (read.state === 'read') await queueManuscriptsWith(tx, file.fileId);
      },
      () => false,
    );
  }
}

type Read = { state: 'read' | 'failed'; text: string; zh: string | null; en: string | null };

async function textIn({ files, documents }: Parts, file: Claimed): Promise<Read> {
  if (file.tries > TRIES) return failed(STOPPED);
  const opened = await files.open(file.sha256);
  if (!opened) return failed(MISSING);
  const read = await documents.read(await bytesOf(opened.stream), file.name);
  if (!read.ok) return failed(read.refusal);
  const text = read.value.blocks
    .flatMap(block => {
      if (block.kind === 'paragraph') return [block.text];
      return block.kind === 'table' ? [block.rows.flat().join('\n')] : [];
    })
    .join('\n')
    .replaceAll('\0', '')
    .toWellFormed();
  return { state: 'read', text: text.slice(0, MOST_CHARACTERS).toWellFormed(), zh: null, en: null };
}

function failed({ zh, en }: { zh: string; en: string }): Read {
  return { state: 'failed', text: '', zh, en };
}

const MISSING = {
  zh: '存储里没有这个文件的内容。请联系系统管理员从备份恢复。',
  en: 'The content of this file is not in the store. Ask the system administrator to restore it from a backup.',
};
const STOPPED = {
  zh: '读取这个文件时服务几次中断，已不再读取。请另存为 .docx 或文本后重新上传。',
  en: 'The server broke off several times while reading this file and leaves it alone. Save it as .docx or text and upload it again.',
};

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
