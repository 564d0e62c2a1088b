import { dayOf } from '../clock.ts';
import { isPressing } from '../duties/duty.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { holdersAt } from '../network/place-queries.ts';
import type { NoticeKind } from '../notices/kinds.ts';
import { tell } from '../notices/tell.ts';
import type { LeadFull } from './lead.ts';
import { deskAbove } from './queries.ts';

type Call = Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now' | 'server' | 'afterwards'>;
type Words = { kind: NoticeKind; zh: string; en: string };
/** What the unit owes, by when: nothing leaves about it any more once it is done. */
type Owed = { id: string; dueAt: string };

/** A lead as a notice names it: the first words of what was seen. */
export function nameOf({ what }: Pick<LeadFull, 'what'>): string {
  const line = what.split('\n')[0] ?? '';
  return line.length > 24 ? `${line.slice(0, 24)}…` : line;
}

/** Tells the responsible unit: its correspondents and its head. */
export async function tellUnit(
  call: Call,
  { leadId, unitId, owed }: { leadId: string; unitId: string; owed?: Owed },
  words: Words,
): Promise<void> {
  const roles = ['correspondent', 'unit_head'];
  const persons = await holdersAt(call.tx, { unitId, roles, day: dayOf(call.now) });
  await say(call, { persons, leadId, owed }, words);
}

/** Tells whoever recorded it and the chiefs of the desk above the responsible unit. */
export async function tellDesk(call: Call, lead: LeadFull, words: Words): Promise<void> {
  const day = dayOf(call.now);
  const desk = await deskAbove(call.tx, lead.unit.path, day);
  const chiefs = desk ? await holdersAt(call.tx, { unitId: desk, roles: ['desk_chief'], day }) : [];
  await say(call, { persons: [lead.recordedBy.id, ...chiefs], leadId: lead.id }, words);
}

async function say(
  { tx, actor, now, server, afterwards }: Call,
  { persons, leadId, owed }: { persons: string[]; leadId: string; owed?: Owed | undefined },
  words: Words,
): Promise<void> {
  await tell(tx, {
    personIds: persons.filter(id => id !== actor.personId),
    ...words,
    link: `/leads/${leadId}`,
    ...(owed && { dutyId: owed.id, urgent: isPressing(new Date(owed.dueAt), now) }),
    now,
  });
  afterwards(() => server.live.tell(tx.body, 'waiting'));
}
