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
  /** What that version said: what was changed elsewhere meanwhile is merged over it. Null when it is not known. */
  base: Draft | null;
  at: number;
};

export function keepBackup(keeping: Keeping, { key, manuscript, at, ...content }: Backup): Promise<void> {
  return keeping.keep({ key, manuscript, at, content });
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
  const { draft, version, base } = (text?.content ?? {}) as Partial<Backup>;
  if (!text || !isDraft(draft)) return null;
  const { key, manuscript, at } = text;
  return { key, manuscript, at, draft, version: version ?? null, base: isDraft(base) ? base : null };
}

function isDraft(draft: Partial<Draft> | null | undefined): draft is Draft {
  return typeof draft?.title === 'string' && Array.isArray(draft.body) && Array.isArray(draft.authors);
}
