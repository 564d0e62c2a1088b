import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { dropDuty, endDuty, reopenDuty } from '../duties/end.ts';
import { openDuty } from '../duties/open.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal, notFound, refuse } from '../http/refusal.ts';
import { findUnit } from '../network/place-queries.ts';
import { acted, type OnLead, openLead } from './act-on.ts';
import { charge, handedDue } from './charge.ts';
import {
  type LeadFull,
  whyNotAccept,
  whyNotJudge,
  whyNotPassOn,
  whyNotSayNothing,
  whyNotUnitOpen,
} from './lead.ts';
import { deskAbove, dutyKey, judgeKey } from './queries.ts';
import { nameOf, tellDesk, tellUnit } from './tell-about.ts';
import { whyNotAnswer, whyNotDesk } from './views.ts';

export const acceptLead = acts(contract.leads.accept, async call => {
  const lead = await openLead(call, open => whyNotAnswer(call, open) ?? whyNotAccept(open));
  if (isRefusal(lead)) return lead;
  return acted(call, lead, { kind: 'accepted', change: { answer: 'accepted' } });
});

/** It is another unit's matter: that one is responsible from now on, with a working day at least. */
export const passLeadOn = acts(contract.leads.passOn, async call => {
  const { input, tx, actor, now } = call;
  const lead = await openLead(call, open => whyNotAnswer(call, open) ?? whyNotPassOn(open));
  if (isRefusal(lead)) return lead;
  const unit = await findUnit(tx, input.unitId);
  if (!unit) return notFound('责任单位', 'unit');
  const why = unit.id === lead.unit.id ? sameUnit(unit.name) : whyNotUnitOpen(unit);
  if (why) return why;
  const { reason } = input;
  await dropDuty(tx, { key: dutyKey(lead), by: actor.personId, reason, now });
  const round = lead.round + 1;
  const due = await handedDue(tx, unit.path, { ran: lead.duty.dueAt, now });
  const owed = await charge(tx, { lead: { id: lead.id, round }, unit, due, by: actor.personId, now });
  const words = {
    kind: 'lead' as const,
    zh: `线索“${nameOf(lead)}”由${lead.unit.name}转${unit.name}：${reason}`,
    en: `The lead “${nameOf(lead)}” went from ${lead.unit.name} to ${unit.name}: ${reason}`,
  };
  await tellUnit(call, { leadId: lead.id, unitId: unit.id, owed }, words);
  await tellDesk(call, lead, words);
  const text = `${lead.unit.name} → ${unit.name}：${reason}`;
  return acted(call, lead, { kind: 'passed_on', text, change: { unit_id: unit.id, round, answer: 'asked' } });
});

function sameUnit(name: string) {
  const words = {
    zh: `责任单位已经是${name}，请选择其他单位。`,
    en: `${name} is responsible already. Choose another.`,
  };
  return refuse('invalid', 'same_unit', { ...words, fields: { unitId: words } });
}

/** There is nothing to report: the duty rests until the desk has agreed or not. */
export const sayNothing = acts(contract.leads.sayNothing, async call => {
  const { input, tx, actor, now } = call;
  const lead = await openLead(call, open => whyNotAnswer(call, open) ?? whyNotSayNothing(open));
  if (isRefusal(lead)) return lead;
  const { reason } = input;
  await dropDuty(tx, { key: dutyKey(lead), by: actor.personId, reason, now });
  await askDesk(call, lead);
  await tellDesk(call, lead, {
    kind: 'lead_nothing',
    zh: `${lead.unit.name}认为线索“${nameOf(lead)}”无可报送：${reason}`,
    en: `${lead.unit.name} finds nothing to report on “${nameOf(lead)}”: ${reason}`,
  });
  return acted(call, lead, {
    kind: 'said_nothing',
    text: reason,
    change: { answer: 'said_nothing', reason },
  });
});

async function askDesk({ tx, actor, now }: OnLead, lead: LeadFull): Promise<void> {
  const key = judgeKey(lead);
  if (await reopenDuty(tx, { key, by: actor.personId, reason: null, now })) return;
  const deskId = await deskAbove(tx, lead.unit.path, dayOf(now));
  if (!deskId) return;
  await openDuty(tx, {
    ...{ kind: 'lead', key, subject: { kind: 'lead', id: lead.id }, link: `/leads/${lead.id}` },
    title: { zh: '线索待认定', en: 'A lead to decide on' },
    owner: { unitId: deskId, role: 'desk_chief' },
    due: { kind: 'working_hours', count: 7 },
    ...{ by: actor.personId, now },
  });
}

/** The desk agrees, or the unit owes it again by the time that ran, a working day at least being left to it. */
export const judgeLead = acts(contract.leads.judge, async call => {
  const { input, tx, actor, now } = call;
  const lead = await openLead(call, open => whyNotDesk(call, open) ?? whyNotJudge(open));
  if (isRefusal(lead)) return lead;
  const { agreed, reason } = input;
  if (!agreed && reason.length < 2) {
    const words = { zh: '不同意须写明理由。', en: 'Say why it is to be written about all the same.' };
    return refuse('invalid', 'refused_without_reason', { ...words, fields: { reason: words } });
  }
  await endDuty(tx, { key: judgeKey(lead), by: actor.personId, act: 'leads.judge', now });
  const words = {
    kind: 'lead' as const,
    zh: agreed ? `线索“${nameOf(lead)}”同意无可报送。` : `线索“${nameOf(lead)}”仍请报送：${reason}`,
    en: agreed
      ? `It was agreed that “${nameOf(lead)}” is nothing.`
      : `Please write about “${nameOf(lead)}” all the same: ${reason}`,
  };
  const to = { leadId: lead.id, unitId: lead.unit.id };
  if (agreed) {
    await tellUnit(call, to, words);
    return acted(call, lead, { kind: 'agreed', text: reason, change: { answer: 'nothing' } });
  }
  const round = lead.round + 1;
  const due = await handedDue(tx, lead.unit.path, { ran: lead.duty.dueAt, now });
  const charged = { lead: { id: lead.id, round }, unit: lead.unit, due };
  const owed = await charge(tx, { ...charged, by: actor.personId, now });
  await tellUnit(call, { ...to, owed }, words);
  return acted(call, lead, {
    kind: 'refused',
    text: reason,
    change: { round, answer: 'asked', reason: null },
  });
});
