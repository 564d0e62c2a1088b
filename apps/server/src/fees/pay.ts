import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { stale } from '../http/refusal.ts';
import { tell } from '../notices/tell.ts';
import { periodName } from '../standings/period.ts';
import { numberOf, whyNotPaidOn, whyNotPay } from './fee-list.ts';
import { sharesOf } from './item-queries.ts';
import { changeList, findList } from './queries.ts';
import { noList, showList } from './show.ts';
import { yuan } from './views.ts';

/** Marks a checked list as paid, with the day and the voucher, and tells each person their own sum. */
export const pay = acts(contract.fees.pay, async call => {
  const { input, actor, tx, now, record, afterwards, server } = call;
  const list = await findList(tx, input.id);
  if (!list) return noList();
  const why = whyNotPay(list, actor) ?? whyNotPaidOn(list, input.paidOn, dayOf(now));
  if (why) return why;
  const change = {
    state: 'paid' as const,
    paid_on: input.paidOn,
    voucher: input.voucher,
    paid_by: actor.personId,
    paid_at: now.toISOString(),
  };
  if (!(await changeList(tx, input, change))) return stale({ version: list.version });
  const { zh, en } = periodName(list.period);
  for (const share of await sharesOf(tx, input.id)) {
    if (share.owner_kind !== 'person') continue;
    await tell(tx, {
      personIds: [share.owner.id],
      kind: 'fee_paid',
      zh: `您的${zh}稿费 ${yuan(share.sum)} 元已于 ${input.paidOn} 发放（${numberOf(list)}）。`,
      en: `Your fees of ${en}, ${yuan(share.sum)} yuan, were paid on ${input.paidOn} (${numberOf(list)}).`,
      link: '/ledger',
      now,
    });
  }
  afterwards(() => server.live.tell(tx.body, 'notice'));
  record(input.id, { state: list.state }, { state: 'paid', paidOn: input.paidOn, voucher: input.voucher });
  return showList(tx, input.id, actor);
});
