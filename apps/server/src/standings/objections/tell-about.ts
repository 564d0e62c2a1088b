import { dayOf } from '../../clock.ts';
import type { WriteCall } from '../../http/endpoint.ts';
import { membersOf } from '../../network/place-queries.ts';
import { tell } from '../../notices/tell.ts';
import { periodName } from '../period.ts';
import { judgesOf } from './queries.ts';

type Call = Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now' | 'server' | 'afterwards'>;
export type About = {
  number: number;
  period: string;
  unit: { id: string; name: string; path: string };
};
type Words = { kind: string; zh: string; en: string };

/** Tells those who have to act next on an objection: assessors, or the principal leaders of the whole body. */
export async function tellJudges(
  call: Call,
  words: Words & { role: 'assessor' | 'principal_leader' },
): Promise<void> {
  const { role, ...said } = words;
  const today = dayOf(call.now);
  const persons = await judgesOf(call.tx, { roles: [role], today });
  await say(call, persons, said);
}

/** Tells the unit that objected: its head and its correspondents. */
export async function tellUnit(call: Call, about: About, words: Words): Promise<void> {
  await say(call, await membersOf(call.tx, about.unit.id, dayOf(call.now)), words);
}

async function say(
  { tx, actor, now, server, afterwards }: Call,
  persons: string[],
  words: Words,
): Promise<void> {
  await tell(tx, { personIds: persons.filter(id => id !== actor.personId), ...words, now });
  afterwards(() => server.live.tell(tx.body, 'waiting'));
}

/** 第3号异议（2026年第一季度，市容科） in both languages. */
export function nameOf({ number, period, unit }: About): { zh: string; en: string } {
  const name = periodName(period);
  return {
    zh: `${unit.name}对${name.zh}提出的第 ${number} 号异议`,
    en: `objection ${number} of ${unit.name} to ${name.en}`,
  };
}
