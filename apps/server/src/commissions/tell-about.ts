import { dayOf } from '../clock.ts';
import { isPressing } from '../duties/duty.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { holdersAt, holdersByUnit } from '../network/place-queries.ts';
import type { NoticeKind } from '../notices/kinds.ts';
import { tellEach } from '../notices/tell.ts';
import type { AskingFull, CommissionFull } from './commission.ts';

type Call = Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now' | 'server' | 'afterwards'>;
type Words = { kind: NoticeKind; zh: string; en: string };
/** What a unit is asked to do, by when: nothing leaves about it any more once it is done. */
type Asked = { id: string; dueAt: string };
type ToUnit = { commissionId: string; unitId: string; asked?: Asked };
export type UnitTold = ToUnit & { words: Words };

const TOLD_ROLES = ['correspondent', 'unit_head'];

/** Tells the unit that is asked: its correspondents and its head. */
export function tellUnit(call: Call, to: ToUnit, words: Words): Promise<void> {
  return tellUnits(call, [{ ...to, words }]);
}

/** The same for many units, each with its own words, in as few statements as one needs. */
export async function tellUnits(call: Call, units: readonly UnitTold[]): Promise<void> {
  const unitIds = units.map(unit => unit.unitId);
  const holders = await holdersByUnit(call.tx, { unitIds, roles: TOLD_ROLES, day: dayOf(call.now) });
  const told = units.map(({ words, unitId, ...to }) => ({
    ...to,
    persons: holders.get(unitId) ?? [],
    words,
  }));
  await say(call, told);
}

/** The unit of a part, and what it is asked to do where that is what it hears. */
export const unitOf = (
  { asking, commission }: { asking: Pick<AskingFull, 'unit'>; commission: Pick<CommissionFull, 'id'> },
  asked?: Asked,
): ToUnit => ({ commissionId: commission.id, unitId: asking.unit.id, ...(asked && { asked }) });

/** Tells the desk that asked: whoever issued it, and its chiefs. */
export async function tellDesk(call: Call, commission: CommissionFull, words: Words): Promise<void> {
  const chiefs = { unitId: commission.desk.id, roles: ['desk_chief'], day: dayOf(call.now) };
  const persons = [commission.issuedBy.id, ...(await holdersAt(call.tx, chiefs))];
  await say(call, [{ persons, commissionId: commission.id, words }]);
}

type To = { persons: string[]; commissionId: string; asked?: Asked | undefined; words: Words };

async function say({ tx, actor, now, server, afterwards }: Call, all: readonly To[]): Promise<void> {
  await tellEach(
    tx,
    all.map(({ persons, commissionId, asked, words }) => ({
      personIds: persons.filter(id => id !== actor.personId),
      ...words,
      link: `/commissions/${commissionId}` as const,
      ...(asked && { dutyId: asked.id, urgent: isPressing(new Date(asked.dueAt), now) }),
      now,
    })),
  );
  afterwards(() => server.live.tell(tx.body, 'waiting'));
}
