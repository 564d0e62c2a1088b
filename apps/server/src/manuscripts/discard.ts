import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { firstOf, notFound } from '../http/refusal.ts';
import { placeOf, whyNotDiscard, whyNotRestore } from './manuscript.ts';
import { changeManuscript, lockManuscript } from './queries.ts';
import { whyNotVersion } from './stale.ts';

export const discard = acts(contract.manuscripts.discard, async call => {
  const { input, actor, tx, now } = call;
  const draft = await lockManuscript(tx, input.id, dayOf(now));
  if (!draft) return notFound('稿件', 'manuscript');
  const why = firstOf(
    call.may(placeOf(draft)),
    whyNotVersion(draft, input.version),
    input.undo ? whyNotRestore(draft, actor) : whyNotDiscard(draft, actor),
  );
  if (why) return why;
  const discarded = !input.undo;
  await changeManuscript(tx, draft.id, { discarded_at: discarded ? now.toISOString() : null, now });
  call.record(draft.id, { title: draft.title, discarded: !discarded }, { discarded });
  call.afterwards(() => call.server.live.tell(tx.body, 'waiting'));
  return { discarded, version: draft.version + 1 };
});
