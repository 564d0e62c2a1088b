import { contract, type DutyStep } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { endDuty } from '../duties/end.ts';
import { openDuties } from '../duties/open.ts';
import { moment } from '../duties/words.ts';
import { acts, answers, type WriteCall } from '../http/endpoint.ts';
import { firstOf, notFound, type Refusal, refuse } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { placeOf } from '../manuscripts/manuscript.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { findQuiet } from '../notices/channel-queries.ts';
import { tell } from '../notices/tell.ts';
import { USUAL_URGENT_PER_HOUR } from '../notices/wishes.ts';
import {
  addressedBy,
  confirmReading,
  findUrgent,
  insertMessage,
  lastSent,
  listUrgent,
  pathsOf,
  readMessageNotice,
} from './urgent-queries.ts';

/** Who has not confirmed is asked again, then the head of the unit hears of it, then those above and the desk. */
const PLAN: readonly DutyStep[] = [
  { minutes: 0, to: ['owner'] },
  { minutes: 15, to: ['owner', 'unit_head'] },
  { minutes: 60, to: ['leader_in_charge', 'desk_chief'] },
];
const MOST = 500;

const keyOf = (messageId: string, personId: string): string => `urgent/${messageId}/${personId}`;

/** An urgent message whose reading every receiver confirms (F133); not confirming is a duty that is late. */
export const sendUrgent = acts(contract.notices.sendUrgent, async call => {
  const { input, tx, actor, now, server } = call;
  const named = { unitIds: input.unitIds, personIds: input.personIds, day: dayOf(now) };
  const found = await addressedBy(tx, named);
  const paths = [...found.map(each => each.unitPath), ...(await pathsOf(tx, input.unitIds))];
  if (paths.length === 0) return notFound('所选的单位或人员', 'units or persons');
  const why = firstOf(...paths.map(unitPath => call.may({ unitPath })));
  if (why) return why;
  const receivers = found.filter(each => each.personId !== actor.personId);
  if (receivers.length === 0 || receivers.length > MOST) return nobody(receivers.length);
  if (input.manuscriptId) {
    const manuscript = await findManuscript(tx, input.manuscriptId, named.day);
    // The answer names its title: whoever may not read the item learns nothing of it.
    const unseen = !manuscript || call.may(placeOf(manuscript), 'manuscript.read');
    if (unseen) return notFound('这篇稿件', 'manuscript');
  }
  const flood = await whyNotYet(call);
  if (flood) return flood;
  const id = newId('urgentMessage', now);
  const dueAt = new Date(now.getTime() + input.withinMinutes * 60_000);
  const unitId = actor.post?.unitId ?? '';
  const message = { id, text: input.text, manuscriptId: input.manuscriptId };
  await insertMessage(tx, { ...message, sentBy: actor.personId, unitId, dueAt, now }, receivers);
  await openDuties(
    tx,
    receivers.map(({ personId, unitId: of }) => ({
      kind: 'other',
      key: keyOf(id, personId),
      subject: { kind: 'urgent_message', id },
      title: { zh: '确认已读紧急通知', en: 'Confirm that you have read an urgent message' },
      link: '/notices',
      owner: { unitId: of, personId },
      due: { at: dueAt },
      plan: PLAN,
      by: actor.personId,
      now,
    })),
  );
  await tell(tx, {
    personIds: receivers.map(each => each.personId),
    kind: 'urgent_message',
    zh: `紧急通知（${actor.personName}）：${input.text}`,
    en: `Urgent (${actor.personName}): ${input.text}`,
    ...{ manuscriptId: input.manuscriptId, link: '/notices', urgent: true, messageId: id, now },
  });
  call.record(id, null, { ...input, receivers: receivers.length });
  call.afterwards(() => server.live.tell(tx.body, 'waiting'));
  return (await findUrgent(tx, id)) ?? notFound('这条通知', 'message');
});

const HOUR_MS = 3_600_000;

/** A person may send so many within an hour; emergencies and what the system itself calls urgent are not counted. */
async function whyNotYet({ tx, actor, now }: WriteCall<unknown>): Promise<Refusal | null> {
  const most = (await findQuiet(tx))?.urgentPerHour ?? USUAL_URGENT_PER_HOUR;
  const since = new Date(now.getTime() - HOUR_MS);
  const sent = await lastSent(tx, { personId: actor.personId, since, most });
  const oldest = sent.at(-1);
  if (sent.length < most || !oldest) return null;
  // The minute after: what is shown to the minute must hold at its first second.
  const next = moment(new Date(Math.ceil((oldest.getTime() + HOUR_MS) / 60_000) * 60_000));
  return refuse('invalid', 'too_many_urgent', {
    zh: `您一小时内已发出 ${most} 条紧急通知，达到上限，这一条没有发出。${next.zh} 起可以再发。要通知多个单位的，请在同一条里一并选上；确需提高上限，请系统管理员在“通知渠道”里修改。`,
    en: `You sent ${most} urgent messages within an hour, which is the limit; this one was not sent. The next can be sent from ${next.en}. Choose all units in one message; a system administrator can raise the limit under “Ways out”.`,
  });
}

function nobody(count: number) {
  if (count > MOST)
    return refuse('invalid', 'too_many', {
      zh: `一次最多发给 ${MOST} 人，现在是 ${count} 人。请分次发送。`,
      en: `At most ${MOST} persons at once, these are ${count}. Send it in parts.`,
    });
  return refuse('invalid', 'nobody', {
    zh: '所选的单位和人员里没有可以通知的人（不含您本人）。请另选。',
    en: 'Nobody of those chosen can be told (yourself apart). Choose others.',
    fields: { unitIds: { zh: '请选择单位或人员', en: 'choose units or persons' } },
  });
}

export const urgentSent = answers(contract.notices.urgent, ({ input, reader, actor, scope }) => {
  scope();
  return listUrgent(reader, actor.personId, input);
});

export const confirmUrgent = acts(
  contract.notices.confirm,
  async ({ input, tx, actor, now, record, afterwards, server }) => {
    const at = { messageId: input.messageId, personId: actor.personId, now };
    const confirmedAt = await confirmReading(tx, at);
    if (confirmedAt === null) return notFound('这条紧急通知', 'urgent message');
    await readMessageNotice(tx, at);
    const key = keyOf(input.messageId, actor.personId);
    await endDuty(tx, { key, by: actor.personId, act: 'notices.confirm', now });
    record(input.messageId, null, { confirmedAt });
    afterwards(() => server.live.tell(tx.body, 'waiting'));
    return { confirmedAt };
  },
);
