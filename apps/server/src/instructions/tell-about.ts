import { dayOf } from '../clock.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { membersOf } from '../network/place-queries.ts';
import type { NoticeKind } from '../notices/kinds.ts';
import { tell } from '../notices/tell.ts';
import type { Receiver } from './instruction.ts';
import type { InstructionFull } from './queries.ts';

type Call = Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now' | 'server' | 'afterwards'>;
type Words = { kind: NoticeKind; zh: string; en: string };

/** Tells the units that have to act: their heads and correspondents. */
export async function tellUnits(
  call: Call,
  of: InstructionFull,
  { receivers, ...words }: Words & { receivers: Receiver[] },
): Promise<void> {
  const today = dayOf(call.now);
  const persons: string[] = [];
  for (const receiver of receivers) persons.push(...(await membersOf(call.tx, receiver.unit.id, today)));
  await say(call, { of, persons, words });
}

/** Tells who recorded it and, when the leader is a person of the body, the leader. */
export async function tellRecorders(call: Call, of: InstructionFull, words: Words): Promise<void> {
  await say(call, { of, persons: [of.recordedBy.id, ...(of.giverId ? [of.giverId] : [])], words });
}

/** Tells everybody whom it concerns: recorders, the units, and the authors of the item. */
export async function tellAll(call: Call, of: InstructionFull, words: Words): Promise<void> {
  const today = dayOf(call.now);
  const persons = [of.recordedBy.id, ...of.authors, ...(of.giverId ? [of.giverId] : [])];
  for (const receiver of of.receivers) persons.push(...(await membersOf(call.tx, receiver.unit.id, today)));
  await say(call, { of, persons, words });
}

async function say(
  { tx, actor, now, server, afterwards }: Call,
  { of, persons, words }: { of: InstructionFull; persons: string[]; words: Words },
): Promise<void> {
  const others = persons.filter(id => id !== actor.personId);
  const leads = { link: `/instructions/${of.id}` as const, manuscriptId: of.manuscript.id };
  await tell(tx, { personIds: others, ...words, ...leads, now });
  afterwards(() => server.live.tell(tx.body, 'waiting'));
}

/** 关于《…》的批示 in both languages. */
export function nameOf(of: InstructionFull): { zh: string; en: string } {
  return {
    zh: `${of.giver}关于《${of.manuscript.name}》的批示`,
    en: `the instruction of ${of.giver} on “${of.manuscript.name}”`,
  };
}

export const namesOf = (receivers: Receiver[]): string => receivers.map(each => each.unit.name).join('、');
