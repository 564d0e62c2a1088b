import { bytesSource } from '../files/byte-source.ts';
import type { ContentType } from '../files/content-type.ts';
import type { Outcome } from '../files/finding.ts';
import { sniff } from '../files/sniff.ts';
import { secretReading } from '../text/quality/secrecy-mark.ts';
import { packageTexts } from './package-text.ts';
import { readArchive } from './read-archive.ts';
import { readDocument } from './read-document.ts';
import { refusable } from './refusals.ts';

const PACKAGES: ReadonlySet<ContentType> = new Set(['docx', 'docm', 'odt', 'ods', 'xlsx', 'xlsm']);
const READ: ReadonlySet<ContentType> = new Set(['docx', 'odt', 'doc', 'rtf', 'text', 'pdf']);
/** Old sheets and whatever else keeps its words as UTF-16 in a compound file that nobody here reads. */
const RAW: ReadonlySet<ContentType> = new Set(['xls', 'ole']);
/** An archive in an archive in an archive is nobody's folder of manuscripts. */
const DEEPEST = 3;

/**
 * The reading of a secrecy mark that stands anywhere in a file, archives included; null where none does. What cannot be
 * read is no text to anybody here, and pictures and films are not read.
 */
export async function secretIn(bytes: Uint8Array): Promise<Outcome<string | null>> {
  return refusable(() => search(bytes, 0));
}

async function search(bytes: Uint8Array, depth: number): Promise<string | null> {
  const { type } = await sniff(bytesSource(bytes));
  if (type === 'zip') return depth < DEEPEST ? inArchive(bytes, depth) : null;
  if (RAW.has(type)) return inRaw(bytes);
  const whole = PACKAGES.has(type) ? await packageTexts(bytes).catch(() => null) : null;
  if (whole) return secretReading(whole);
  return READ.has(type) ? inDocument(bytes) : null;
}

async function inArchive(bytes: Uint8Array, depth: number): Promise<string | null> {
  const archive = await readArchive(bytes);
  if (!archive.ok) return null;
  const inNames = secretReading(archive.value.map(({ path }) => path));
  if (inNames !== null) return inNames;
  for (const file of archive.value) {
    const found = await search(file.bytes, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

async function inDocument(bytes: Uint8Array): Promise<string | null> {
  // Without its name: what calls itself .docx and is none would not be looked into at all.
  const document = await readDocument(bytes, '');
  if (!document.ok) return null;
  const { blocks, aside } = document.value;
  return secretReading([
    ...blocks.flatMap(block =>
      block.kind === 'paragraph' ? [block.text] : block.kind === 'table' ? block.rows.flat() : [],
    ),
    ...aside.map(each => each.text),
  ]);
}

/** Words may begin at even and at odd positions. */
function inRaw(bytes: Uint8Array): string | null {
  const decoder = new TextDecoder('utf-16le');
  return secretReading([decoder.decode(bytes)]) ?? secretReading([decoder.decode(bytes.subarray(1))]);
}
