import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../api/api.ts';
import { toast } from '../ui/toast.ts';
import { useWords } from '../words/i18n.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import { draftOf, fieldsOf } from './draft.ts';
import type { DraftHandle } from './useDraft.ts';
import { manuscriptWords } from './words.ts';

/** The draft was saved elsewhere meanwhile. */
export function Conflict({ handle, id }: { handle: DraftHandle; id: string }) {
  const t = useWords(manuscriptWords);
  const other = useQuery(
    api.manuscripts.get.queryOptions({ input: { id }, staleTime: 0, refetchOnMount: 'always' }),
  );
  const mine = handle.draft;
  // What this page stored itself is in the cache; only a fresh answer is the other text.
  const theirs = other.isFetchedAfterMount ? other.data : undefined;
  // Another tab, or a try whose answer was lost, stored these very words: there is nothing to choose.
  const same = theirs && JSON.stringify(fieldsOf(draftOf(theirs))) === JSON.stringify(fieldsOf(mine));
  const { rebase } = handle;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the handle is new with every drawing
  useEffect(() => {
    if (same) rebase(theirs);
  }, [same, theirs]);
  if (!theirs || same) return null;
  return (
    <ConflictDialog
      mine={mine}
      theirs={theirs}
      onMine={() => handle.rebase(theirs)}
      onTheirs={() => {
        handle.rebase(theirs);
        handle.replace(draftOf(theirs));
        toast.undoable(t('conflict.took_theirs'), () => handle.replace(mine));
      }}
    />
  );
}
