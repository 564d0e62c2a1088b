import { readFile } from 'node:fs/promises';
import { parseScheme } from '@xinxuan/scoring';
import { dayOf } from '../clock.ts';
import type { Database } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { markScored } from '../standings/queries.ts';
import { rescoreYear } from '../standings/rescore.ts';
import { insertScheme, nextNumber } from '../standings/schemes/queries.ts';
import { takeTime } from './queries.ts';

/** The street office's scheme as it ships; the demonstration body counts by it from the first of January. */
const PRESET = new URL('../../../../packages/scoring/schemes/street-office.yaml', import.meta.url);

/** Puts the preset scheme in force for a loaded year and computes everybody's points. Answers the lines written. */
export async function scoreLoadedYear(
  database: Database,
  { bodyId, year, now }: { bodyId: string; year: number; now: Date },
): Promise<number> {
  const yaml = await readFile(PRESET, 'utf8');
  const parsed = parseScheme(yaml);
  if (!parsed.ok) throw new Error(`the preset scheme cannot be read: ${parsed.problems[0]?.en}`);
  return database.write(
    bodyId,
    async tx => {
      await takeTime(tx);
      await insertScheme(tx, {
        body_id: bodyId,
        id: newId('scheme', now),
        name: parsed.scheme.title.zh,
        number: await nextNumber(tx),
        yaml,
        state: 'in_force',
        from_on: `${year}-01-01`,
        to_on: null,
        saved_by: null,
        saved_at: now.toISOString(),
        version: 0,
      });
      const lines = await rescoreYear(tx, year, now);
      await markScored(tx, year, dayOf(now));
      return lines;
    },
    () => false,
  );
}
