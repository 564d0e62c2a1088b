import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { stale } from '../http/refusal.ts';
import { heldBy, whyNotRestore } from './fee-list.ts';
import { changeList, findList, listUpon, lockLists, releaseItems } from './queries.ts';
import { noList, showList } from './show.ts';

/** Takes a discarding back, as a list to be checked again, while its items are on no other list. */
export const restore = acts(contract.fees.restore, async ({ input, actor, tx, record }) => {
  await lockLists(tx);
  const list = await findList(tx, input.id);
  if (!list) return noList();
  const why = whyNotRestore(list, actor);
  if (why) return why;
  const holder = await listUpon(tx, input.id, 'holds');
  if (holder) return heldBy(holder);
  const change = {
    state: 'prepared' as const,
    checked_by: null,
    checked_at: null,
    discard_reason: null,
    discarded_by: null,
    discarded_at: null,
  };
  if (!(await changeList(tx, input, change))) return stale({ version: list.version });
  await releaseItems(tx, input.id, false);
  record(input.id, { state: 'discarded' }, { state: 'prepared' });
  return showList(tx, input.id, actor);
});
