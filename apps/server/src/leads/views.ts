import type { Lead, LeadRow } from '@xinxuan/contract';
import type { ReadCall } from '../http/endpoint.ts';
import { can, firstOf, type Refusal } from '../http/refusal.ts';
import {
  completionOf,
  type Item,
  isOverdue,
  type LeadFull,
  stateOf,
  whyNotAccept,
  whyNotCancel,
  whyNotJudge,
  whyNotPassOn,
  whyNotRestore,
  whyNotSayNothing,
  whyNotWrite,
} from './lead.ts';
import { eventsOf, filesOf, findLead } from './queries.ts';

export type Asker = Pick<ReadCall<unknown>, 'reader' | 'actor' | 'now' | 'may'>;

export const whyNotRead = (call: Asker, lead: LeadFull): Refusal | null =>
  call.may({ unitPath: lead.unit.path }, 'lead.read');
export const whyNotAnswer = (call: Asker, lead: LeadFull): Refusal | null =>
  call.may({ unitPath: lead.unit.path }, 'lead.answer');
export const whyNotDesk = (call: Asker, lead: LeadFull): Refusal | null =>
  call.may({ unitPath: lead.unit.path }, 'lead.judge');
/** A lead is taken back where it was recorded, or by the desk above. */
export const whyNotRecorder = (call: Asker, lead: LeadFull): Refusal | null =>
  call.may({ unitPath: lead.recordedUnit.path }, 'lead.record');

export const whyNotUnlink = (call: Asker, item: Item): Refusal | null =>
  call.may({ unitPath: item.unit.path }, 'lead.answer');

export async function show(call: Asker, id: string): Promise<Lead> {
  const lead = await findLead(call.reader, id);
  if (!lead) throw new Error(`lead ${id} was there a moment ago`);
  return viewOf(call, lead);
}

const bare = ({ id, name }: { id: string; name: string }) => ({ id, name });

export async function viewOf(call: Asker, lead: LeadFull): Promise<Lead> {
  const answers = whyNotAnswer(call, lead);
  const own = call.actor.post;
  const writer = own ? call.may({ unitPath: own.unitPath }, 'lead.answer') : answers;
  const recorder = whyNotRecorder(call, lead);
  // Who told us is for those who have to follow it up, not for every reader of the list.
  const trusted = lead.recordedBy.id === call.actor.personId || answers === null || recorder === null;
  return {
    ...rowBase(call, lead),
    source: trusted ? lead.source : null,
    files: (await filesOf(call.reader, lead.id)).map(({ id, name, type }) => ({
      ...{ id, name, url: `/api/files/${id}/${encodeURIComponent(name)}` },
      picture: ['jpeg', 'png', 'gif', 'webp'].includes(type),
    })),
    closeAt: lead.duty.closeAt,
    recordedUnit: bare(lead.recordedUnit),
    reason: lead.reason,
    credit: creditOf(lead),
    items: lead.items.map(item => ({
      ...{ id: item.id, title: item.name, unit: bare(item.unit), state: item.state, sentAt: item.sentAt },
      unlink: can(whyNotUnlink(call, item)),
    })),
    events: await eventsOf(call.reader, lead.id),
    version: lead.version,
    can: {
      accept: can(firstOf(answers, whyNotAccept(lead))),
      passOn: can(firstOf(answers, whyNotPassOn(lead))),
      sayNothing: can(firstOf(answers, whyNotSayNothing(lead))),
      judge: can(firstOf(whyNotDesk(call, lead), whyNotJudge(lead))),
      write: can(firstOf(writer, whyNotWrite(lead, own?.unitId ?? '', call.now))),
      cancel: can(firstOf(recorder, whyNotCancel(lead))),
      restore: can(firstOf(recorder, whyNotRestore(lead))),
    },
  };
}

function creditOf(lead: LeadFull): Lead['credit'] {
  const done = completionOf(lead);
  if (!done) return null;
  const { item, late, foreign } = done;
  return { unit: bare(item.unit), manuscriptId: item.id, late, foreign };
}

function rowBase(call: Asker, lead: LeadFull) {
  const { id, what, place, seenAt, recordedBy, recordedAt } = lead;
  return {
    ...{ id, what, place, seenAt, recordedBy, recordedAt, unit: bare(lead.unit) },
    state: stateOf(lead),
    dueAt: lead.duty.dueAt,
    overdue: isOverdue(lead, call.now),
  };
}

export function rowOf(call: Asker, lead: LeadFull): LeadRow {
  const done = completionOf(lead);
  return { ...rowBase(call, lead), creditedTo: done?.item.unit.name ?? null, items: lead.items.length };
}
