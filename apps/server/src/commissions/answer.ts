import { contract } from '@xinxuan/contract';
import { dropDuty, endDuty, reopenDuty } from '../duties/end.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal, notFound } from '../http/refusal.ts';
import { findUnit } from '../network/place-queries.ts';
import { type At, acted, type OnAsking, openAsking } from './act-on.ts';
import { askUnits } from './ask.ts';
import { whyNotAccept, whyNotAsked, whyNotDecline, whyNotInsist } from './commission.ts';
import { whyNotOpen } from './issue.ts';
import { answerKey, changeAsking, dutyKey } from './queries.ts';
import { tellDesk, tellUnit, unitOf } from './tell-about.ts';

type Answer = { answer: 'accepted' | 'declined' | 'passed_on'; reason: string | null; act: string };

async function answerWith(call: OnAsking, { asking }: At, { answer, reason, act }: Answer): Promise<void> {
  const { tx, actor, now } = call;
  const by = { answered_by: actor.personId, answered_at: now.toISOString() };
  await changeAsking(tx, asking.id, { answer, reason, ...by });
  await endDuty(tx, { key: answerKey(asking.id), by: actor.personId, act, now });
  if (answer === 'accepted') return;
  await dropDuty(tx, { key: dutyKey(asking.id), by: actor.personId, reason: reason ?? '', now });
}

export const acceptAsking = acts(contract.commissions.accept, async call => {
  const at = await openAsking(call, 'unit', whyNotAccept);
  if (isRefusal(at)) return at;
  await answerWith(call, at, { answer: 'accepted', reason: null, act: 'commissions.accept' });
  return acted(call, at, { answer: 'accepted' });
});

export const declineAsking = acts(contract.commissions.decline, async call => {
  const at = await openAsking(call, 'unit', whyNotDecline);
  if (isRefusal(at)) return at;
  const { reason } = call.input;
  await answerWith(call, at, { answer: 'declined', reason, act: 'commissions.decline' });
  await tellDesk(call, at.commission, {
    kind: 'commission_declined',
    zh: `${at.asking.unit.name}不能承担约稿“${at.commission.topic}”：${reason}`,
    en: `${at.asking.unit.name} cannot deliver on “${at.commission.topic}”: ${reason}`,
  });
  return acted(call, at, { answer: 'declined', reason });
});

/** To a unit that knows more, with the clock that runs: the due time does not begin anew. */
export const passAskingOn = acts(contract.commissions.passOn, async call => {
  const { input, tx, actor, now } = call;
  const at = await openAsking(call, 'unit', whyNotDecline);
  if (isRefusal(at)) return at;
  const unit = await findUnit(tx, input.unitId);
  if (!unit) return notFound('转交单位', 'unit');
  const why = whyNotOpen(unit, 'unitId') ?? whyNotAsked(at.commission, unit, 'unitId');
  if (why) return why;
  await answerWith(call, at, { answer: 'passed_on', reason: input.reason, act: 'commissions.passOn' });
  const [asked] = await askUnits(tx, [unit], {
    commissionId: at.commission.id,
    dueAt: new Date(at.asking.duty.dueAt),
    passedFrom: at.asking.id,
    by: actor.personId,
    now,
  });
  const from = at.asking.unit.name;
  const words = {
    zh: `${from}把约稿“${at.commission.topic}”转交${unit.name}：${input.reason}`,
    en: `${from} passed “${at.commission.topic}” on to ${unit.name}: ${input.reason}`,
  };
  const to = { commissionId: at.commission.id, unitId: unit.id, asked: asked! };
  await tellUnit(call, to, { kind: 'commissioned', ...words });
  await tellDesk(call, at.commission, { kind: 'commission_passed', ...words });
  return acted(call, at, { answer: 'passed_on', to: unit.name, reason: input.reason });
});

/** The desk does not take the refusal: the unit owes it again, by the time that ran before. */
export const insistOnAsking = acts(contract.commissions.insist, async call => {
  const { input, tx, actor, now } = call;
  const at = await openAsking(call, 'desk', whyNotInsist);
  if (isRefusal(at)) return at;
  await changeAsking(tx, at.asking.id, {
    answer: 'asked',
    reason: null,
    answered_by: null,
    answered_at: null,
  });
  const again = { by: actor.personId, reason: input.reason, now };
  await reopenDuty(tx, { key: dutyKey(at.asking.id), ...again });
  await reopenDuty(tx, { key: answerKey(at.asking.id), ...again });
  await tellUnit(call, unitOf(at, at.asking.duty), {
    kind: 'commissioned',
    zh: `约稿“${at.commission.topic}”仍请${at.asking.unit.name}承担：${input.reason}`,
    en: `${at.asking.unit.name} is asked again to deliver on “${at.commission.topic}”: ${input.reason}`,
  });
  return acted(call, at, { insisted: input.reason });
});
