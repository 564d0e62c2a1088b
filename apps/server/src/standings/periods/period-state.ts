import type { Actor } from '../../http/actor.ts';
import { firstOf, type Refusal, refuse } from '../../http/refusal.ts';
import { whyNotAct } from '../../http/rights.ts';
import { periodName, periodOf } from '../period.ts';

export function whyNotClose(
  state: { period: string; state: 'open' | 'closed' },
  actor: Actor,
  today: string,
): Refusal | null {
  return firstOf(whyNotAct(actor, 'period.close'), whyNotOpen(state), whyNotOver(state.period, today));
}

function whyNotOpen({ period, state }: { period: string; state: 'open' | 'closed' }): Refusal | null {
  if (state === 'open') return null;
  const { zh, en } = periodName(period);
  return refuse('wrong_state', 'period_closed', {
    zh: `${zh}已经关账，成绩不再变动。`,
    en: `The ${en} is closed; its figures do not move any more.`,
  });
}

function whyNotOver(period: string, today: string): Refusal | null {
  const { to } = periodOf(period);
  if (today > to) return null;
  const { zh, en } = periodName(period);
  return refuse('wrong_state', 'period_running', {
    zh: `${zh}要到 ${to} 才结束，结束后才能关账。`,
    en: `The ${en} runs until ${to}; it can be closed after that day.`,
  });
}
