import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { useGo } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page } from '../ui/Page.tsx';
import { oneOf } from '../ui/searchFields.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { ManuscriptActs } from './ManuscriptActs.tsx';
import { ManuscriptView } from './ManuscriptView.tsx';
import { manuscriptWords } from './words.ts';

const State = z.object({ queue: oneOf(['reviews']), show: oneOf(['life']) });

export default function ManuscriptPage() {
  const t = useWords(manuscriptWords);
  const { id } = useParams({ strict: false }) as { id: string };
  const [{ queue, show }] = useSearchState(State);
  const onward = useOnward(id);
  const manuscript = useQuery(api.manuscripts.get.queryOptions({ input: { id } }));
  return (
    <Page
      title={manuscript.data ? manuscript.data.title || t('untitled') : ''}
      back={queue === 'reviews' ? paths.reviews() : paths.manuscripts()}
    >
      <Loaded query={manuscript}>
        {found => (
          <ManuscriptView
            manuscript={found}
            atLife={show === 'life'}
            acts={
              <ManuscriptActs
                manuscript={found}
                onDecided={queue === 'reviews' ? () => void onward() : undefined}
              />
            }
          />
        )}
      </Loaded>
    </Page>
  );
}

/** Whoever signs one after the other is led to the next that waits, and back to the list when none does. */
function useOnward(id: string): () => Promise<void> {
  const queries = useQueryClient();
  const go = useGo();
  return async () => {
    const waiting = await queries
      .fetchQuery(api.reviews.waiting.queryOptions({ input: { page: 1, pageSize: 2 }, staleTime: 0 }))
      .catch(() => null);
    const next = waiting?.rows.find(row => row.id !== id);
    go(next ? paths.manuscript(next.id, { queue: 'reviews' }) : paths.reviews(), { replace: true });
  };
}
