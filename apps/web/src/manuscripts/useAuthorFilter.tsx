import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import type { Filter } from '../ui/filters.ts';
import { PeoplePick } from '../ui/PersonPick.tsx';
import { useWords } from '../words/i18n.ts';
import { manuscriptWords } from './words.ts';

const WIDTH = 240;

/** Manuscripts of one author, who may have left long ago. */
export function useAuthorFilter(
  authorId: string | undefined,
  onState: (patch: { authorId: string | undefined }) => void,
): Filter {
  const t = useWords(manuscriptWords);
  const found = useQuery(
    api.network.people.list.queryOptions({
      input: { id: authorId ?? '', active: 'all', pageSize: 1 },
      enabled: authorId !== undefined,
      staleTime: 300_000,
    }),
  );
  const author = authorId ? found.data?.rows[0] : undefined;
  return {
    kind: 'own',
    key: 'authorId',
    label: t('column.authors'),
    said: author?.name,
    edit: onDone => (
      <div style={{ width: WIDTH }}>
        <PeoplePick
          opened
          max={1}
          label={t('column.authors')}
          value={author ? [{ id: author.id, name: author.name }] : []}
          onChange={([picked]) => {
            onState({ authorId: picked?.id });
            onDone();
          }}
        />
      </div>
    ),
  };
}
