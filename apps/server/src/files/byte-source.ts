import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';

/** Something whose bytes can be looked at anywhere without reading all of it. */
export interface ByteSource {
  size: number;
  /** Fewer bytes than asked for come back only at the end. */
  read(offset: number, length: number): Promise<Buffer>;
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { size: buffer.length, read: async (offset, length) => buffer.subarray(offset, offset + length) };
}

export function fileSource(handle: FileHandle, size: number): ByteSource {
  return {
    size,
    async read(offset, length) {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, size - offset)));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
      return buffer.subarray(0, bytesRead);
    },
  };
}
