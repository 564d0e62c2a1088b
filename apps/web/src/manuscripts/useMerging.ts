import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect } from 'react';
import { api } from '../api/api.ts';
import type { PaperHandle } from '../ui/paper/PaperEditor.tsx';
import { toast } from '../ui/toast.ts';
import type { DraftHandle } from './useDraft.ts';
import { manuscriptWords } from './words.ts';

/** How often the other text is asked for again while it cannot be had. */
const AGAIN_MS = 5_000;

/** The draft was saved elsewhere meanwhile: both are made one, at the cursor's place, and saving goes on (0643). */
export function useMerging(handle: DraftHandle, paper: RefObject<PaperHandle | null>): void {
  const conflict = handle.saving.status === 'conflict';
  const id = handle.stored?.id ?? '';
  const other = useQuery(
    api.manuscripts.get.queryOptions({
      input: { id },
      enabled: conflict && id !== '',
      // Read once for each conflict: what is in the cache is what this page stored itself.
      queryKey: [...api.manuscripts.get.queryKey({ input: { id } }), 'elsewhere', handle.saving.version],
      staleTime: 0,
      gcTime: 0,
      retry: false,
      refetchInterval: ({ state }) => (state.data ? false : AGAIN_MS),
    }),
  );
  const theirs = conflict && other.isFetchedAfterMount ? other.data : undefined;
  const { merge } = handle;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the handle is new with every drawing
  useEffect(() => {
    // What was sent meanwhile is not gone on from: the page then says so (`OutOfHand`).
    if (!theirs || theirs.can.edit) return;
    paper.current?.take(merge(theirs));
    toast.done(manuscriptWords.say('save.merged'));
  }, [theirs]);
}
