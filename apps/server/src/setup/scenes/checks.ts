import { dayOf } from '../../clock.ts';
import { keepCheck } from '../../manuscripts/kept-check.ts';
import { findManuscript } from '../../manuscripts/queries.ts';
import { sentSince } from './queries.ts';
import type { Act, Stage } from './stage.ts';

/** So many working days of sent texts carry the record of their check; more would only lengthen the loading. */
const DAYS = 1;

/** What the check found when the texts of the last days were sent is kept, as it is for everything sent here. */
export function checks(stage: Stage): Act[] {
  const { tx } = stage;
  return [
    {
      at: stage.at(0, '16:20'),
      does: async () => {
        for (const { id, by, at } of await sentSince(tx, stage.at(DAYS, '00:00'))) {
          const now = new Date(at);
          const manuscript = await findManuscript(tx, id, dayOf(now));
          if (manuscript) await keepCheck(tx, { manuscript, step: 'submitted', by, now });
        }
      },
    },
  ];
}
