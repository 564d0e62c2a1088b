import type { Buffer } from 'node:buffer';
import type { Entry, ZipFile } from 'yauzl';
import { bytesSource } from '../files/byte-source.ts';
import type { Outcome } from '../files/finding.ts';
import { megabytes } from '../files/finding.ts';
import { sniff } from '../files/sniff.ts';
import { Refused, refusable } from './refusals.ts';
import type { ZipLimits } from './zip.ts';
import { inflate, NEVER_IN_A_NAME, openZip, refuseOverlaps } from './zip.ts';

/** A file out of an archive of documents. */
export interface ArchivedFile {
  /** Folders and name, with '/' between them; never absolute, never upwards. */
  path: string;
  bytes: Uint8Array;
}

export const ARCHIVE_LIMITS: ZipLimits = {
  file: 50 * 1048576,
  entries: 1000,
  part: 50 * 1048576,
  total: 200 * 1048576,
  ratio: 150,
  ratioFrom: 16 * 1048576,
};

const UTF8_NAME = 0x0800;
/** What programs put beside the files that people mean. */
const BESIDE = /(?:^|\/)(?:__MACOSX\/|\.|~\$|Thumbs\.db$|desktop\.ini$)/iu;

/**
 * Unpacks a zip of documents, as people make them of a folder; names in UTF-8 or, as Windows writes them, GB18030.
 * Folders and what programs leave beside documents are passed over. Refuses what `openPackage` refuses.
 */
export async function readArchive(
  bytes: Uint8Array,
  limits: ZipLimits = ARCHIVE_LIMITS,
): Promise<Outcome<ArchivedFile[]>> {
  return refusable(async () => {
    await refuseOthers(bytes, limits);
    const zip = await openZip(bytes, false);
    if (zip.entryCount > limits.entries) throw new Refused('zip_bomb');
    const files: ArchivedFile[] = [];
    let total = 0;
    for (const entry of await entriesOf(zip)) {
      const path = pathOf(entry);
      if (path === null) continue;
      const allowed = Math.min(limits.part, limits.total - total);
      const file = await inflate(zip, entry, { allowed, limits, keep: true });
      total += file.size;
      files.push({ path, bytes: file.bytes });
    }
    if (files.length === 0) throw new Refused('empty_document');
    return files;
  });
}

async function refuseOthers(bytes: Uint8Array, limits: ZipLimits): Promise<void> {
  if (bytes.byteLength > limits.file)
    throw new Refused('too_large', { size: megabytes(bytes.byteLength), limit: megabytes(limits.file) });
  const { type } = await sniff(bytesSource(bytes));
  if (type === 'empty') throw new Refused('empty_file');
  if (type === 'zip_broken') throw new Refused('truncated');
  if (type !== 'zip') throw new Refused('not_archive');
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch {
    throw new Refused('damaged');
  }
  if (entries.some(entry => entry.isEncrypted())) throw new Refused('encrypted');
  refuseOverlaps(entries);
  return entries;
}

/** Null for what is no file of a person. */
function pathOf(entry: Entry): string | null {
  // The names were asked for as bytes, whatever the type says.
  const raw = entry.fileName as unknown as Buffer;
  const name = decoded(raw, (entry.generalPurposeBitFlag & UTF8_NAME) !== 0).replaceAll('\\', '/');
  const upwards = name.split('/').some(part => part === '..' || part === '.');
  if (upwards || /^(?:\/|[a-z]:)/iu.test(name) || NEVER_IN_A_NAME.test(name))
    throw new Refused('unsafe_package', {
      detail: name.replace(new RegExp(NEVER_IN_A_NAME, 'gu'), '?').slice(0, 80),
    });
  return name.endsWith('/') || BESIDE.test(name) ? null : name;
}

function decoded(raw: Buffer, saysUtf8: boolean): string {
  if (saysUtf8) return raw.toString('utf8');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder('gb18030').decode(raw);
  }
}
