import type { FeeState } from '@xinxuan/contract';
import type { Actor } from '../http/actor.ts';
import { firstOf, type Refusal, refuse } from '../http/refusal.ts';
import { whyNotAct } from '../http/rights.ts';
import { periodName, periodOf } from '../standings/period.ts';

/** A payment list (发放表): prepared by the assessor, checked by somebody else, paid, or discarded with a reason. */
export type ListStands = { state: FeeState; prepared_by: string; checked_at: string | null };

/** 稿费〔2026〕1号 */
export function numberOf({ year, number }: { year: number; number: number }): string {
  return `稿费〔${year}〕${number}号`;
}

type Due = { period: string; ledgers: number; items: number; waiting: number };

export function whyNotPrepare(due: Due, actor: Actor, today: string): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'fee.prepare'),
    whyNotOver(due.period, today),
    due.ledgers > 0 ? null : noMoney(due.period),
    due.items > 0 ? null : nothingDue(due),
  );
}

function whyNotOver(period: string, today: string): Refusal | null {
  const { to } = periodOf(period);
  if (today > to) return null;
  const { zh, en } = periodName(period);
  return refuse('wrong_state', 'period_running', {
    zh: `${zh}要到 ${to} 才结束，结束后才能编制发放表。`,
    en: `${en} runs until ${to}; its payment list can be prepared after that day.`,
  });
}

function noMoney(period: string): Refusal {
  const { zh, en } = periodName(period);
  return refuse('wrong_state', 'no_money_ledger', {
    zh: `${zh}施行的计分办法没有稿费台账。请在办法里写一本以元计量（measure: yuan）的台账和计发条款，施行后再编制。`,
    en: `The scheme in force in ${en} has no ledger in yuan. Write one (measure: yuan) with the clauses that pay, and put it in force.`,
  });
}

function nothingDue({ period, waiting }: Due): Refusal {
  const { zh, en } = periodName(period);
  const also =
    waiting > 0
      ? {
          zh: `另有${waiting}人的应扣差额大于应发金额，留待以后抵扣。`,
          en: ` For ${waiting} the differences exceed what is due; they wait for a later list.`,
        }
      : { zh: '', en: '' };
  return refuse('wrong_state', 'nothing_due', {
    zh: `${zh}没有待发的稿费：应发的都已列入发放表。${also.zh}`,
    en: `Nothing is due for ${en}: all of it stands on a payment list already.${also.en}`,
  });
}

export const takenMeanwhile = (): Refusal =>
  refuse('conflict', 'items_taken', {
    zh: '有事项刚被列入另一张发放表，没有重复编制。请刷新后再看。',
    en: 'Some items were just put on another payment list, so none was made twice. Reload and look again.',
  });

export function whyNotCheck(list: ListStands, actor: Actor): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'fee.approve'),
    whyNotIn(list, 'prepared'),
    list.prepared_by === actor.personId
      ? refuse('wrong_state', 'own_list', {
          zh: '这张发放表是您自己编制的，须由他人审核。',
          en: 'You prepared this list yourself: somebody else has to check it.',
        })
      : null,
  );
}

export function whyNotPay(list: ListStands, actor: Actor): Refusal | null {
  return firstOf(whyNotAct(actor, 'fee.prepare'), whyNotIn(list, 'checked'));
}

export function whyNotPaidOn(list: ListStands, day: string, today: string): Refusal | null {
  const checkedOn = list.checked_at?.slice(0, 10) ?? '';
  if (day <= today && day >= checkedOn) return null;
  const words = {
    zh: `发放日期应在审核之后、今天（${today}）之前。`,
    en: `The day of payment lies after the check and not after today (${today}).`,
  };
  return refuse('invalid', 'paid_on_unfit', { ...words, fields: { paidOn: words } });
}

export function whyNotDiscard(list: ListStands, actor: Actor): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'fee.prepare') && whyNotAct(actor, 'fee.approve'),
    list.state === 'prepared' || list.state === 'checked' ? null : notIn(list.state),
  );
}

export function whyNotRestore(list: ListStands, actor: Actor): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'fee.prepare') && whyNotAct(actor, 'fee.approve'),
    whyNotIn(list, 'discarded'),
  );
}

export function restedUpon(other: { year: number; number: number }): Refusal {
  const number = numberOf(other);
  return refuse('conflict', 'rested_upon', {
    zh: `${number}里有以本表为准的差额，请先作废${number}。`,
    en: `${number} holds differences that rest on this list. Discard ${number} first.`,
  });
}

export function heldBy(other: { year: number; number: number }): Refusal {
  const number = numberOf(other);
  return refuse('conflict', 'items_taken', {
    zh: `作废后，这些事项已列入${number}，不能恢复；要恢复先作废${number}。`,
    en: `Its items have been put on ${number} since. Discard ${number} first to restore this one.`,
  });
}

/** Own data by oneself; that of others by who prepares the lists. */
export function whyNotSavePayee(
  owner: { kind: 'unit' | 'person'; id: string },
  actor: Actor,
): Refusal | null {
  if (owner.kind === 'person' && owner.id === actor.personId) return null;
  return whyNotAct(actor, 'fee.prepare');
}

function whyNotIn(list: ListStands, state: FeeState): Refusal | null {
  return list.state === state ? null : notIn(list.state);
}

const STANDS: Record<FeeState, { zh: string; en: string }> = {
  prepared: {
    zh: '这张发放表还没有审核，请由编辑部负责人或领导审核。',
    en: 'This list has not been checked yet: the desk chief or a leader has to check it.',
  },
  checked: { zh: '这张发放表已经审核。', en: 'This list has been checked already.' },
  paid: {
    zh: '这张发放表已经发放，不能再改；有差错的，差额列入下一张。',
    en: 'This list has been paid and cannot be changed; differences go on the next one.',
  },
  discarded: { zh: '这张发放表已经作废。', en: 'This list has been discarded.' },
};

function notIn(state: FeeState): Refusal {
  return refuse('wrong_state', `list_${state}`, STANDS[state]);
}
