import { contract } from '@xinxuan/contract';
import { waiveDuty } from '../duties/move.ts';
import { voidFacts } from '../facts/record.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal } from '../http/refusal.ts';
import { acted, openAsking } from './act-on.ts';
import { deliveredItem, whyNotGrade, whyNotWaive } from './commission.ts';
import { bookDelivered } from './follow.ts';
import { changeAsking, dutyKey } from './queries.ts';
import { tellUnit, unitOf } from './tell-about.ts';

const WORDS = {
  excellent: { zh: '优', en: 'excellent' },
  good: { zh: '良', en: 'good' },
  fair: { zh: '中', en: 'fair' },
  poor: { zh: '差', en: 'poor' },
} as const;

/** How the desk found what was delivered; the fact that scores is booked anew with the grade. */
export const gradeDelivery = acts(contract.commissions.grade, async call => {
  const { input, tx, actor, now } = call;
  const at = await openAsking(call, 'desk', whyNotGrade);
  if (isRefusal(at)) return at;
  const { asking, commission } = at;
  const word = WORDS[input.grade];
  const by = { by: actor.personId, now };
  await changeAsking(tx, asking.id, {
    ...{ grade: input.grade, grade_note: input.note },
    ...{ graded_by: actor.personId, graded_at: now.toISOString() },
  });
  if (asking.factId) await voidFacts(tx, { id: asking.factId }, { reason: `约稿评为${word.zh}`, ...by });
  await bookDelivered(tx, { asking, item: deliveredItem(asking)!, grade: input.grade }, by);
  await tellUnit(call, unitOf(at), {
    kind: 'commission_graded',
    zh: `${asking.unit.name}应约稿件“${commission.topic}”评为${word.zh}${input.note ? `：${input.note}` : '。'}`,
    en: `What ${asking.unit.name} delivered on “${commission.topic}” was found ${word.en}${input.note ? `: ${input.note}` : '.'}`,
  });
  return acted(call, at, { grade: input.grade, note: input.note });
});

/** A unit is let off, before or after the closing; what was booked as missed goes. */
export const waiveAsking = acts(contract.commissions.waive, async call => {
  const { input, tx, actor, now } = call;
  const at = await openAsking(call, 'desk', whyNotWaive);
  if (isRefusal(at)) return at;
  const { asking, commission } = at;
  const by = { by: actor.personId, reason: input.reason, now };
  await waiveDuty(tx, { key: dutyKey(asking.id), ...by });
  if (asking.missedFactId) await voidFacts(tx, { id: asking.missedFactId }, by);
  await changeAsking(tx, asking.id, {
    ...{ waived_by: actor.personId, waived_at: now.toISOString(), waive_reason: input.reason },
    missed_fact_id: null,
  });
  await tellUnit(call, unitOf(at), {
    kind: 'commission_waived',
    zh: `${asking.unit.name}免于报送约稿“${commission.topic}”：${input.reason}`,
    en: `${asking.unit.name} need not deliver on “${commission.topic}”: ${input.reason}`,
  });
  return acted(call, at, { waived: input.reason });
});
