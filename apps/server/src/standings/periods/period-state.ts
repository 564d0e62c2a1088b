import type { PeriodState } from '@xinxuan/contract';
import { addDays } from '../../deadlines/days.ts';
import type { Actor } from '../../http/actor.ts';
import { firstOf, type Refusal, refuse } from '../../http/refusal.ts';
import { whyNotAct } from '../../http/rights.ts';
import { periodName, periodOf } from '../period.ts';
import type { PeriodRow } from './queries.ts';

type State = Pick<PeriodRow, 'period' | 'state' | 'last_day'>;

export function whyNotClose(state: State, actor: Actor, today: string): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'period.close'),
    whyNotUnclosed(state),
    whyNotOver(state.period, today, '关账'),
  );
}

export function whyNotPublish(state: State, actor: Actor, today: string): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'period.close'),
    whyNotUnclosed(state),
    whyNotOver(state.period, today, '公示'),
  );
}

const LONGEST_PUBLICATION = 366;

/** The last day of a publication must still come, and some time soon: 9999 is a slip of the hand. */
export function whyNotLastDay(lastDay: string, today: string): Refusal | null {
  const latest = addDays(today, LONGEST_PUBLICATION);
  if (lastDay > latest)
    return refuse('invalid', 'last_day_too_far', {
      zh: `${lastDay} 太远，公示截止日期至迟 ${latest}。请改早。`,
      en: `${lastDay} is too far ahead; the last day is ${latest} at the latest. Choose an earlier day.`,
    });
  if (lastDay >= today) return null;
  return refuse('invalid', 'last_day_over', {
    zh: `${lastDay} 已经过去，公示截止日期不能早于今天（${today}）。请选择今天或以后的日期。`,
    en: `${lastDay} is over; the last day cannot lie before today (${today}). Choose today or a later day.`,
  });
}

export function whyNotWithdraw(
  state: State,
  actor: Actor,
  objections: PeriodState['objections'],
): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'period.close'),
    state.state === 'published'
      ? null
      : refuse('wrong_state', 'not_published', {
          zh: '这一期没有在公示，无需撤回。',
          en: 'This period is not published, so there is nothing to take back.',
        }),
    objections.all === 0
      ? null
      : refuse('wrong_state', 'objected_already', {
          zh: `已有 ${objections.all} 件异议，公示不能撤回。可以改期，或者答复后关账。`,
          en: `${objections.all} objections have been raised, so the publication cannot be taken back. Move its last day, or answer them and close.`,
        }),
  );
}

/** Objections are taken while a period is published, until the end of its last day. */
export function whyNotObject({ period, state, last_day }: State, today: string): Refusal | null {
  const { zh, en } = periodName(period);
  if (state === 'open') {
    return refuse('wrong_state', 'not_published', {
      zh: `${zh}还没有公示。公示后单位负责人和信息员会收到通知，那时可以提出异议。`,
      en: `${en} has not been published yet. You will be told when it is; objections are taken then.`,
    });
  }
  if (state === 'closed') {
    return refuse('wrong_state', 'period_closed', {
      zh: `${zh}已经关账，不再受理异议。新查明的事实登记后，会在下一期补记。`,
      en: `${en} is closed and takes no objections. A fact found later is corrected in the next period.`,
    });
  }
  if (last_day !== null && today <= last_day) return null;
  return refuse('wrong_state', 'objection_time_over', {
    zh: `${zh}的公示到${dayInChinese(last_day ?? '')}为止，异议期已过。如确有差错，请与考核员联系，由其决定是否延长公示。`,
    en: `The publication of ${en} ended on ${last_day}. If something is wrong, speak to the assessor, who may extend it.`,
  });
}

type Before = PeriodState['beforeClosing'][number];

/** What stands against closing now; each of it can be overcome by a stated reason that is kept. */
export function beforeClosing(
  state: State,
  open: readonly { number: number; unit: string }[],
  { today, earlierOpen }: { today: string; earlierOpen: string | null },
): Before[] {
  if (state.state === 'closed') return [];
  const found: Before[] = [];
  if (state.state === 'open')
    found.push({ code: 'not_published', zh: '这一期没有公示过', en: 'this period was never published' });
  else if (state.last_day !== null && today <= state.last_day)
    found.push({
      code: 'publication_running',
      zh: `公示到${dayInChinese(state.last_day)}才截止`,
      en: `the publication runs until ${state.last_day}`,
    });
  if (open.length > 0) {
    const list = open.map(each => `第${each.number}号（${each.unit}）`).join('、');
    const listEn = open.map(each => `no. ${each.number} (${each.unit})`).join(', ');
    found.push({
      code: 'objections_open',
      zh: `还有 ${open.length} 件异议没有办结：${list}`,
      en: `${open.length} objections are not settled: ${listEn}`,
    });
  }
  if (earlierOpen) {
    const { zh, en } = periodName(earlierOpen);
    found.push({
      code: 'earlier_open',
      zh: `${zh}还没有关账，这一期关账后就不能再补关`,
      en: `${en} is not closed yet and cannot be closed after this one`,
    });
  }
  return found;
}

export function whyNotWithoutReason(
  before: readonly Before[],
  reason: string | undefined,
  objections: readonly { id: string }[],
): Refusal | null {
  if (before.length === 0 || reason) return null;
  return refuse('wrong_state', 'closing_needs_reason', {
    zh: `现在还不宜关账：${before.map(each => each.zh).join('；')}。确需关账的，请写明理由，理由会随关账记录一并留存。`,
    en: `Not ready to be closed: ${before.map(each => each.en).join('; ')}. To close it all the same, give the reason; it is kept with the closing.`,
    details: { before: before.map(each => each.code), objections: objections.map(each => each.id) },
  });
}

/** 2026年7月15日. */
function dayInChinese(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

function whyNotUnclosed({ period, state }: State): Refusal | null {
  if (state !== 'closed') return null;
  const { zh, en } = periodName(period);
  return refuse('wrong_state', 'period_closed', {
    zh: `${zh}已经关账，成绩不再变动。`,
    en: `${en} is closed; its figures do not move any more.`,
  });
}

function whyNotOver(period: string, today: string, act: '关账' | '公示'): Refusal | null {
  const { to } = periodOf(period);
  if (today > to) return null;
  const { zh, en } = periodName(period);
  return refuse('wrong_state', 'period_running', {
    zh: `${zh}要到 ${to} 才结束，结束后才能${act}。`,
    en: `${en} runs until ${to}; it can be ${act === '关账' ? 'closed' : 'published'} after that day.`,
  });
}
