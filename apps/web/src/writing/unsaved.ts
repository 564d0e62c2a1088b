import type { Keeping } from '../device/keeping.ts';
import { keepLatest } from '../device/keepLatest.ts';
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

export type Shelf = {
  keep: (unsaved: Unsaved | null) => void;
  /** Says that the page which kept them is still alive. */
  renew: () => void;
};

/** Not the manuscript's id itself: under that lie the words of the writing page, which are laid out otherwise. */
const placeOf = (id: string): string => `text:${id}`;
const keyOf = (id: string): string => `${placeOf(id)} ${tabName()}`;

/** Where words wait, sealed, that the server does not have yet (0651). */
export function shelfOf(keeping: Keeping, id: string): Shelf {
  const key = keyOf(id);
  let latest: Unsaved | null = null;
  const kept = keepLatest<Unsaved>({
    write: content => keeping.keep({ key, manuscript: placeOf(id), at: Date.now(), content }),
    drop: () => keeping.drop(key),
    onState: () => undefined,
  });
  return {
    keep: unsaved => {
      latest = unsaved;
      if (unsaved) kept.put(unsaved);
      else void kept.clear();
    },
    renew: () => {
      if (latest) kept.put(latest);
    },
  };
}

/** What this tab, or one that is gone, could not save. */
export async function leftBehind(keeping: Keeping, id: string): Promise<Unsaved | null> {
  const own = keyOf(id);
  const texts = (await keeping.list()).filter(text => text.manuscript === placeOf(id));
  const found =
    texts.find(text => text.key === own) ?? texts.find(text => Date.now() - text.at > LEFT_AFTER_MS);
  if (!found || !isUnsaved(found.content)) return null;
  if (found.key !== own) await keeping.drop(found.key);
  return found.content;
}

function isUnsaved(content: unknown): content is Unsaved {
  const { mine, base } = (content ?? {}) as Partial<Unsaved>;
  return typeof mine === 'string' && typeof base?.flat === 'string' && typeof base.version === 'number';
}
