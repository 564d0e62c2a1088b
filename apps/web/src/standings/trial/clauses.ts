import type { TrialClause } from '@xinxuan/contract';

type Side = NonNullable<TrialClause['after']>;
type Silent = { clause: string; figures: Side };

const isSilent = (side: Side | null): side is Side => side !== null && side.lines === 0;

/** Clauses that never fire: on both sides, or on one of them only. A side without the clause is not silent. */
export function silentClauses(
  clauses: readonly TrialClause[],
): Record<'both' | 'before' | 'after', Silent[]> {
  const silent: Record<'both' | 'before' | 'after', Silent[]> = { both: [], before: [], after: [] };
  for (const { clause, before, after } of clauses) {
    if (isSilent(before) && isSilent(after)) silent.both.push({ clause, figures: after });
    else if (isSilent(before)) silent.before.push({ clause, figures: before });
    else if (isSilent(after)) silent.after.push({ clause, figures: after });
  }
  return silent;
}

const PLACES = 6;

/** What a clause gives more than before, exact: points are decimals with at most six places. */
export function differenceOf({ before, after }: TrialClause): string {
  const change = scaled(after?.points ?? '0') - scaled(before?.points ?? '0');
  const digits = String(change < 0n ? -change : change).padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  return `${change < 0n ? '-' : ''}${digits.slice(0, -PLACES)}${fraction ? `.${fraction}` : ''}`;
}

function scaled(points: string): bigint {
  const [whole = '0', fraction = ''] = points.replace('-', '').split('.');
  const value = BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, '0'));
  return points.startsWith('-') ? -value : value;
}
