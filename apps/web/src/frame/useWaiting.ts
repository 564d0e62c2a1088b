import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { LISTS } from '../notices/waitingLists.ts';
import type { Place } from '../paths.ts';
import type { Noun } from './nouns.ts';

/** How much waits behind a noun for the acting post, 0 while unknown, and the list that it opens. */
export function useWaiting(): (noun: Noun) => { count: number; place: Place } {
  const today = useQuery(api.notices.today.queryOptions());
  return ({ waits = [], place }) => {
    const countOf = (kind: string): number => today.data?.waiting.find(w => w.kind === kind)?.count ?? 0;
    const first = waits.find(kind => countOf(kind) > 0);
    return first ? { count: countOf(first), place: LISTS[first]() } : { count: 0, place };
  };
}
