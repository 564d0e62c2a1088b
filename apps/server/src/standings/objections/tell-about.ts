import { dayOf } from '../../clock.ts';
import type { WriteCall } from '../../http/endpoint.ts';
import { membersOf } from '../../network/place-queries.ts';
import { tell } from '../../notices/tell.ts';
import { periodName } from '../period.ts';
import { judgesOf } from './queries.ts';

type Call = Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now' | 'server' | 'afterwards'>;
export type About = {
  id: string;
  number: number;
  period: string;
  unit: { id: string; name: string; path: string };
};
type Words = { kind: `objection_${string}`; zh: string; en: string };

/** Tells those who have to act next on an objection: assessors, or the principal leaders of the whole body. */
export async function tellJudges(
  call: Call,
  words: Words & { id: string; role: 'assessor' | 'principal_leader' },
): Promise<void> {
  const { id, role, ...said } = words;
  const today = dayOf(call.now);
  const persons = await judgesOf(call.tx, { roles: [role], today });
  await say(call, { id, persons }, said);
}

/** Tells the unit that objected: its head and its correspondents. */
export async function tellUnit(call: Call, about: About, words: Words): Promise<void> {
  const persons = await membersOf(call.tx, about.unit.id, dayOf(call.now));
  await say(call, { id: about.id, persons }, words);
}

async function say(
  { tx, actor, now, server, afterwards }: Call,
  { id, persons }: { id: string; persons: string[] },
  words: Words,
): Promise<void> {
  const link = `/standings/objections/${id}` as const;
  await tell(tx, { personIds: persons.filter(each => each !== actor.personId), ...words, link, now });
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
