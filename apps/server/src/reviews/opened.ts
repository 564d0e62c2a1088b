import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { hint } from '../manuscripts/arrival.ts';
import { holdsNow, unseen } from '../manuscripts/holding.ts';
import { placeOf } from '../manuscripts/manuscript.ts';
import { findManuscript, setOpened } from '../manuscripts/queries.ts';
import { openedBy } from '../manuscripts/route-queries.ts';

/** Whoever has it now has opened it, each of several signers for himself. Readers who merely look leave no mark. */
export const opened = acts(contract.reviews.opened, async call => {
  const { input, actor, tx, now } = call;
  const manuscript = await findManuscript(tx, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const away = call.may(placeOf(manuscript));
  if (away) return away;
  const seats = unseen(manuscript, actor);
  const first = !manuscript.opened_at && holdsNow(manuscript, actor);
  if (!first && seats.length === 0) return { openedAt: manuscript.opened_at ?? null };
  const by = { personId: actor.personId, now };
  if (first) await setOpened(tx, manuscript.id, by);
  await openedBy(
    tx,
    seats.map(seat => seat.id),
    by,
  );
  hint(call);
  call.record(manuscript.id, { opened: false }, { opened: true });
  return { openedAt: manuscript.opened_at ?? now.toISOString() };
});
