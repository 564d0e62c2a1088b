import { contract } from '@xinxuan/contract';
import { parseScheme } from '@xinxuan/scoring';
import { answers } from '../../http/endpoint.ts';
import { clauseView, problemView } from './scheme.ts';

export const check = answers(contract.schemes.check, async ({ input }) => {
  const parsed = parseScheme(input.yaml);
  if (!parsed.ok) return { problems: parsed.problems.map(problemView), warnings: [], clauses: [] };
  return {
    problems: [],
    warnings: parsed.warnings.map(problemView),
    clauses: parsed.scheme.clauses.map(clause => clauseView(clause, parsed.scheme)),
  };
});
