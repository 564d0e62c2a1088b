import type { Tx } from '../db/connect.ts';
import { insertFile } from '../db/stored-files.ts';
import type { Finding } from '../files/finding.ts';
import { newId } from '../ids.ts';
import type { Actor } from './actor.ts';
import type { Server } from './endpoint.ts';
import { type Refusal, refuse } from './refusal.ts';

/** What was made, in one piece or as it comes. */
type Made = { bytes: Uint8Array | AsyncIterable<Uint8Array>; name: string; actor: Actor; now: Date };

const LARGEST = 500 * 1024 * 1024;

/** Keeps a document that the system made; only who asked for it can open it. */
export async function keepFile(
  tx: Tx,
  server: Server,
  { bytes, name, actor, now }: Made,
): Promise<{ fileId: string; name: string } | Refusal> {
  const outcome = await server.files.put(bytes instanceof Uint8Array ? once(bytes) : bytes, {
    maxBytes: LARGEST,
  });
  if (!outcome.ok) return whyNotStored(outcome.refusal);
  const { sha256, size, type } = outcome.value;
  const id = newId('file', now);
  await insertFile(tx, { id, sha256, size, type, name, uploaded_by: actor.personId, at: now });
  return { fileId: id, name };
}

/** What the store says, as a refusal of the endpoint. */
export function whyNotStored({ code, zh, en }: Finding): Refusal {
  const kind = code === 'disk_full' || code === 'too_large' ? code : 'unreadable_file';
  return refuse(kind, code, { zh, en });
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
