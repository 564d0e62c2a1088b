import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { acceptAsking, declineAsking, insistOnAsking, passAskingOn } from './answer.ts';
import { askExtension, decideOnExtension } from './extension.ts';
import { askMoreUnits, issueCommission } from './issue.ts';
import { gradeDelivery, waiveAsking } from './judge.ts';
import { commissionOfItem, findCommission, listCommissions } from './queries.ts';
import { rowOf, viewOf, whyNotRead } from './views.ts';
import { answerUpward, cancelCommission, remindUnits } from './whole.ts';
import { linkItem, unlinkItem, writeForAsking } from './write.ts';

export const commissionRoutes = {
  list: answers(contract.commissions.list, async call => {
    const found = await listCommissions(call.reader, { ...call.input, scope: call.scope() });
    return { rows: found.rows.map(row => rowOf(call, row)), total: found.total };
  }),
  get: answers(contract.commissions.get, async call => {
    const commission = await findCommission(call.reader, call.input.id);
    if (!commission) return notFound('约稿', 'commission');
    return whyNotRead(call, commission) ?? viewOf(call, commission);
  }),
  ofItem: answers(contract.commissions.ofItem, async call => {
    const of = await commissionOfItem(call.reader, call.input.manuscriptId);
    const commission = of && (await findCommission(call.reader, of.commissionId));
    if (!commission || whyNotRead(call, commission)) return null;
    const { id, topic, desk, version, askings } = viewOf(call, commission);
    const asking = askings.find(each => each.id === of.askingId);
    if (!asking) return null;
    return { id, topic, desk, version, askingId: asking.id, state: asking.state, dueAt: asking.dueAt };
  }),
  issue: issueCommission,
  askMore: askMoreUnits,
  remind: remindUnits,
  cancel: cancelCommission,
  answerUp: answerUpward,
  accept: acceptAsking,
  decline: declineAsking,
  passOn: passAskingOn,
  write: writeForAsking,
  link: linkItem,
  unlink: unlinkItem,
  askExtension,
  decideExtension: decideOnExtension,
  insist: insistOnAsking,
  grade: gradeDelivery,
  waive: waiveAsking,
};
