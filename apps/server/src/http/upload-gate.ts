import { DOCUMENT_LIMITS } from '../documents/zip.ts';
import type { ContentType } from '../files/content-type.ts';
import type { Outcome } from '../files/finding.ts';
import type { StoredFile } from '../files/stored-files.ts';
import type { Server } from './endpoint.ts';

const WITHOUT_WORDS: ReadonlySet<ContentType> = new Set(['png', 'jpeg', 'gif', 'webp', 'mp4', 'empty']);
/** Not looked through to the end: then nobody knows what is in it. What cannot be read at all has other codes. */
const UNFINISHED: ReadonlySet<string> = new Set(['too_slow', 'too_busy']);

/** Whether what is written in an uploaded file bears a secrecy mark: its reading, or null. */
export async function secretInFile(
  server: Server,
  file: StoredFile,
  owner: string,
): Promise<Outcome<string | null>> {
  if (file.size > DOCUMENT_LIMITS.file || WITHOUT_WORDS.has(file.type)) return { ok: true, value: null };
  const opened = await server.files.open(file.sha256);
  if (!opened) return { ok: true, value: null };
  const chunks: Uint8Array[] = [];
  for await (const chunk of opened.stream) chunks.push(chunk as Uint8Array);
  return secretInBytes(server, { bytes: Buffer.concat(chunks), type: file.type }, owner);
}

/** The same for what is not stored yet. Looked through beside the event loop, whatever it holds. */
export async function secretInBytes(
  server: Pick<Server, 'documents'>,
  { bytes, type }: { bytes: Uint8Array; type: ContentType },
  owner: string,
): Promise<Outcome<string | null>> {
  if (WITHOUT_WORDS.has(type)) return { ok: true, value: null };
  const found = await server.documents.secretIn(bytes, owner);
  return found.ok || UNFINISHED.has(found.refusal.code) ? found : { ok: true, value: null };
}
