import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import { endDuty, reopenDuty } from '../duties/end.ts';
import { recordFact, voidFacts } from '../facts/record.ts';
import { writersOf } from '../manuscripts/manuscript.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import type { At } from './act-on.ts';
import { deliveredItem, type Item, isLateDelivery } from './commission.ts';
import { changeAsking, commissionOfItem, dutyKey, lockCommission } from './queries.ts';

type Followed = ({ manuscriptId: string } | { askingId: string; commissionId: string }) & {
  by: string | null;
  now: Date;
};

/**
 * Called by every act that brings an item to the desk or takes it away again: the duty of the asked unit ends when its
 * item is there and opens anew when it is not, and the fact that scores comes and goes with it. Safe to call at any time;
 * an item that answers no commission changes nothing.
 */
export async function follow(tx: Tx, followed: Followed): Promise<void> {
  const of = 'manuscriptId' in followed ? await commissionOfItem(tx, followed.manuscriptId) : followed;
  if (!of) return;
  const commission = await lockCommission(tx, of.commissionId);
  const asking = commission?.askings.find(each => each.id === of.askingId);
  if (!commission || !asking || commission.cancelled || asking.waived) return;
  const item = deliveredItem(asking);
  const at = { asking, commission };
  if (item && asking.factId === null) await delivered(tx, { ...at, item }, followed);
  if (!item && asking.factId !== null) await takenAway(tx, at, followed);
}

type By = { by: string | null; now: Date };

async function delivered(tx: Tx, { asking, item }: At & { item: Item }, { by, now }: By): Promise<void> {
  const sent = new Date(item.sentAt ?? now);
  await endDuty(tx, {
    key: dutyKey(asking.id),
    ...{ by, act: 'commissions.deliver', subjectId: item.id },
    // The unit's own act is its sending; what its leaders took to sign is not its lateness.
    now: sent,
  });
  await bookDelivered(tx, { asking, item, grade: null }, { by, now });
}

/** The fact that scores: with what the desk thought of it, once that is known. */
export async function bookDelivered(
  tx: Tx,
  { asking, item, grade }: Pick<At, 'asking'> & { item: Item; grade: string | null },
  { by, now }: By,
): Promise<void> {
  const manuscript = await findManuscript(tx, item.id, dayOf(now));
  const factId = await recordFact(tx, {
    kind: 'commissioned',
    onDay: dayOf(new Date(item.sentAt ?? now)),
    unitId: asking.unit.id,
    personIds: manuscript ? writersOf(manuscript) : [],
    manuscriptId: item.id,
    attrs: { late: isLateDelivery(item, asking.duty), ...(grade && { grade }) },
    label: item.name,
    recordedBy: by,
    now,
  });
  await changeAsking(tx, asking.id, { fact_id: factId });
}

async function takenAway(tx: Tx, { asking }: At, { by, now }: By): Promise<void> {
  const reason = '应约稿件已退回、撤回或取消关联';
  await voidFacts(tx, { id: asking.factId! }, { reason, by, now });
  await changeAsking(tx, asking.id, { fact_id: null, grade: null, grade_note: null });
  await reopenDuty(tx, { key: dutyKey(asking.id), by, reason, now });
}
