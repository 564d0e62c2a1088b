import type { Lead, LeadEventKind } from '@xinxuan/contract';
import type { WriteCall } from '../http/endpoint.ts';
import { firstOf, notFound, type Refusal, stale } from '../http/refusal.ts';
import type { LeadFull } from './lead.ts';
import { changeLead, insertEvent, lockLead } from './queries.ts';
import type { LeadTable } from './tables.ts';
import { show, whyNotRead } from './views.ts';

export type OnLead = WriteCall<{ id: string; version: number }>;

/** Loads what an act is about: it may be read, is open to the act, and is as it was seen. */
export async function openLead(
  call: OnLead,
  whyNot: (lead: LeadFull) => Refusal | null,
): Promise<LeadFull | Refusal> {
  const lead = await lockLead(call.tx, call.input.id);
  if (!lead || whyNotRead(call, lead)) return notFound('线索', 'lead');
  const seen = lead.version === call.input.version ? null : stale({ version: lead.version });
  return firstOf(whyNot(lead), seen) ?? lead;
}

type Acted = {
  kind: LeadEventKind;
  text?: string;
  change?: Partial<Omit<LeadTable, 'body_id' | 'id' | 'version'>>;
};

/** The end of every act: what changed, its line in the life, what the audit keeps, and the whole as it stands now. */
export async function acted(call: OnLead, lead: LeadFull, { kind, text = '', change }: Acted): Promise<Lead> {
  const { tx, actor, now } = call;
  await changeLead(tx, lead.id, change);
  await insertEvent(tx, { leadId: lead.id, kind, by: actor.personId, text, now });
  call.record(lead.id, { unit: lead.unit.name, answer: lead.answer }, { act: kind, text });
  return show(call, lead.id);
}
