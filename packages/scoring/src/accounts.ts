/** Which accounts of a scheme make up the result that owners are ranked by. */
import type { OwnerKind } from './facts.ts';
import type { Scheme } from './scheme.ts';

/** The ledger that ranks owners of a kind: of the first ranking, or else the last ledger; null when it has none. */
export function rankedLedger(scheme: Scheme, kind: OwnerKind): string | null {
  const of = (id: string): boolean => scheme.ledgers[id]?.owner === kind;
  const ranked = scheme.rankings.find(ranking => of(ranking.ledger));
  return ranked?.ledger ?? Object.keys(scheme.ledgers).filter(of).at(-1) ?? null;
}

/**
 * The accounts whose lines make up a ledger. A ledger that only adds other ledgers up, unweighted, is shown by their
 * lines; any other shows its own closing lines.
 */
export function accountsOf(scheme: Scheme, ledgerId: string): Set<string> {
  const parts = scheme.ledgers[ledgerId]?.steps ?? [];
  const pure =
    parts.length > 0 &&
    parts.every(step => step.do === 'part' && (step.weight === undefined || step.weight === '1')) &&
    !scheme.clauses.some(clause => clause.ledger === ledgerId);
  if (!pure) return new Set([ledgerId]);
  return new Set(parts.flatMap(step => (step.do === 'part' ? [...accountsOf(scheme, step.ledger)] : [])));
}
