import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { hint } from '../manuscripts/arrival.ts';
import { holdsNow } from '../manuscripts/holding.ts';
import { placeOf } from '../manuscripts/manuscript.ts';
import { findManuscript, setOpened } from '../manuscripts/queries.ts';

/** Whoever has it now has opened it. Readers who merely look leave no mark. */
export const opened = acts(contract.reviews.opened, async call => {
  const { input, actor, tx, now } = call;
  const manuscript = await findManuscript(tx, input.id, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const away = call.may(placeOf(manuscript));
  if (away) return away;
  if (manuscript.opened_at || !holdsNow(manuscript, actor)) return { openedAt: manuscript.opened_at ?? null };
  await setOpened(tx, manuscript.id, { personId: actor.personId, now });
  hint(call);
  call.record(manuscript.id, { opened: false }, { opened: true });
  return { openedAt: now.toISOString() };
});
