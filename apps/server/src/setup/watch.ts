import { holdersOf } from '../awards/queries.ts';
import { dayOf } from '../clock.ts';
import type { Database } from '../db/connect.ts';
import { watchQuarter } from '../fairness/look.ts';
import { periodOf } from '../standings/period.ts';
import { takeTime } from './queries.ts';

/** The assessor has looked at the fairness of every quarter that has ended; the verdicts are left to who tries it out. */
export async function watchLoadedQuarters(
  database: Database,
  { bodyId, year, now }: { bodyId: string; year: number; now: Date },
): Promise<void> {
  await database.write(
    bodyId,
    async tx => {
      await takeTime(tx);
      const [assessor] = await holdersOf(tx, 'assessor', dayOf(now));
      if (!assessor) return;
      const ended = [1, 2, 3, 4].map(n => `${year}-Q${n}`).filter(key => periodOf(key).to < dayOf(now));
      for (const key of ended) await watchQuarter(tx, key, { by: assessor, now });
    },
    () => false,
  );
}
