import { contract, type Duty } from '@xinxuan/contract';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { notFound, type Refusal, stale } from '../http/refusal.ts';
import { whyNotMove, whyNotNil, whyNotWaive } from './duty.ts';
import { endLocked } from './end.ts';
import { moveDuty, waiveDuty } from './move.ts';
import { lockDuty, pathOf } from './queries.ts';
import { ruleOf, rulesById } from './rule-queries.ts';
import type { DutyRow } from './tables.ts';
import { placeOf, showDuties } from './views.ts';

/** 无情况: an answer of its own, with its time, not a blank (F19, D6). */
export const nil = acts(contract.duties.nil, async call => {
  const { input, tx, actor, now, may, record } = call;
  const duty = await lockDuty(tx, input);
  if (!duty) return notFound('这项应办', 'duty');
  const out = may(placeOf(duty, (await pathOf(tx, duty.unit_id)) ?? ''));
  if (out) return out;
  const rule = duty.rule_id === null ? undefined : (await rulesById(tx)).get(duty.rule_id);
  const why = whyNotNil({ ...duty, nilAllowed: rule !== undefined && ruleOf(rule).nilAllowed });
  if (why) return why;
  if (duty.version !== input.version) return stale();
  const ended = await endLocked(tx, duty, { by: actor.personId, act: 'duties.nil', state: 'nil', now });
  record(duty.id, { state: 'open' }, { state: 'nil', late: ended.late, minutesLate: ended.minutesLate });
  return shown(call, duty);
});

export const waive = acts(contract.duties.waive, async call => {
  const { input, tx, actor, now, may, record } = call;
  const duty = await lockDuty(tx, input);
  if (!duty) return notFound('这项应办', 'duty');
  const out = may({ unitPath: (await pathOf(tx, duty.unit_id)) ?? '' });
  if (out) return out;
  const why = whyNotWaive(duty);
  if (why) return why;
  if (duty.version !== input.version) return stale();
  await waiveDuty(tx, { id: duty.id, by: actor.personId, reason: input.reason, now });
  record(duty.id, { state: duty.state }, { state: 'waived', reason: input.reason });
  return shown(call, duty);
});

export const move = acts(contract.duties.move, async call => {
  const { input, tx, actor, now, may, record } = call;
  const duty = await lockDuty(tx, input);
  if (!duty) return notFound('这项应办', 'duty');
  const out = may({ unitPath: (await pathOf(tx, duty.unit_id)) ?? '' });
  if (out) return out;
  const to = new Date(input.dueAt);
  const closeAt = duty.close_at === null ? null : new Date(duty.close_at);
  const why = whyNotMove(
    { state: duty.state, openedAt: new Date(duty.opened_at), closeAt },
    { dueAt: to, now },
  );
  if (why) return why;
  if (duty.version !== input.version) return stale();
  const { dueMoved } = call.server;
  const { reason } = input;
  await moveDuty(tx, { id: duty.id, due: { at: to }, by: actor.personId, reason, dueMoved, now });
  record(duty.id, { dueAt: duty.due_at }, { dueAt: to.toISOString(), reason: input.reason });
  return shown(call, duty);
});

async function shown(call: WriteCall<unknown>, { id }: DutyRow): Promise<Duty | Refusal> {
  const row = await lockDuty(call.tx, { id });
  const [duty] = row ? await showDuties(call, [row]) : [];
  return duty ?? notFound('这项应办', 'duty');
}
