import type { Unsaved } from './sync.ts';

/** A living page renews its words this often; older ones were left by a page that is gone. */
export const RENEW_MS = 3_000;
const LEFT_AFTER_MS = 9_000;
const TAB = 'xinxuan.tab';

/** Names this tab through reloads, so that a page goes on with its own words at once. */
export function tabName(): string {
  try {
    const known = sessionStorage.getItem(TAB);
    if (known) return known;
    const fresh = crypto.randomUUID();
    sessionStorage.setItem(TAB, fresh);
    return fresh;
  } catch {
    return crypto.randomUUID();
  }
}

type Left = { at: number; unsaved: Unsaved };
const prefixOf = (personId: string, id: string): string => `xinxuan.text.${personId}.${id}.`;

export type Shelf = { find: () => Unsaved | null; keep: (unsaved: Unsaved | null) => void };

/** Where words wait that the server does not have yet. Each person's own, so that a shared computer tells nobody's. */
export function shelfOf(personId: string, id: string): Shelf {
  const own = prefixOf(personId, id) + tabName();
  return {
    find: () => {
      const keys = keysOf(prefixOf(personId, id)).sort((a, b) => Number(b === own) - Number(a === own));
      for (const key of keys) {
        const left = read(key);
        if (!left || (key !== own && Date.now() - left.at < LEFT_AFTER_MS)) continue;
        if (key !== own) remove(key);
        return left.unsaved;
      }
      return null;
    },
    keep: unsaved => {
      if (unsaved) write(own, { at: Date.now(), unsaved });
      else remove(own);
    },
  };
}

function keysOf(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function read(key: string): Left | null {
  try {
    const left = JSON.parse(localStorage.getItem(key) ?? 'null') as Left | null;
    return typeof left?.unsaved?.mine === 'string' && typeof left.unsaved.base?.flat === 'string'
      ? left
      : null;
  } catch {
    return null;
  }
}

function write(key: string, left: Left): void {
  try {
    localStorage.setItem(key, JSON.stringify(left));
  } catch {
    // A full or closed store: the words are still on the page, and the page says that they are not saved.
  }
}

function remove(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
