import { contract } from '@xinxuan/contract';
import { dropDuty, reopenDuty } from '../duties/end.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { acted, openLead } from './act-on.ts';
import { whyNotCancel, whyNotRestore } from './lead.ts';
import { dutyKey, judgeKey } from './queries.ts';
import { nameOf, tellUnit } from './tell-about.ts';
import { whyNotRecorder } from './views.ts';

export const cancelLead = acts(contract.leads.cancel, async call => {
  const { input, tx, actor, now } = call;
  const lead = await openLead(call, open => whyNotRecorder(call, open) ?? whyNotCancel(open));
  if (isRefusal(lead)) return lead;
  const by = { by: actor.personId, reason: input.reason, now };
  await dropDuty(tx, { key: dutyKey(lead), ...by });
  await dropDuty(tx, { key: judgeKey(lead), ...by });
  await tellUnit(
    call,
    { leadId: lead.id, unitId: lead.unit.id },
    {
      kind: 'lead',
      zh: `线索“${nameOf(lead)}”已撤销：${input.reason}`,
      en: `The lead “${nameOf(lead)}” was taken back: ${input.reason}`,
    },
  );
  const change = { cancelled_at: now.toISOString() };
  return acted(call, lead, { kind: 'cancelled', text: input.reason, change });
});

/** Taken back by mistake: the unit owes it again, by the time that ran before. */
export const restoreLead = acts(contract.leads.restore, async call => {
  const { tx, actor, now } = call;
  const lead = await openLead(call, open => whyNotRecorder(call, open) ?? whyNotRestore(open));
  if (isRefusal(lead)) return lead;
  const again = { by: actor.personId, reason: null, now };
  if (lead.answer === 'asked' || lead.answer === 'accepted')
    await reopenDuty(tx, { key: dutyKey(lead), ...again });
  if (lead.answer === 'said_nothing') await reopenDuty(tx, { key: judgeKey(lead), ...again });
  await tellUnit(
    call,
    { leadId: lead.id, unitId: lead.unit.id },
    {
      kind: 'lead',
      zh: `线索“${nameOf(lead)}”恢复，仍请${lead.unit.name}报送。`,
      en: `The lead “${nameOf(lead)}” holds after all: ${lead.unit.name} writes about it.`,
    },
  );
  return acted(call, lead, { kind: 'restored', change: { cancelled_at: null } });
});
