import { useQuery } from '@tanstack/react-query';
import { api } from '../api/api.ts';
import { useWords } from '../words/i18n.ts';
import { standingWords } from './words.ts';

/** How a clause is called in its scheme: number and text; its own name until the scheme is read. */
export function useClauses(schemeId: string | null): (clause: string) => string {
  const t = useWords(standingWords);
  const scheme = useQuery(
    api.schemes.get.queryOptions({
      input: { id: schemeId ?? '' },
      enabled: schemeId !== null,
      staleTime: 300_000,
    }),
  );
  const clauses = scheme.data?.clauses ?? [];
  return clause => {
    // Entries beside what the scheme gives have clauses of their own, named in the ledger's language.
    if (clause === '更正') return t('clause_correction');
    if (clause === '补记') return t('clause_late');
    const found = clauses.find(one => one.rule === clause);
    return found ? `${found.number} ${found.text}` : clause;
  };
}
