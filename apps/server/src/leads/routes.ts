import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { acceptLead, judgeLead, passLeadOn, sayNothing } from './answer.ts';
import { findLead, leadOfItem, listLeads } from './queries.ts';
import { recordLead } from './record.ts';
import { rowOf, viewOf, whyNotRead } from './views.ts';
import { cancelLead, restoreLead } from './whole.ts';
import { linkItem, unlinkItem, writeOnLead } from './write.ts';

export const leadRoutes = {
  list: answers(contract.leads.list, async call => {
    const { actor, now, input } = call;
    const mine = input.mine ? { personId: actor.personId, unitId: actor.post?.unitId ?? null } : null;
    const found = await listLeads(call.reader, { ...input, mine, now, scope: call.scope() });
    return { rows: found.rows.map(row => rowOf(call, row)), total: found.total };
  }),
  get: answers(contract.leads.get, async call => {
    const lead = await findLead(call.reader, call.input.id);
    if (!lead) return notFound('线索', 'lead');
    return whyNotRead(call, lead) ?? viewOf(call, lead);
  }),
  ofItem: answers(contract.leads.ofItem, async call => {
    const id = await leadOfItem(call.reader, call.input.manuscriptId);
    const lead = id ? await findLead(call.reader, id) : null;
    if (!lead || whyNotRead(call, lead)) return null;
    const { what, state, dueAt } = rowOf(call, lead);
    return { id: lead.id, what, state, dueAt, version: lead.version };
  }),
  record: recordLead,
  accept: acceptLead,
  passOn: passLeadOn,
  sayNothing,
  judge: judgeLead,
  write: writeOnLead,
  link: linkItem,
  unlink: unlinkItem,
  cancel: cancelLead,
  restore: restoreLead,
};
