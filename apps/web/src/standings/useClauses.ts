import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';

/** How a clause is called in its scheme: number and text; its own name until the scheme is read. */
export function useClauses(schemeId: string | null): (clause: string) => string {
  const scheme = useQuery(
    api.schemes.get.queryOptions({
      input: { id: schemeId ?? '' },
      enabled: schemeId !== null,
      staleTime: 300_000,
    }),
  );
  const clauses = scheme.data?.clauses ?? [];
  return clause => {
    const found = clauses.find(one => one.rule === clause);
    return found ? `${found.number} ${found.text}` : clause;
  };
}
