import { packageTexts } from '../documents/package-text.ts';
import { DOCUMENT_LIMITS } from '../documents/zip.ts';
import type { ContentType } from '../files/content-type.ts';
import type { StoredFile } from '../files/stored-files.ts';
import { secretReading } from '../text/quality/secrecy-mark.ts';
import type { Server } from './endpoint.ts';

const PACKAGES: ReadonlySet<ContentType> = new Set(['docx', 'docm', 'odt', 'xlsx']);
const READ: ReadonlySet<ContentType> = new Set(['doc', 'rtf', 'text', 'pdf']);

/**
 * Whether what is written in an uploaded file bears a secrecy mark; its reading, or null. What cannot be read is no text
 * to anybody here; pictures and films are not read.
 */
export async function secretInFile(server: Server, file: StoredFile, name: string): Promise<string | null> {
  const isPackage = PACKAGES.has(file.type);
  if (file.size > DOCUMENT_LIMITS.file || (!isPackage && !READ.has(file.type))) return null;
  const opened = await server.files.open(file.sha256);
  if (!opened) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of opened.stream) chunks.push(chunk as Uint8Array);
  const bytes = Buffer.concat(chunks);
  return secretReading(
    isPackage ? await packageTexts(bytes).catch(() => []) : await read(server, bytes, name),
  );
}

async function read(server: Server, bytes: Uint8Array, name: string): Promise<string[]> {
  const document = await server.documents.read(bytes, name);
  if (!document.ok) return [];
  const { blocks, aside } = document.value;
  return [
    ...blocks.flatMap(block =>
      block.kind === 'paragraph' ? [block.text] : block.kind === 'table' ? block.rows.flat() : [],
    ),
    ...aside.map(each => each.text),
  ];
}
