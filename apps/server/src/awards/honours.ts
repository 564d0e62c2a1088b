import type { Reader } from '../db/connect.ts';
import { candidatesOf, grantedRound, standingAwards } from './queries.ts';
import { lostEligibility } from './round.ts';

export type Honours = {
  awards: { title: string; owners: string[] }[];
  lost: { owner: string; reason: string }[];
};

/** What a circular says of the awards of a period: what stands granted, and who lost eligibility. Null before granting. */
export async function honoursOf(reader: Reader, period: string): Promise<Honours | null> {
  const round = await grantedRound(reader, period);
  if (!round) return null;
  const awards = await standingAwards(reader, round);
  const lost = new Map(
    (await candidatesOf(reader, round)).filter(lostEligibility).map(row => [
      `${row.owner_kind} ${row.owner_id}`,
      {
        owner: row.owner_name,
        reason: row.decision === 'set_aside' ? (row.decision_reason ?? '') : row.reason_zh,
      },
    ]),
  );
  return { awards, lost: [...lost.values()] };
}
