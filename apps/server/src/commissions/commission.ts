import type { AskingState, Grade, ManuscriptState, Named } from '@xinxuan/contract';
import { firstOf, type Refusal, refuse } from '../http/refusal.ts';
import type { AskingAnswer } from './tables.ts';

export type Item = Named & { state: ManuscriptState; sentAt: string | null; atDeskAt: string | null };

/** One unit's part with its items and its duty, from which everything about it is read. */
export type AskingFull = {
  id: string;
  unit: Named & { path: string };
  answer: AskingAnswer;
  answeredBy: Named | null;
  answeredAt: string | null;
  reason: string | null;
  passedFrom: string | null;
  factId: string | null;
  missedFactId: string | null;
  grade: Grade | null;
  gradeNote: string | null;
  waived: { by: Named; at: string; reason: string } | null;
  duty: { id: string; state: string; dueAt: string; lateFrom: string; closeAt: string | null; late: boolean };
  /** From when the answer, yes or no, is late; null while none is owed. */
  answerLateFrom: string | null;
  items: Item[];
  extensions: {
    id: string;
    until: string;
    reason: string;
    by: Named;
    at: string;
    granted: boolean | null;
    decidedBy: Named | null;
    decision: string | null;
  }[];
};

export type CommissionFull = {
  id: string;
  topic: string;
  wanted: string;
  desk: Named & { path: string };
  issuedBy: Named;
  issuedAt: string;
  above: { office: string; number: string; dueAt: string } | null;
  answeredUp: { at: string; by: Named; note: string; item: Named | null } | null;
  cancelled: { at: string; by: Named; reason: string } | null;
  askings: AskingFull[];
  version: number;
};

const ARRIVED: readonly ManuscriptState[] = ['at_desk', 'accepted', 'merged', 'declined'];

/** The item that answers: the first of those that the desk has, or had and did not return. */
export function deliveredItem(asking: Pick<AskingFull, 'items'>): Item | null {
  const arrived = asking.items.filter(item => item.atDeskAt !== null && ARRIVED.includes(item.state));
  const sent = (item: Item): number => Date.parse(item.sentAt ?? item.atDeskAt ?? '');
  return arrived.sort((a, b) => sent(a) - sent(b))[0] ?? null;
}

/** On time is judged by the unit's own sending: how long its leaders took to sign is not the writer's lateness (D2). */
export function isLateDelivery(item: Item, duty: Pick<AskingFull['duty'], 'lateFrom'>): boolean {
  return Date.parse(item.sentAt ?? item.atDeskAt ?? '') >= Date.parse(duty.lateFrom);
}

/** Read from the items, the answer and the duty every time; nothing keeps a state of its own (D18). */
export function stateOf(asking: AskingFull, of: { cancelled: unknown }): AskingState {
  const delivered = deliveredItem(asking);
  if (asking.waived) return 'waived';
  if (delivered) return isLateDelivery(delivered, asking.duty) ? 'delivered_late' : 'delivered';
  if (of.cancelled) return 'cancelled';
  if (asking.answer === 'declined' || asking.answer === 'passed_on') return asking.answer;
  if (asking.duty.state === 'closed') return 'missed';
  return asking.items.length > 0 ? 'writing' : asking.answer;
}

/** What a unit still owes. */
const OWED: readonly AskingState[] = ['asked', 'accepted', 'writing'];
export const isOwed = (state: AskingState): boolean => OWED.includes(state);

export function isOverdue(asking: AskingFull, of: { cancelled: unknown }, now: Date): boolean {
  return isOwed(stateOf(asking, of)) && now.getTime() >= Date.parse(asking.duty.lateFrom);
}

/** Neither yes nor no was said in time. */
export function isAnswerOverdue(asking: AskingFull, of: { cancelled: unknown }, now: Date): boolean {
  const from = asking.answerLateFrom;
  return stateOf(asking, of) === 'asked' && from !== null && now.getTime() >= Date.parse(from);
}

const STATES: Record<AskingState, { zh: string; en: string }> = {
  asked: { zh: '还没有答复', en: 'has not answered yet' },
  accepted: { zh: '已接受', en: 'has accepted' },
  writing: { zh: '正在撰写', en: 'is writing' },
  delivered: { zh: '已按时报送', en: 'has delivered on time' },
  delivered_late: { zh: '已报送（超期）', en: 'has delivered late' },
  missed: { zh: '已过关闭时间', en: 'has missed it: the closing is over' },
  waived: { zh: '已豁免', en: 'was let off' },
  declined: { zh: '已说明不能承担', en: 'has declined' },
  passed_on: { zh: '已转交其他单位', en: 'has passed it on' },
  cancelled: { zh: '的约稿已取消', en: 'is not asked any more' },
};

type At = { asking: AskingFull; commission: CommissionFull };

function wrongState({ asking, commission }: At): Refusal {
  const state = stateOf(asking, commission);
  return refuse('wrong_state', `is_${state}`, {
    zh: `${asking.unit.name}${STATES[state].zh}，不能再这样办理。`,
    en: `${asking.unit.name} ${STATES[state].en}, so this cannot be done any more.`,
  });
}

const within = (at: At, states: readonly AskingState[]): Refusal | null =>
  states.includes(stateOf(at.asking, at.commission)) ? null : wrongState(at);

export const whyNotAccept = (at: At): Refusal | null => within(at, ['asked']);
/** Once something is written there is nothing to decline: take the item off first. */
export const whyNotDecline = (at: At): Refusal | null => within(at, ['asked', 'accepted']);
export const whyNotInsist = (at: At): Refusal | null => within(at, ['declined']);
/** What was missed can still be written; it stays missed until somebody lets the unit off. */
export const whyNotWrite = (at: At): Refusal | null => within(at, [...OWED, 'missed']);
export const whyNotGrade = (at: At): Refusal | null => within(at, ['delivered', 'delivered_late']);
export const whyNotWaive = (at: At): Refusal | null => within(at, [...OWED, 'missed']);

export function whyNotAskExtension(at: At): Refusal | null {
  const open = at.asking.extensions.some(each => each.granted === null);
  return firstOf(
    within(at, OWED),
    open
      ? refuse('wrong_state', 'extension_asked', {
          zh: '已经申请过延期，正等待答复。',
          en: 'More time has been asked for already; the answer is to come.',
        })
      : null,
  );
}

export function whyNotDecideExtension(at: At): Refusal | null {
  if (at.asking.extensions.some(each => each.granted === null)) return within(at, OWED);
  return refuse('wrong_state', 'no_extension', {
    zh: '没有等待答复的延期申请。',
    en: 'No request for more time waits for an answer.',
  });
}

/** Later than now and than the due time that runs; never beyond the clock of the office above. */
export function whyNotUntil(until: Date, { asking, commission }: At, now: Date): Refusal | null {
  const late = commission.above !== null && until.getTime() > Date.parse(commission.above.dueAt);
  if (late) return beyondAbove('until');
  if (until.getTime() > Math.max(now.getTime(), Date.parse(asking.duty.dueAt))) return null;
  const words = {
    zh: '延期后的时间须晚于现在和原定的截止时间。',
    en: 'The new time must lie after now and after the present due time.',
  };
  return refuse('invalid', 'until_too_early', { ...words, fields: { until: words } });
}

export function beyondAbove(field: 'until' | 'dueAt'): Refusal {
  const words = {
    zh: '不能晚于上级要求的报送时间，请选择更早的时间。',
    en: 'It must not lie after the time that the office above has set. Choose an earlier one.',
  };
  return refuse('invalid', 'beyond_above', { ...words, fields: { [field]: words } });
}

export function whyNotRunning(commission: CommissionFull): Refusal | null {
  if (!commission.cancelled) return null;
  return refuse('wrong_state', 'is_cancelled', {
    zh: '这次约稿已经取消，不能再办理。',
    en: 'This commission was taken back; nothing more can be done on it.',
  });
}

const owesAny = (commission: CommissionFull): boolean =>
  commission.askings.some(asking => isOwed(stateOf(asking, commission)));

/** Something must be owed, by a unit or by the desk to the office above: what has ended is not undone behind its writers' backs. */
export function whyNotCancel(commission: CommissionFull): Refusal | null {
  const owedUp = commission.above !== null && commission.answeredUp === null;
  return firstOf(
    whyNotRunning(commission),
    owesAny(commission) || owedUp
      ? null
      : refuse('wrong_state', 'nobody_owes', {
          zh: '各单位都已办结，没有可以取消的。已报送的稿件和已记的情况照旧；要免除某个单位，请在该单位一栏办理豁免。',
          en: 'No unit owes anything any more, so there is nothing to take back. What was delivered or booked stays; to let a unit off, waive its part.',
        }),
  );
}

export function whyNotRemind(commission: CommissionFull): Refusal | null {
  return firstOf(
    whyNotRunning(commission),
    owesAny(commission)
      ? null
      : refuse('wrong_state', 'nobody_owes', {
          zh: '各单位都已办结，没有需要催办的。',
          en: 'No unit owes anything, so there is nobody to remind.',
        }),
  );
}

export function whyNotAnswerUp(commission: CommissionFull): Refusal | null {
  if (!commission.above) {
    return refuse('wrong_state', 'not_from_above', {
      zh: '这是本级发起的约稿，不需要向上级回复。',
      en: 'This commission is our own; there is no office above to answer.',
    });
  }
  return commission.answeredUp
    ? refuse('wrong_state', 'answered_up', {
        zh: '已经向上级回复过了。',
        en: 'The office above has been answered already.',
      })
    : whyNotRunning(commission);
}

/** Two parts of one unit would be scored twice. */
export function whyNotAsked(commission: CommissionFull, unit: Named, field: string): Refusal | null {
  if (!commission.askings.some(asking => asking.unit.id === unit.id)) return null;
  const words = {
    zh: `${unit.name}已经在这次约稿里了，请改选其他单位。`,
    en: `${unit.name} is asked already. Choose another unit.`,
  };
  return refuse('invalid', 'asked_already', { ...words, fields: { [field]: words } });
}
