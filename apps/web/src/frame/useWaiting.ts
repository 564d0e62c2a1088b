import { useQuery } from '@tanstack/react-query';
import type { Waiting } from '@xinxuan/contract';
import { api } from '../api/api.ts';

/** How much waits for the acting post, by kind; 0 while unknown. */
export function useWaiting(): (kind: Waiting | undefined) => number {
  const today = useQuery(api.notices.today.queryOptions());
  return kind => today.data?.waiting.find(w => w.kind === kind)?.count ?? 0;
}
