/** What the clauses of one account come to, without its lines. */
import { sumWithin } from './closing.ts';
import { formatDecimal } from './decimal.ts';
import type { Owner } from './facts.ts';
import { COUNTED, type OwnerRun, PENDING, type Row, SUPERSEDED } from './rows.ts';
import type { Setting } from './run-owner.ts';

/** The lines of one clause of one account added up; what a period's closing booked stands under the ledger's own id. */
export type ClauseSum = {
  owner: Owner;
  ledger: string;
  clause: string;
  rule: string;
  points: string;
  /** Lines of each status. */
  counted: number;
  superseded: number;
  excluded: number;
};

/** The clauses of an account that have a line in the scored period, in the order of the scheme. */
export function clauseSumsOf({ plan }: Setting, run: OwnerRun): ClauseSum[] {
  const { scheme } = plan;
  const { kind, id } = run.scene.owner;
  const sums: ClauseSum[] = [];
  const put = (rows: readonly Row[] | undefined, about: Pick<ClauseSum, 'ledger' | 'clause' | 'rule'>) => {
    if (!rows || rows.length === 0) return;
    const counts = countShown(rows, run);
    if (counts.counted + counts.superseded + counts.excluded === 0) return;
    sums.push({
      owner: { kind, id },
      ...about,
      points: formatDecimal(sumWithin(rows, run.window)),
      ...counts,
    });
  };
  for (const { id: clause, ledger, owner, rule } of scheme.clauses) {
    if (ledger !== undefined && owner === kind) put(run.done.get(clause), { ledger, clause, rule });
  }
  for (const { id: ledger, owner } of Object.values(scheme.ledgers)) {
    if (owner === kind) put(run.closings.get(ledger), { ledger, clause: ledger, rule: '' });
  }
  return sums;
}

function countShown(
  rows: readonly Row[],
  { window }: OwnerRun,
): Pick<ClauseSum, 'counted' | 'superseded' | 'excluded'> {
  const counts = { counted: 0, superseded: 0, excluded: 0 };
  for (const { state, day } of rows) {
    if (state === PENDING || day < window.from || day > window.to) continue;
    if (state === COUNTED) counts.counted++;
    else if (state === SUPERSEDED) counts.superseded++;
    else counts.excluded++;
  }
  return counts;
}
