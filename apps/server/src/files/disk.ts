import { createHash, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileSource } from './byte-source.ts';
import type { Outcome } from './finding.ts';
import { megabytes } from './finding.ts';
import { sniff } from './sniff.ts';
import type { Limits, StoredFile, StoredFiles } from './stored-files.ts';
import { storeRefusal } from './stored-files.ts';

const NO_SPACE = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const SHA256 = /^[0-9a-f]{64}$/u;

interface DiskOptions {
  /** An absolute folder of its own; it is made when missing. */
  root: string;
  /** Opens the temporary file, reading and writing; the seam at which a full disk can be put to the test. */
  openTemporary?: (path: string) => Promise<FileHandle>;
}

/** Tells apart what went wrong with the giver's stream from what went wrong with our disk. */
class DiskError extends Error {}

/** Keeps files in folders of the local disk, sharded by the first two pairs of the hash's digits. */
export function diskFiles(options: DiskOptions): StoredFiles {
  const { root, openTemporary = path => open(path, 'wx+', 0o600) } = options;
  const incoming = join(root, '.incoming');

  return {
    async put(content, limits) {
      await mkdir(incoming, { recursive: true });
      const path = join(incoming, randomBytes(16).toString('hex'));
      try {
        const received = await receive(content, limits, { path, openTemporary });
        if (received.ok) await settle(path, placeOf(root, received.value.sha256));
        return received;
      } catch (error) {
        return { ok: false, refusal: refusalFor(error) };
      } finally {
        await rm(path, { force: true });
      }
    },
    async open(sha256, range) {
      const handle = await openIfThere(placeOf(root, sha256));
      if (!handle) return null;
      const { size } = await handle.stat();
      return { size, stream: handle.createReadStream(range ?? {}) };
    },
    async exists(sha256) {
      return (await sizeIfThere(placeOf(root, sha256))) !== null;
    },
    async remove(sha256) {
      await rm(placeOf(root, sha256), { force: true });
    },
  };
}

/**
 * Removes what uploads left in the waiting folder when the process was killed.
 * `before`: files last written before this moment (milliseconds since 1970) are nobody's any more.
 */
export async function sweepIncoming(root: string, before: number): Promise<number> {
  const incoming = join(root, '.incoming');
  let removed = 0;
  for (const name of await readdir(incoming).catch(() => [])) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => null);
    if (!found || found.mtimeMs >= before) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

function placeOf(root: string, sha256: string): string {
  if (!SHA256.test(sha256)) throw new Error('a stored file is named by 64 hexadecimal digits');
  return join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

async function receive(
  content: AsyncIterable<Uint8Array>,
  { maxBytes, types }: Limits,
  temporary: { path: string; openTemporary: (path: string) => Promise<FileHandle> },
): Promise<Outcome<StoredFile>> {
  const handle = await onDisk(() => temporary.openTemporary(temporary.path));
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of content) {
      size += chunk.byteLength;
      if (size > maxBytes)
        return { ok: false, refusal: storeRefusal('too_large', { limit: megabytes(maxBytes) }) };
      hash.update(chunk);
      await onDisk(() => writeAll(handle, chunk));
    }
    if (size === 0) return { ok: false, refusal: storeRefusal('empty_file') };
    const { type } = await sniff(fileSource(handle, size));
    if (types && !types.includes(type)) return { ok: false, refusal: storeRefusal('unsuitable_type') };
    await onDisk(() => handle.sync());
    return { ok: true, value: { sha256: hash.digest('hex'), size, type } };
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.byteLength; ) {
    const { bytesWritten } = await handle.write(chunk, done);
    done += bytesWritten;
  }
}

async function settle(from: string, to: string): Promise<void> {
  await onDisk(async () => {
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
    // The name itself is durable only when the folder that holds it has been flushed too.
    const folder = await open(dirname(to), 'r');
    await folder.sync().finally(() => folder.close());
  });
}

async function onDisk<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new DiskError('the disk refused', { cause: error });
  }
}

function refusalFor(error: unknown) {
  if (!(error instanceof DiskError)) return storeRefusal('upload_interrupted');
  const code = (error.cause as NodeJS.ErrnoException).code ?? '';
  if (NO_SPACE.has(code)) return storeRefusal('disk_full');
  throw error.cause;
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function sizeIfThere(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
