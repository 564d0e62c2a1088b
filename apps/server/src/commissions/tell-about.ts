import { dayOf } from '../clock.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { holdersAt } from '../network/place-queries.ts';
import { tell } from '../notices/tell.ts';
import type { AskingFull, CommissionFull } from './commission.ts';

type Call = Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now' | 'server' | 'afterwards'>;
type Words = { kind: string; zh: string; en: string };

/** Tells the unit that is asked: its correspondents and its head. */
export async function tellUnit(call: Call, asking: Pick<AskingFull, 'unit'>, words: Words): Promise<void> {
  const roles = ['correspondent', 'unit_head'];
  const unitId = asking.unit.id;
  await say(call, await holdersAt(call.tx, { unitId, roles, day: dayOf(call.now) }), words);
}

/** Tells the desk that asked: whoever issued it, and its chiefs. */
export async function tellDesk(call: Call, commission: CommissionFull, words: Words): Promise<void> {
  const chiefs = { unitId: commission.desk.id, roles: ['desk_chief'], day: dayOf(call.now) };
  await say(call, [commission.issuedBy.id, ...(await holdersAt(call.tx, chiefs))], words);
}

async function say(
  { tx, actor, now, server, afterwards }: Call,
  persons: string[],
  words: Words,
): Promise<void> {
  await tell(tx, { personIds: persons.filter(id => id !== actor.personId), ...words, now });
  afterwards(() => server.live.tell(tx.body, 'waiting'));
}
