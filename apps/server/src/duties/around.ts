import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import type { Around } from './receivers.ts';
import { standingDelegates, standingPosts } from './round-queries.ts';
import type { DutyRow } from './tables.ts';

type Owed = Pick<DutyRow, 'unit_id' | 'person_id' | 'substitute_id'>;

/** Who stands around these duties today, loaded once for all: posts up to the top, and who stands in for whom. */
export async function loadAround(
  reader: Reader,
  duties: readonly Owed[],
  now: Date,
): Promise<(unitId: string) => Around> {
  const day = dayOf(now);
  const unitIds = [...new Set(duties.map(duty => duty.unit_id))];
  const personIds = [
    ...new Set(duties.flatMap(duty => [duty.person_id, duty.substitute_id].filter(id => id !== null))),
  ];
  const delegates = await standingDelegates(reader, personIds, day);
  const asked = { unitIds, personIds: [...personIds, ...delegates.values()], day };
  const { paths, posts } = await standingPosts(reader, asked);
  return unitId => ({
    upward: (paths.get(unitId) ?? '').split('/').filter(Boolean).reverse(),
    posts,
    delegates,
  });
}
