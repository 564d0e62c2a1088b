import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { firstOf, isRefusal } from '../http/refusal.ts';
import { whyNotAdopt } from '../manuscripts/desk.ts';
import { keepReleaseCheck } from '../manuscripts/release-check.ts';
import { trace } from '../manuscripts/trace.ts';
import { tell } from '../notices/tell.ts';
import { whyNotBookedByDesk } from './adoption.ts';
import { book, found, openBooking, recordAdopted } from './book.ts';
import { viewOf } from './views.ts';

export const adopt = acts(contract.adoptions.adopt, async call => {
  const { input, actor, tx, now, record } = call;
  const booking = await openBooking(call, input, ({ source, outlet }) =>
    firstOf(whyNotAdopt(source), whyNotBookedByDesk(outlet)),
  );
  if (isRefusal(booking)) return booking;
  const why = await keepReleaseCheck(call, { manuscriptId: input.manuscriptId, step: 'adopted' });
  if (why) return why;
  const adoption = await book(call, booking, { where: input, state: 'verified' });
  await recordAdopted(tx, adoption, { by: actor.personId, now });
  await trace(tx, {
    manuscriptId: input.manuscriptId,
    kind: 'adopted',
    actor,
    now,
    detail: { adoptionId: adoption.id, outlet: adoption.outlet_name, issue: input.issue },
  });
  await tell(tx, {
    personIds: booking.source.authors,
    kind: 'adopted',
    zh: `《${booking.source.title}》已被${adoption.outlet_name}${input.issue}采用。`,
    en: `“${booking.source.title}” was adopted by ${adoption.outlet_name} ${input.issue}.`,
    manuscriptId: input.manuscriptId,
    adoptionId: adoption.id,
    now,
  });
  record(adoption.id, null, {
    manuscript: input.manuscriptId,
    outlet: adoption.outlet_name,
    publishedOn: input.publishedOn,
  });
  call.afterwards(() => call.server.live.tell(tx.body, 'notice'));
  await call.settle();
  return viewOf(await found(tx, adoption.id), actor);
});
