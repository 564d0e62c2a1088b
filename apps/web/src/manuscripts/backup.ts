import { seatName, seatsTaken } from '../device/heldElsewhere.ts';
import type { Keeping, KeptText } from '../device/keeping.ts';
import type { Draft } from './draft.ts';

/** What was typed and not yet stored by the server: survives a crash, a closed window, a dead network. */
export type Backup = {
  /** The name of the draft on this device; the server takes it in under it once. */
  key: string;
  manuscript: string | null;
  draft: Draft;
  /** The stored version it was written over. */
  version: number | null;
  at: number;
};

export function keepBackup(keeping: Keeping, { key, manuscript, at, draft, version }: Backup): Promise<void> {
  return keeping.keep({ key, manuscript, at, content: { draft, version } });
}

/** What is kept of this manuscript. */
export async function findBackup(keeping: Keeping, manuscript: string): Promise<Backup | null> {
  const texts = await keeping.list();
  return asBackup(texts.find(text => text.manuscript === manuscript));
}

/** The newest draft that never reached the server and is not being written in another tab. */
export async function findBegun(keeping: Keeping): Promise<Backup | null> {
  const [texts, taken] = await Promise.all([keeping.list(), seatsTaken()]);
  return asBackup(texts.find(text => text.manuscript === null && !taken.has(seatName(text.key))));
}

function asBackup(text: KeptText | undefined): Backup | null {
  const { draft, version } = (text?.content ?? {}) as Partial<Backup>;
  if (!text || !draft) return null;
  if (typeof draft.title !== 'string' || !Array.isArray(draft.body) || !Array.isArray(draft.authors))
    return null;
  const { key, manuscript, at } = text;
  return { key, manuscript, at, draft, version: version ?? null };
}
