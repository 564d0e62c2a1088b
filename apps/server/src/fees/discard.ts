import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { stale } from '../http/refusal.ts';
import { tell } from '../notices/tell.ts';
import { numberOf, restedUpon, whyNotDiscard } from './fee-list.ts';
import { changeList, findList, listUpon, lockLists, releaseItems } from './queries.ts';
import { noList, showList } from './show.ts';

/** Throws an unpaid list away: its number stays used, its items become due again. */
export const discard = acts(contract.fees.discard, async call => {
  const { input, actor, tx, now, record, afterwards, server } = call;
  await lockLists(tx);
  const list = await findList(tx, input.id);
  if (!list) return noList();
  const why = whyNotDiscard(list, actor);
  if (why) return why;
  const later = await listUpon(tx, input.id, 'rests');
  if (later) return restedUpon(later);
  const change = {
    state: 'discarded' as const,
    discard_reason: input.reason,
    discarded_by: actor.personId,
    discarded_at: now.toISOString(),
  };
  if (!(await changeList(tx, input, change))) return stale({ version: list.version });
  await releaseItems(tx, input.id, true);
  if (list.prepared_by !== actor.personId) {
    await tell(tx, {
      personIds: [list.prepared_by],
      kind: 'fees_discarded',
      zh: `${actor.personName}退回作废了稿费发放表${numberOf(list)}：${input.reason}`,
      en: `${actor.personName} discarded the payment list ${numberOf(list)}: ${input.reason}`,
      link: `/fees/${input.id}`,
      now,
    });
    afterwards(() => server.live.tell(tx.body, 'notice'));
  }
  record(input.id, { state: list.state }, { state: 'discarded', reason: input.reason });
  return showList(tx, input.id, actor);
});
