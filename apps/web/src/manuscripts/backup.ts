import type { Draft } from './draft.ts';

/** What was typed and not yet stored by the server: survives a crash, a closed window, a dead network. */
export type Backup = { draft: Draft; version: number | null; at: number };

function key(id: string | null): string {
  return `xinxuan.draft.${id ?? 'new'}`;
}

export function keepBackup(id: string | null, backup: Backup): void {
  try {
    localStorage.setItem(key(id), JSON.stringify(backup));
  } catch {
    // Without room in the browser the server's copy, at most two seconds old, has to do.
  }
}

export function dropBackup(id: string | null): void {
  try {
    localStorage.removeItem(key(id));
  } catch {
    // Nothing was kept, so nothing has to go.
  }
}

export function findBackup(id: string | null): Backup | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(id)) ?? 'null');
    return isBackup(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isBackup(kept: unknown): kept is Backup {
  if (typeof kept !== 'object' || kept === null) return false;
  const { draft } = kept as Partial<Backup>;
  return typeof draft?.title === 'string' && Array.isArray(draft.body) && Array.isArray(draft.authors);
}
