import { dayOf } from '../clock.ts';
import type { Database } from '../db/connect.ts';
import { markScored } from '../standings/queries.ts';
import { rescoreYear } from '../standings/rescore.ts';
import { addPreset } from '../standings/schemes/preset.ts';
import { withHonours } from './demonstration/scheme.ts';
import { takeTime } from './queries.ts';

/** Puts the preset scheme in force for a loaded year and computes everybody's points. Answers the lines written. */
export async function scoreLoadedYear(
  database: Database,
  { bodyId, year, now }: { bodyId: string; year: number; now: Date },
): Promise<number> {
  return database.write(
    bodyId,
    async tx => {
      await takeTime(tx);
      // the body has known its scheme since before the year: a look back into the year finds it
      const known = new Date(`${year - 1}-12-25T01:00:00Z`);
      await addPreset(tx, { fromOn: `${year}-01-01`, now: known, adapt: withHonours });
      const lines = await rescoreYear(tx, year, now);
      await markScored(tx, year, dayOf(now));
      return lines;
    },
    () => false,
  );
}
