import { dayOf } from '../clock.ts';
import type { Database } from '../db/connect.ts';
import { markScored, yearsToScore } from './queries.ts';
import { rescoreYear } from './rescore.ts';

/** Once a day every body's figures are computed anew: a target that ended yesterday shows today. Answers how many years were. */
export async function rollOver(database: Database, now: Date): Promise<number> {
  const today = dayOf(now);
  const due = await yearsToScore(database, today);
  for (const { body_id, year } of due) {
    await database.write(
      body_id,
      async tx => {
        await rescoreYear(tx, year, now);
        await markScored(tx, year, today);
      },
      () => false,
    );
  }
  return due.length;
}
