import type { Tx } from '../db/connect.ts';
import { insertFile } from '../db/stored-files.ts';
import { newId } from '../ids.ts';
import type { Actor } from './actor.ts';
import type { Server } from './endpoint.ts';
import { type Refusal, refuse } from './refusal.ts';

type Made = { bytes: Uint8Array; name: string; actor: Actor; now: Date };

const LARGEST = 500 * 1024 * 1024;

/** Keeps a document that the system made; only who asked for it can open it. */
export async function keepFile(
  tx: Tx,
  server: Server,
  { bytes, name, actor, now }: Made,
): Promise<{ fileId: string; name: string } | Refusal> {
  const outcome = await server.files.put(once(bytes), { maxBytes: LARGEST });
  if (!outcome.ok) {
    const { code, zh, en } = outcome.refusal;
    return refuse(code === 'disk_full' ? 'disk_full' : 'too_large', code, { zh, en });
  }
  const { sha256, size, type } = outcome.value;
  const id = newId('file', now);
  await insertFile(tx, { id, sha256, size, type, name, uploaded_by: actor.personId, at: now });
  return { fileId: id, name };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
