import type { DutyKind, DutyState, DutyStep } from '@xinxuan/contract';
import { type Refusal, refuse } from '../http/refusal.ts';

const HOUR = 60;
const DAY = 1440;

/** A review, a check, an answer: asked for the day before and four hours before, then upward step by step (F92). */
const ASKED: DutyStep[] = [
  { minutes: -4 * HOUR, to: ['owner'] },
  { minutes: 0, to: ['owner', 'substitute'] },
  { minutes: 4 * HOUR, to: ['unit_head'] },
  { minutes: DAY, to: ['leader_in_charge', 'desk_chief'] },
];

/** What the program does by itself for each kind; a body may say otherwise (`duty_plans`). */
export const USUAL_PLANS: Record<DutyKind, readonly DutyStep[]> = {
  review: ASKED,
  proof: ASKED,
  release_check: ASKED,
  commission: [{ minutes: -DAY, to: ['owner'] }, ...ASKED],
  lead: [{ minutes: -DAY, to: ['owner'] }, ...ASKED],
  instruction: [{ minutes: -DAY, to: ['owner'] }, ...ASKED],
  plan_topic: [{ minutes: -5 * DAY, to: ['owner'] }, ...ASKED],
  desk_item: [
    { minutes: 0, to: ['owner'] },
    { minutes: DAY, to: ['desk_chief'] },
  ],
  objection: ASKED,
  other: ASKED,
  weekly_item: [
    { minutes: -DAY, to: ['owner'] },
    { minutes: -4 * HOUR, to: ['owner'] },
    { minutes: 30, to: ['unit_head'] },
  ],
  opinion_report: [
    { minutes: -45, to: ['owner'] },
    { minutes: -15, to: ['owner'] },
    { minutes: 5, to: ['owner', 'unit_head'] },
    { minutes: 60, to: ['leader_in_charge', 'desk_chief'] },
  ],
  window_renewal: [
    { minutes: -5 * DAY, to: ['owner'] },
    { minutes: -DAY, to: ['owner'] },
    { minutes: DAY, to: ['unit_head'] },
  ],
};

type Timed = {
  dueAt: number;
  closeAt: number | null;
  /** What lies before this moment is past: nobody is reminded of a step that was over when the duty came. */
  since: number;
  plan: readonly DutyStep[];
  nextStep: number;
};

export type NextAct = { at: number; step: number | null };

/**
 * What happens next by itself: the first step of the plan that is still to come, or the closing, whichever is earlier; a
 * step at the very moment of the closing goes first. `step` is null for the closing.
 * @returns null when nothing follows any more
 */
export function nextAct({ dueAt, closeAt, since, plan, nextStep }: Timed): NextAct | null {
  for (let step = nextStep; step < plan.length; step++) {
    const at = dueAt + (plan[step]?.minutes ?? 0) * 60_000;
    if (at < since) continue;
    if (closeAt !== null && closeAt < at) break;
    return { at, step };
  }
  return closeAt === null ? null : { at: closeAt, step: null };
}

/** Steps in the order of their time; of those at the same minute the one said first goes first. */
export function inOrder(plan: readonly DutyStep[]): DutyStep[] {
  return [...plan].sort((a, b) => a.minutes - b.minutes);
}

/** Whole minutes after the due time, at least one for whatever is late; null when it is not (F87). */
export function minutesLate({ dueAt, lateFrom }: { dueAt: Date; lateFrom: Date }, at: Date): number | null {
  if (at < lateFrom) return null;
  return Math.max(1, Math.floor((at.getTime() - dueAt.getTime()) / 60_000));
}

const ENDED: Record<Exclude<DutyState, 'open'>, { zh: string; en: string }> = {
  done: { zh: '已经办结', en: 'is done' },
  nil: { zh: '已申报无情况', en: 'was answered with a nil return' },
  waived: { zh: '已豁免', en: 'has been waived' },
  closed: { zh: '已经关闭', en: 'is closed' },
  void: { zh: '已经作废', en: 'is void' },
};

const PRESSING_MS = 4 * 3_600_000;

/** Too little time to wait for the end of quiet hours or for other notices: who is asked hears of it at once. */
export function isPressing(dueAt: Date, now: Date): boolean {
  return dueAt.getTime() - now.getTime() <= PRESSING_MS;
}

type Held = { state: DutyState };

/** Only what is open can still be answered or moved. */
export function whyNotOpen({ state }: Held): Refusal | null {
  if (state === 'open') return null;
  return refuse('wrong_state', 'duty_ended', {
    zh: `这项应办${ENDED[state].zh}，没有改动。请刷新列表。`,
    en: `This duty ${ENDED[state].en}; nothing was changed. Refresh the list.`,
  });
}

export function whyNotNil(duty: Held & { nilAllowed: boolean }): Refusal | null {
  if (!duty.nilAllowed) {
    return refuse('wrong_state', 'no_nil_return', {
      zh: '这项应办不能以“无情况”办结。请按要求报送；确有特殊情况的，请有权豁免的领导办理豁免。',
      en: 'This duty cannot be answered with a nil return. Do what it asks for, or have it waived by whoever may.',
    });
  }
  return whyNotOpen(duty);
}

const SIGNED: readonly DutyKind[] = ['review', 'proof', 'release_check'];

type Handed = Held & { kind: DutyKind; subject_kind: string; perPerson: boolean };

/**
 * Who signs is fixed by a route, who reads an urgent message is the one it was sent to, and a report that every person
 * owes is nobody else's. All else may be handed on by whoever has it in hand, or by those above who may do so there.
 */
export function whyNotHand(duty: Handed, by: { holds: boolean; above: Refusal | null }): Refusal | null {
  const why = whyNotOpen(duty) ?? whyNeverHanded(duty);
  if (why || by.holds || !by.above) return why;
  return refuse('forbidden', 'not_in_hand', {
    zh: '这项应办不在您手里。可以由承办人本人、其单位负责人或编辑部负责人转交。',
    en: 'You do not have this duty in hand. Whoever has it, the head of the unit or the desk chief can hand it on.',
  });
}

function whyNeverHanded({ kind, subject_kind: about, perPerson }: Handed): Refusal | null {
  if (SIGNED.includes(kind))
    return refuse('wrong_state', 'signed_by_name', {
      zh: '审签由指定的人办理，不在这里转交。审核请本人在“设置—委托代审”里委托他人；发布审核请编辑部在发布页改派。',
      en: 'Who signs is named. A review is delegated under Settings; a release check is given to another on the page of the release.',
    });
  if (about === 'urgent_message')
    return refuse('wrong_state', 'read_by_oneself', {
      zh: '紧急通知要本人确认已读，不能转交。',
      en: 'An urgent message is read and confirmed by oneself; it cannot be handed on.',
    });
  if (perPerson)
    return refuse('wrong_state', 'owed_by_each', {
      zh: '这项报送是每名信息员各自要完成的，不能转交。确有特殊情况的，请有权豁免的领导办理豁免。',
      en: 'Each correspondent owes this one; it cannot be handed on. Have it waived by whoever may.',
    });
  return null;
}

/** Only what was handed over by hand, and not given back since, can be given back. */
export function whyNotHandBack(duty: Held & { back: boolean }, may: Refusal | null): Refusal | null {
  const why = whyNotOpen(duty);
  if (why) return why;
  if (duty.back) return may;
  return refuse('wrong_state', 'not_handed', {
    zh: '这项应办没有被转交过，或已经交还。请刷新后再看由谁承办。',
    en: 'This duty was not handed over, or has been given back. Refresh to see who has it.',
  });
}

/** What is done cannot be waived; what was missed can, because the list of the missed is what the waiver is for (F90). */
export function whyNotWaive({ state }: Held): Refusal | null {
  return state === 'closed' ? null : whyNotOpen({ state });
}

export function whyNotMove(
  duty: Held & { openedAt: Date; closeAt: Date | null },
  to: { dueAt: Date; now: Date },
): Refusal | null {
  const why = whyNotOpen(duty);
  if (why || to.dueAt > to.now) return why;
  const words = {
    zh: '新的截止时间已经过去。请选择以后的时间。',
    en: 'The new due time is past already. Choose a later one.',
  };
  return refuse('invalid', 'due_past', { ...words, fields: { dueAt: words } });
}
