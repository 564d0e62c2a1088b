import { follow as followCommission } from '../commissions/follow.ts';
import type { Tx } from '../db/connect.ts';
import { follow as followLead } from '../leads/follow.ts';
import { follow as followPlan } from '../plans/follow.ts';

/** What an item answers learns that it has reached the desk, or has left it again. */
export async function follow(
  tx: Tx,
  of: { manuscriptId: string; by: string | null; now: Date },
): Promise<void> {
  await followCommission(tx, of);
  await followLead(tx, of);
  await followPlan(tx, of);
}
