import type { Reader, Tx } from '../../db/connect.ts';
import type { LedgerRow } from '../ledger-queries.ts';
import type { StandingRow } from '../queries.ts';

/** What a closed period said on the day of its closing, word for word. */
export type Frozen = Record<'unit' | 'person', { rows: StandingRow[]; lines: LedgerRow[] }>;

export type PeriodRow = {
  period: string;
  state: 'open' | 'closed';
  closed_at: string | null;
  hash: string | null;
  frozen: Frozen | null;
  version: number;
};

/** A period that nobody has touched is open. */
export async function findPeriod(reader: Reader, period: string): Promise<PeriodRow> {
  const row = await reader.db
    .selectFrom('periods')
    .select(['period', 'state', 'closed_at', 'hash', 'frozen', 'version'])
    .where('body_id', '=', reader.body)
    .where('period', '=', period)
    .executeTakeFirst();
  if (!row) return { period, state: 'open', closed_at: null, hash: null, frozen: null, version: 0 };
  return { ...row, frozen: row.frozen as Frozen | null };
}

type Closing = { period: string; by: string; now: Date; hash: string; frozen: string };

/** Answers whether it was this act that closed the period. */
export async function closePeriodRow(tx: Tx, { period, by, now, hash, frozen }: Closing): Promise<boolean> {
  const row = await tx.db
    .insertInto('periods')
    .values({
      body_id: tx.body,
      period,
      state: 'closed',
      closed_by: by,
      closed_at: now.toISOString(),
      hash,
      frozen,
      version: 1,
    })
    .onConflict(conflict => conflict.columns(['body_id', 'period']).doNothing())
    .returning('period')
    .executeTakeFirst();
  return row !== undefined;
}
