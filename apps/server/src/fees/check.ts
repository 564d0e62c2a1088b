import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { stale } from '../http/refusal.ts';
import { tell } from '../notices/tell.ts';
import { numberOf, whyNotCheck } from './fee-list.ts';
import { changeList, findList } from './queries.ts';
import { noList, showList } from './show.ts';

/** Somebody other than who prepared it stands for the list. */
export const check = acts(contract.fees.check, async call => {
  const { input, actor, tx, now, record, afterwards, server } = call;
  const list = await findList(tx, input.id);
  if (!list) return noList();
  const why = whyNotCheck(list, actor);
  if (why) return why;
  const change = { state: 'checked' as const, checked_by: actor.personId, checked_at: now.toISOString() };
  if (!(await changeList(tx, input, change))) return stale({ version: list.version });
  await tell(tx, {
    personIds: [list.prepared_by],
    kind: 'fees_checked',
    zh: `${actor.personName}审核了稿费发放表${numberOf(list)}，可以发放。`,
    en: `${actor.personName} checked the payment list ${numberOf(list)}; it can be paid.`,
    link: `/fees/${input.id}`,
    now,
  });
  afterwards(() => server.live.tell(tx.body, 'notice'));
  record(input.id, { state: list.state }, { state: 'checked' });
  return showList(tx, input.id, actor);
});
