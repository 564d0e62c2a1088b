import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type * as z from 'zod';
import type { Search } from '../paths.ts';

export type SetSearch<S> = (
  patch: { [K in keyof S]?: S[K] | undefined },
  how?: { keepPage?: boolean },
) => void;

/**
 * The page's state, kept in the URL and checked by a schema. Changing a filter goes back to page one,
 * and replaces the history entry: the back button leaves the list, it does not replay typing.
 */
export function useSearchState<S extends z.ZodObject>(schema: S): [z.output<S>, SetSearch<z.output<S>>] {
  const raw: unknown = useSearch({ strict: false });
  const navigate = useNavigate();
  const state = useMemo(() => schema.parse(raw), [schema, raw]);
  const set = useCallback<SetSearch<z.output<S>>>(
    (patch, how) => {
      const touchesPage = 'page' in patch || how?.keepPage;
      const changed: Record<string, unknown> = { ...(touchesPage ? {} : { page: undefined }), ...patch };
      if (changed.page === 1) changed.page = undefined;
      void navigate({
        to: '.',
        replace: true,
        search: ((before: Search) => ({ ...before, ...changed })) as never,
      });
    },
    [navigate],
  );
  return [state, set];
}
