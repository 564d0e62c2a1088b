import { PATTERNS } from '../paths.ts';

const PAGES = new Set<string>(Object.values(PATTERNS));

/** The nearest page above an address: the list that a thing stands in, or the first page. */
export function listAbove(pathname: string): string {
  const parts = pathname.split('/').filter(part => part !== '');
  while (parts.length > 1) {
    parts.pop();
    const above = `/${parts.join('/')}`;
    if (PAGES.has(above)) return above;
  }
  return PATTERNS.today;
}
