import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { whyNotDiscard, whyNotRestore } from './manuscript.ts';
import { openManuscript } from './open.ts';
import { changeManuscript } from './queries.ts';

export const discard = acts(contract.manuscripts.discard, async call => {
  const { input, actor, tx, now } = call;
  const draft = await openManuscript(call, open =>
    input.undo ? whyNotRestore(open, actor) : whyNotDiscard(open, actor),
  );
  if (isRefusal(draft)) return draft;
  const discarded = !input.undo;
  await changeManuscript(tx, draft.id, { discarded_at: discarded ? now.toISOString() : null, now });
  call.record(draft.id, { title: draft.title, discarded: !discarded }, { discarded });
  call.afterwards(() => call.server.live.tell(tx.body, 'waiting'));
  return { discarded, version: draft.version + 1 };
});
