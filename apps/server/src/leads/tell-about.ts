import { dayOf } from '../clock.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { holdersAt } from '../network/place-queries.ts';
import { tell } from '../notices/tell.ts';
import type { LeadFull } from './lead.ts';
import { deskAbove } from './queries.ts';

type Call = Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now' | 'server' | 'afterwards'>;
type Words = { kind: string; zh: string; en: string };

/** A lead as a notice names it: the first words of what was seen. */
export function nameOf({ what }: Pick<LeadFull, 'what'>): string {
  const line = what.split('\n')[0] ?? '';
  return line.length > 24 ? `${line.slice(0, 24)}…` : line;
}

/** Tells the responsible unit: its correspondents and its head. */
export async function tellUnit(call: Call, unitId: string, words: Words): Promise<void> {
  const roles = ['correspondent', 'unit_head'];
  await say(call, await holdersAt(call.tx, { unitId, roles, day: dayOf(call.now) }), words);
}

/** Tells whoever recorded it and the chiefs of the desk above the responsible unit. */
export async function tellDesk(call: Call, lead: LeadFull, words: Words): Promise<void> {
  const day = dayOf(call.now);
  const desk = await deskAbove(call.tx, lead.unit.path, day);
  const chiefs = desk ? await holdersAt(call.tx, { unitId: desk, roles: ['desk_chief'], day }) : [];
  await say(call, [lead.recordedBy.id, ...chiefs], words);
}

async function say(
  { tx, actor, now, server, afterwards }: Call,
  persons: string[],
  words: Words,
): Promise<void> {
  await tell(tx, { personIds: persons.filter(id => id !== actor.personId), ...words, now });
  afterwards(() => server.live.tell(tx.body, 'waiting'));
}
