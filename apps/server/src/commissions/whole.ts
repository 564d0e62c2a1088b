import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { dropDuty, endDuty } from '../duties/end.ts';
import { acts } from '../http/endpoint.ts';
import { isRefusal, notFound } from '../http/refusal.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { openCommission } from './act-on.ts';
import { isOwed, stateOf, whyNotAnswerUp, whyNotCancel, whyNotRemind } from './commission.ts';
import { answerKey, changeCommission, dutyKey, upwardKey } from './queries.ts';
import { tellUnits, unitOf } from './tell-about.ts';
import { show, whyNotDesk } from './views.ts';

/** One key reminds every unit that has not delivered; what runs by itself goes on beside it. */
export const remindUnits = acts(contract.commissions.remind, async call => {
  const commission = await openCommission(call, open => whyNotDesk(call, open) ?? whyNotRemind(open));
  if (isRefusal(commission)) return commission;
  const owing = commission.askings.filter(asking => isOwed(stateOf(asking, commission)));
  await tellUnits(
    call,
    owing.map(asking => ({
      ...unitOf({ asking, commission }, asking.duty),
      words: {
        kind: 'commission_reminder',
        zh: `请${asking.unit.name}抓紧报送约稿“${commission.topic}”。`,
        en: `Please deliver on “${commission.topic}”: ${asking.unit.name} has not yet.`,
      },
    })),
  );
  await changeCommission(call.tx, commission.id);
  call.record(commission.id, null, { reminded: owing.map(asking => asking.unit.name) });
  return show(call, commission.id);
});

export const cancelCommission = acts(contract.commissions.cancel, async call => {
  const { input, tx, actor, now } = call;
  const commission = await openCommission(call, open => whyNotDesk(call, open) ?? whyNotCancel(open));
  if (isRefusal(commission)) return commission;
  const { reason } = input;
  const by = { by: actor.personId, reason, now };
  const keys = commission.askings.flatMap(({ id }) => [dutyKey(id), answerKey(id)]);
  for (const key of keys) await dropDuty(tx, { key, ...by });
  await tellUnits(
    call,
    commission.askings
      .filter(asking => isOwed(stateOf(asking, commission)))
      .map(asking => ({
        ...unitOf({ asking, commission }),
        words: {
          kind: 'commission_cancelled',
          zh: `约稿“${commission.topic}”已取消：${reason}`,
          en: `The commission “${commission.topic}” was taken back: ${reason}`,
        },
      })),
  );
  await dropDuty(tx, { key: upwardKey(commission.id), ...by });
  await changeCommission(tx, commission.id, {
    ...{ cancelled_at: now.toISOString(), cancelled_by: actor.personId, cancel_reason: reason },
  });
  call.record(commission.id, { cancelled: false }, { cancelled: true, reason });
  return show(call, commission.id);
});

/** The office above gets one answer, however many units worked on it (C2). */
export const answerUpward = acts(contract.commissions.answerUp, async call => {
  const { input, tx, actor, now } = call;
  const commission = await openCommission(call, open => whyNotDesk(call, open) ?? whyNotAnswerUp(open));
  if (isRefusal(commission)) return commission;
  if (input.manuscriptId) {
    const item = await findManuscript(tx, input.manuscriptId, dayOf(now));
    const unseen = !item || call.may({ unitPath: item.unit_path }, 'manuscript.read');
    if (unseen) return notFound('稿件', 'manuscript');
  }
  await endDuty(tx, {
    key: upwardKey(commission.id),
    ...{ by: actor.personId, act: 'commissions.answerUp', subjectId: input.manuscriptId, now },
  });
  await changeCommission(tx, commission.id, {
    answered_up_at: now.toISOString(),
    answered_up_by: actor.personId,
    answered_up_note: input.note,
    answered_up_item: input.manuscriptId,
  });
  call.record(commission.id, null, { answeredUp: input.note, manuscriptId: input.manuscriptId });
  return show(call, commission.id);
});
