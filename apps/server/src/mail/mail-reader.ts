import { startDocumentReader } from '../documents/document-reader.ts';
import type { Outcome } from '../files/finding.ts';
import type { ReadMail } from './read-mail.ts';

/** Reads messages in processes of their own, with limits on time and memory. */
export type MailReader = { read(bytes: Uint8Array): Promise<Outcome<ReadMail>>; close(): Promise<void> };

const PROGRAM = new URL('./reading-program.ts', import.meta.url);

export function startMailReader(): MailReader {
  const reader = startDocumentReader({ program: PROGRAM, timeLimitMs: 60_000, memoryLimitMb: 768 });
  return {
    // The program behind the reader answers every job with a message instead of a document.
    read: async bytes => (await reader.read(bytes, 'message.eml', 'mail')) as unknown as Outcome<ReadMail>,
    close: () => reader.close(),
  };
}
