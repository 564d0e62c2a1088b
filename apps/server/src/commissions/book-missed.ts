import { dayOf } from '../clock.ts';
import type { Database, Tx } from '../db/connect.ts';
import { recordFact } from '../facts/record.ts';
import { stateOf } from './commission.ts';
import { changeAsking, lockCommission, type Missed, missedAskings } from './queries.ts';

type Given = { now: Date; settle: (tx: Tx, now: Date) => Promise<void> };

/** A round: what closed undone becomes a fact, once each. Answers how many were booked. */
export async function bookMissed(database: Database, { now, settle }: Given): Promise<number> {
  let booked = 0;
  for (const missed of await missedAskings(database)) {
    const done = await database.write(
      missed.bodyId,
      async tx => {
        const made = await book(tx, missed, now);
        if (made) await settle(tx, now);
        return made;
      },
      () => false,
    );
    if (done) booked += 1;
  }
  return booked;
}

async function book(tx: Tx, missed: Missed, now: Date): Promise<boolean> {
  const commission = await lockCommission(tx, missed.commissionId);
  const asking = commission?.askings.find(each => each.id === missed.askingId);
  if (!commission || !asking || asking.missedFactId || stateOf(asking, commission) !== 'missed') return false;
  const factId = await recordFact(tx, {
    kind: 'commission_missed',
    onDay: dayOf(new Date(asking.duty.dueAt)),
    unitId: asking.unit.id,
    personIds: [],
    attrs: {},
    label: commission.topic,
    note: '约稿到关闭时间仍未报送',
    recordedBy: null,
    now,
  });
  await changeAsking(tx, asking.id, { missed_fact_id: factId });
  return true;
}
