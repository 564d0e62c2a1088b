import { contract, type Duty } from '@xinxuan/contract';
import { acts, answers, type ReadCall, type WriteCall } from '../http/endpoint.ts';
import { firstOf, isRefusal, notFound, type Refusal, refuse, stale } from '../http/refusal.ts';
import { tell } from '../notices/tell.ts';
import { withdrawDeliveries } from '../outbox/queue.ts';
import { loadAround } from './around.ts';
import { whyNotHand, whyNotHandBack } from './duty.ts';
import { eligibleFor } from './eligible.ts';
import { handedOver } from './hand-queries.ts';
import { namesOf } from './name-queries.ts';
import { findDuty, insertEvents, lockDuty, pathOf, updateDuty } from './queries.ts';
import { holdersOf } from './receivers.ts';
import { isPerPerson, rulesById } from './rule-queries.ts';
import { subjectsOf } from './subject-queries.ts';
import type { DutyRow } from './tables.ts';
import { placeOf, showDuties } from './views.ts';
import { handedWords } from './words.ts';

export const handTo = answers(contract.duties.handTo, async ({ input, ...call }) => {
  const row = await findDuty(call.reader, input);
  const why = await whyNot(call, row);
  if (isRefusal(why)) return why;
  return { people: await eligibleFor(call, why.duty) };
});

/** The due time, the unit and what was reported about it stay: only who does it changes. */
export const hand = acts(contract.duties.hand, async call => {
  const { input, tx } = call;
  const found = await whyNot(call, await lockDuty(tx, input));
  if (isRefusal(found)) return found;
  const { duty } = found;
  if (duty.version !== input.version) return stale();
  const to = (await eligibleFor(call, duty)).find(({ id }) => id === input.personId);
  if (!to) return refuse('invalid', 'cannot_do_it', CANNOT);
  return pass(call, duty, { to: to.id, holders: found.holders, byHand: 'over' });
});

const CANNOT = {
  zh: '所选的人不能办这项应办：已经由其承办，或在这个单位没有办理它的任职。请从列出的人员里选择。',
  en: 'This person cannot do it: has it already, or holds no post here that may. Choose among those listed.',
  fields: { personId: { zh: '请从列出的人员里选择', en: 'choose among those listed' } },
};

/** Undoes a handing over: whoever has it now, whoever handed it over and those above may. */
export const handBack = acts(contract.duties.handBack, async call => {
  const { input, tx, actor, now } = call;
  const duty = await lockDuty(tx, input);
  if (!duty) return notFound('这项应办', 'duty');
  const path = (await pathOf(tx, duty.unit_id)) ?? '';
  const over = (await handedOver(tx, [duty.id])).get(duty.id);
  const mine = over?.by === actor.personId;
  const out = mine ? call.may({ unitPath: path, persons: [actor.personId] }) : call.may(placeOf(duty, path));
  if (out) return out;
  const holders = holdersOf(duty, (await loadAround(tx, [duty], now))(duty.unit_id));
  const by = {
    holds: mine || holders.includes(actor.personId),
    above: call.may({ unitPath: path }, 'duty.hand'),
  };
  const why = whyNotHandBack(
    { ...duty, back: over !== undefined },
    whyNotHand({ ...duty, perPerson: false }, by),
  );
  if (why) return why;
  if (duty.version !== input.version) return stale();
  const to = over?.from ?? null;
  const again = { ...duty, person_id: to };
  if (holdersOf(again, (await loadAround(tx, [again], now))(duty.unit_id)).length === 0)
    return refuse('wrong_state', 'former_gone', {
      zh: '原来的承办人已不在岗，不能交还。请转交给别人。',
      en: 'Who had it before holds no post any more, so it cannot be given back. Hand it to somebody else.',
    });
  return pass(call, duty, { to, holders, byHand: 'back' });
});

type Seen = { duty: DutyRow; holders: string[] };

/** The duty with who has it in hand, or why the asker may not hand it on. */
async function whyNot(
  call: Pick<ReadCall<unknown>, 'reader' | 'actor' | 'now' | 'may'>,
  duty: DutyRow | null,
): Promise<Seen | Refusal> {
  if (!duty) return notFound('这项应办', 'duty');
  const { reader, actor, now, may } = call;
  const path = (await pathOf(reader, duty.unit_id)) ?? '';
  const holders = holdersOf(duty, (await loadAround(reader, [duty], now))(duty.unit_id));
  const perPerson = isPerPerson(await rulesById(reader), duty);
  const by = { holds: holders.includes(actor.personId), above: may({ unitPath: path }, 'duty.hand') };
  return firstOf(may(placeOf(duty, path)), whyNotHand({ ...duty, perPerson }, by)) ?? { duty, holders };
}

type Passing = { to: string | null; holders: readonly string[]; byHand: 'over' | 'back' };

async function pass(
  call: WriteCall<{ reason: string }>,
  duty: DutyRow,
  { to, holders, byHand }: Passing,
): Promise<Duty | Refusal> {
  const { tx, actor, now, input } = call;
  const { reason } = input;
  // The role stays beside the person: it says what it takes to do this, and whose it is when it is given back.
  await updateDuty(tx, duty, { person_id: to });
  const detail = { from: duty.person_id, to, reason, byHand };
  await insertEvents(tx, [{ dutyId: duty.id, at: now, kind: 'handed', personId: actor.personId, detail }]);
  await withdrawDeliveries(tx, duty.id, now);
  const changed = { ...duty, person_id: to };
  const receivers = holdersOf(changed, (await loadAround(tx, [changed], now))(duty.unit_id));
  await tellBoth(call, changed, { former: holders, receivers });
  call.record(duty.id, { person: duty.person_id }, { person: to, reason });
  call.afterwards(() => call.server.live.tell(tx.body, 'waiting'));
  const row = await lockDuty(tx, { id: duty.id });
  const [shown] = row ? await showDuties(call, [row]) : [];
  return shown ?? notFound('这项应办', 'duty');
}

async function tellBoth(
  call: WriteCall<{ reason: string }>,
  duty: DutyRow,
  { former, receivers }: { former: readonly string[]; receivers: readonly string[] },
): Promise<void> {
  const { tx, actor, now, input } = call;
  const names = await namesOf(tx, { unitIds: [duty.unit_id], personIds: [...former, ...receivers] });
  const said = (ids: readonly string[]) => ids.map(id => names.get(id) ?? '');
  const words = handedWords(duty, {
    unit: names.get(duty.unit_id) ?? '',
    subject: (await subjectsOf(tx, [duty]))(duty),
    from: said(former.filter(id => !receivers.includes(id))),
    to: said(receivers),
    ...{ by: actor.personName, reason: input.reason },
  });
  await tell(tx, {
    personIds: [...receivers, ...former],
    ...{ kind: 'duty_handed', ...words, link: `/duties?open=${duty.id}`, dutyId: duty.id, now },
  });
}
