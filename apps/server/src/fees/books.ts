import type { Reader } from '../db/connect.ts';
import { periodOf } from '../standings/period.ts';
import type { InForce } from '../standings/rescore.ts';
import { type DueItem, dueItems } from './due.ts';
import { moneyLedgers, moneyLines, payingScheme } from './money-lines.ts';
import { listedLines, listedPeriods } from './queries.ts';

export type Books = { scheme: InForce | null; ledgers: string[]; items: DueItem[]; waiting: string[] };

/** What is due for a period as the facts of now say. Differences of the year before are found as well. */
export async function booksOf(
  reader: Reader,
  { period, now }: { period: string; now: Date },
): Promise<Books> {
  const stretch = periodOf(period);
  const scheme = await payingScheme(reader, period);
  const ledgers = scheme ? moneyLedgers(scheme.plan.scheme) : [];
  if (ledgers.length === 0) return { scheme, ledgers, items: [], waiting: [] };
  const years = [stretch.year - 1, stretch.year];
  const due = dueItems({
    lines: await moneyLines(reader, { years, now }),
    listed: await listedLines(reader, years),
    period: stretch,
    covered: (await listedPeriods(reader)).map(periodOf),
  });
  return { scheme, ledgers, ...due };
}
