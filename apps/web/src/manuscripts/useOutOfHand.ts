import { useQuery } from '@tanstack/react-query';
import type { Manuscript } from '@xinxuan/contract';
import { useEffect } from 'react';
import { api } from '../api/api.ts';
import type { SaverState } from '../ui/saver.ts';
import type { DraftHandle } from './useDraft.ts';

/** What the server knows last: the page's own copy is behind when another window sent the text. */
export function newerOf(stored: Manuscript | null, read: Manuscript | undefined): Manuscript | null {
  if (!stored || !read) return stored ?? read ?? null;
  return read.version >= stored.version ? read : stored;
}

/** A save that was not taken may mean that the text is no longer the writer's to change. */
export function asksAgain({ status }: Pick<SaverState, 'status'>): boolean {
  return status === 'refused' || status === 'conflict';
}

/** The manuscript when it may not be written any more, sent or thrown away meanwhile; null as long as it may. */
export function useOutOfHand({ stored, saving }: Pick<DraftHandle, 'stored' | 'saving'>): Manuscript | null {
  const read = useQuery(
    api.manuscripts.get.queryOptions({
      input: { id: stored?.id ?? '' },
      enabled: stored !== null,
      refetchOnMount: false,
      refetchOnWindowFocus: true,
    }),
  );
  const { refetch } = read;
  const again = stored !== null && asksAgain(saving);
  useEffect(() => {
    if (again) void refetch();
  }, [again, refetch]);
  const newest = stored && newerOf(stored, read.data);
  return newest && newest.can.edit !== null ? newest : null;
}
