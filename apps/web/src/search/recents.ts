/** What a person looked for last, on this computer only: it is nobody else's business, not even the server's. */
const MOST = 8;
const keyOf = (person: string): string => `xinxuan.searches.${person}`;

export function recentOf(person: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(each => typeof each === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** The newest first, each once. */
export function withRecent(recent: readonly string[], q: string): string[] {
  return [q, ...recent.filter(each => each !== q)].slice(0, MOST);
}

export function keepRecent(person: string, recent: readonly string[]): void {
  try {
    if (recent.length === 0) localStorage.removeItem(keyOf(person));
    else localStorage.setItem(keyOf(person), JSON.stringify(recent));
  } catch {
    // Kept until the page is closed.
  }
}
