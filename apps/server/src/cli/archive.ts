import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import * as z from 'zod';

/**
 * A backup is one tar file of open formats: `tables/<name>.csv.gz`, `files/<sha256>`, and at its end
 * `manifest.json`, which names every part with its hash: a backup that was cut short has no manifest.
 */
export const Manifest = z.object({
  format: z.literal('xinxuan-backup-1'),
  takenAt: z.iso.datetime(),
  schema: z.array(z.object({ number: z.int(), name: z.string(), sha256: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), sha256: z.string() })),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
  files: z.array(z.string()),
  /** Files that the database speaks of and that were not in the store when the backup was taken. */
  missingFiles: z.array(z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

export const MANIFEST = 'manifest.json';
export const tableEntry = (name: string) => `tables/${name}.csv.gz`;
export const fileEntry = (sha256: string) => `files/${sha256}`;

export interface ArchiveWriter {
  /** Adds rows, compressed; a spool beside the archive is needed because tar asks for sizes first. Gives the hash. */
  addCompressed(entry: string, content: Readable): Promise<string>;
  add(entry: string, content: { size: number; stream: Readable }): Promise<void>;
  addText(entry: string, text: string): Promise<void>;
}

/** Writes an archive durably, or leaves nothing: it bears its name only when complete. */
export async function writeArchive(
  path: string,
  fill: (writer: ArchiveWriter) => Promise<void>,
): Promise<void> {
  const draft = `${path}.part`;
  const spool = `${path}.spool`;
  const tar = pack();
  const written = pipeline(tar, createWriteStream(draft, { mode: 0o600, flags: 'wx' }));
  try {
    await Promise.race([fill(writerTo(tar, spool)), failureOf(written)]);
    tar.finalize();
    await written;
    await syncToDisk(draft);
    await rename(draft, path);
  } catch (error) {
    tar.destroy();
    await written.catch(() => undefined);
    if (!isTaken(error)) await rm(draft, { force: true });
    throw error;
  } finally {
    await rm(spool, { force: true });
  }
}

/** Rejects when writing fails, for example on a full disk; never resolves. */
const failureOf = (written: Promise<void>) =>
  new Promise<never>((_, reject) => {
    written.catch(reject);
  });

const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EEXIST';

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.sync().finally(() => handle.close());
}

function writerTo(tar: ReturnType<typeof pack>, spool: string): ArchiveWriter {
  const add: ArchiveWriter['add'] = async (name, { size, stream }) => {
    await pipeline(stream, tar.entry({ name, size, mtime: new Date(0) }));
  };
  return {
    add,
    addCompressed: async (entry, content) => {
      await pipeline(content, createGzip({ level: 4 }), createWriteStream(spool, { mode: 0o600 }));
      const { size } = await stat(spool);
      const stream = createReadStream(spool);
      const hash = createHash('sha256');
      stream.on('data', chunk => hash.update(chunk));
      await add(entry, { size, stream });
      return hash.digest('hex');
    },
    addText: async (name, text) => {
      await new Promise<void>((resolve, reject) => {
        tar.entry({ name, mtime: new Date(0) }, text, error => (error ? reject(error) : resolve()));
      });
    },
  };
}

/** Goes through the entries of an archive in order; each content must be read or resumed before the next comes. */
export async function readArchive(
  path: string,
  visit: (entry: string, content: Readable) => Promise<void>,
): Promise<void> {
  const entries = extract();
  const fed = pipeline(createReadStream(path), entries);
  fed.catch(() => undefined);
  for await (const entry of entries)
    await visit(entry.header.name, Readable.from(entry, { objectMode: false }));
  await fed;
}

/** The SHA-256 of a stream, which it reads to its end. */
export async function hashOf(content: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
