import {
  addFact,
  factTable,
  type Plan,
  type Roster,
  type Stretch,
  type Sums,
  scoreSums,
} from '@xinxuan/scoring';
import type { Reader } from '../db/connect.ts';
import { loadFacts, loadRoster } from './input-queries.ts';

/** Everybody's figures of a stretch of days, with the units and persons that they are about. */
export type WholePeriod = { sums: Sums; roster: Roster };

/**
 * Scores all owners over days of one calendar year under any scheme, whether it is in force, proposed or past. Reads
 * only; nothing is stored. Ranks follow from `standings({ scheme, roster, ledger: { ...sums, lines: sums.clauses } })`.
 */
export async function scoreWholePeriod(
  reader: Reader,
  { plan, period, asOf }: { plan: Plan; period: Stretch; asOf: string },
): Promise<WholePeriod> {
  const year = Number(period.to.slice(0, 4));
  const roster = await loadRoster(reader, year, 'all');
  const table = factTable(plan, roster, { distinctIds: true });
  for (const fact of await loadFacts(reader, year, 'all')) addFact(table, fact);
  return { sums: scoreSums({ plan, table, period, asOf }), roster };
}
