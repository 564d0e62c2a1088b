import { SEARCH_COUNTED } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import type { Hit, Search } from './find-queries.ts';
import { walk } from './walk.ts';

/** The newest with all words in the title: they belong among the best however old they are. */
const IN_TITLE = 200;

type Page = {
  hits: Hit[];
  count: { found: number; exact: boolean } | null;
  next: string | null;
  pausedAt: null;
};

/**
 * Best first among the newest finds and the newest of those that say it in their title. The score has no moment in it
 * that moves, so a place in the order holds from page to page.
 */
export async function bestOf(
  reader: Reader,
  search: Search,
  { after, pageSize }: { after: string | undefined; pageSize: number },
): Promise<Page> {
  const scored = { ...search, scored: true };
  const newest = await walk(reader, scored, {
    before: null,
    most: SEARCH_COUNTED + 1,
    enough: SEARCH_COUNTED,
  });
  const { hits } = newest.exhausted
    ? { hits: [] }
    : await walk(reader, { ...scored, inTitle: true }, { before: null, most: IN_TITLE, enough: IN_TITLE });
  const all = [...new Map([...newest.hits, ...hits].map(hit => [hit.id, hit])).values()].sort(better);
  const [score = '', id = ''] = after?.split('|') ?? [];
  const from = after ? all.filter(hit => better(hit, { id, score: Number(score) }) > 0) : all;
  const page = from.slice(0, pageSize);
  const last = page.at(-1);
  const found = Math.min(SEARCH_COUNTED, all.length);
  return {
    hits: page,
    count: after ? null : { found, exact: newest.exhausted },
    next: from.length > pageSize && last ? `${last.score}|${last.id}` : null,
    pausedAt: null,
  };
}

function better(a: Pick<Hit, 'id' | 'score'>, b: Pick<Hit, 'id' | 'score'>): number {
  return b.score - a.score || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}
