import type { LeadState, ManuscriptState, Named } from '@xinxuan/contract';
import { type Refusal, refuse } from '../http/refusal.ts';
import type { LeadAnswer } from './tables.ts';

export type Item = {
  id: string;
  name: string;
  unit: Named & { path: string };
  state: ManuscriptState;
  sentAt: string | null;
  atDeskAt: string | null;
};

/** A lead with its items and the duty of its unit, from which everything about it is read. */
export type LeadFull = {
  id: string;
  what: string;
  place: string;
  seenAt: string;
  source: string;
  unit: Named & { path: string };
  round: number;
  answer: LeadAnswer;
  reason: string | null;
  cancelledAt: string | null;
  recordedBy: Named;
  recordedUnit: Named & { path: string };
  recordedAt: string;
  factId: string | null;
  missedFactId: string | null;
  duty: { state: string; dueAt: string; lateFrom: string; closeAt: string | null };
  items: Item[];
  version: number;
};

/** The item that completes a lead, and so whose the credit is. */
export type Completion = { item: Item; late: boolean; foreign: boolean };

const ARRIVED: readonly ManuscriptState[] = ['at_desk', 'accepted', 'merged', 'declined'];
const sentMs = (item: Item): number => Date.parse(item.sentAt ?? item.atDeskAt ?? '');

/**
 * C3: the credit is the responsible unit's when it sent in time; otherwise it is that of whoever sent first. Only what
 * has reached the desk counts; the moment is the sending, so that slow signatures cost nobody the credit.
 */
export function completionOf(lead: Pick<LeadFull, 'items' | 'unit' | 'duty'>): Completion | null {
  const lateFrom = Date.parse(lead.duty.lateFrom);
  const sent = lead.items
    .filter(item => item.atDeskAt !== null && ARRIVED.includes(item.state))
    .sort((a, b) => sentMs(a) - sentMs(b));
  const inTime = sent.find(item => item.unit.id === lead.unit.id && sentMs(item) < lateFrom);
  const item = inTime ?? sent[0];
  if (!item) return null;
  return { item, late: sentMs(item) >= lateFrom, foreign: item.unit.id !== lead.unit.id };
}

/** Read from the items, the answer and the duty every time; nothing keeps a state of its own. */
export function stateOf(lead: LeadFull): LeadState {
  if (lead.cancelledAt !== null) return 'cancelled';
  const done = completionOf(lead);
  if (done) return done.foreign ? 'completed_elsewhere' : done.late ? 'completed_late' : 'completed';
  if (lead.answer === 'nothing' || lead.answer === 'said_nothing') return lead.answer;
  if (lead.duty.state === 'closed') return 'missed';
  return lead.items.some(item => item.unit.id === lead.unit.id) ? 'writing' : lead.answer;
}

/** What the responsible unit still owes. */
const OWED: readonly LeadState[] = ['asked', 'accepted', 'writing'];
export const isOwed = (state: LeadState): boolean => OWED.includes(state);

export function isOverdue(lead: LeadFull, now: Date): boolean {
  return isOwed(stateOf(lead)) && now.getTime() >= Date.parse(lead.duty.lateFrom);
}

const STATES: Record<LeadState, { zh: string; en: string }> = {
  asked: { zh: '这条线索还没有答复', en: 'This lead has not been answered yet' },
  accepted: { zh: '责任单位已经接受这条线索', en: 'The responsible unit has accepted this lead' },
  writing: { zh: '责任单位正在撰写', en: 'The responsible unit is writing' },
  completed: { zh: '这条线索已经完成', en: 'This lead is completed' },
  completed_late: { zh: '这条线索已经完成', en: 'This lead is completed' },
  completed_elsewhere: { zh: '这条线索已由其他单位完成', en: 'Another unit has completed this lead' },
  missed: { zh: '这条线索已过关闭时间', en: 'The closing of this lead is over' },
  said_nothing: {
    zh: '责任单位已说明无可报送，正等编辑部认定',
    en: 'The unit says it is nothing; the desk decides',
  },
  nothing: { zh: '这条线索已认定为无可报送', en: 'This lead was agreed to be nothing' },
  cancelled: { zh: '这条线索已经撤销', en: 'This lead was taken back' },
};

function within(lead: LeadFull, states: readonly LeadState[]): Refusal | null {
  const state = stateOf(lead);
  if (states.includes(state)) return null;
  return refuse('wrong_state', `is_${state}`, {
    zh: `${STATES[state].zh}，不能再这样办理。请刷新页面。`,
    en: `${STATES[state].en}, so this cannot be done any more. Reload the page.`,
  });
}

export const whyNotAccept = (lead: LeadFull): Refusal | null => within(lead, ['asked']);
/** Once something is written, the item is taken off first. */
export const whyNotPassOn = (lead: LeadFull): Refusal | null => within(lead, ['asked', 'accepted']);
export const whyNotSayNothing = whyNotPassOn;
export const whyNotJudge = (lead: LeadFull): Refusal | null => within(lead, ['said_nothing']);
export const whyNotCancel = (lead: LeadFull): Refusal | null =>
  within(lead, [...OWED, 'said_nothing', 'nothing']);

export function whyNotRestore(lead: LeadFull): Refusal | null {
  return within(lead, ['cancelled']);
}

/** The responsible unit comes first; when its time is over, whoever knows something may complete the lead (C3). */
export function whyNotWrite(lead: LeadFull, unitId: string, now: Date): Refusal | null {
  const why = within(lead, [...OWED, 'missed', 'completed_late', 'completed_elsewhere']);
  if (why || unitId === lead.unit.id || now.getTime() >= Date.parse(lead.duty.lateFrom)) return why;
  return refuse('wrong_state', 'not_due_yet', {
    zh: `${lead.unit.name}还在报送期限内。到期没有报送的，其他单位可以补报并取得这条线索的成绩。`,
    en: `${lead.unit.name} still has time. Once it is over, any unit may complete the lead and has the credit.`,
  });
}

/** Two ways to say no to a person who asks for more than a lead can be. */
export function whyNotSeen(seenAt: string, now: Date): Refusal | null {
  if (Date.parse(seenAt) <= now.getTime() + 60_000) return null;
  const words = {
    zh: '发现时间不能晚于现在，请核对。',
    en: 'The time it was seen lies in the future. Check it.',
  };
  return refuse('invalid', 'seen_in_future', { ...words, fields: { seenAt: words } });
}

export function whyNotDue(dueAt: string | null, now: Date): Refusal | null {
  if (dueAt === null || Date.parse(dueAt) > now.getTime()) return null;
  const words = {
    zh: '截止时间已经过去，请选择以后的时间。',
    en: 'The due time is past already. Choose a later one.',
  };
  return refuse('invalid', 'due_past', { ...words, fields: { dueAt: words } });
}

export function whyNotUnitOpen(unit: { name: string; closed_on: string | null }): Refusal | null {
  if (unit.closed_on === null) return null;
  const words = {
    zh: `${unit.name}已经停止运行。请改选接续其工作的单位。`,
    en: `${unit.name} is closed. Choose the unit that took over its work.`,
  };
  return refuse('invalid', 'unit_closed', { ...words, fields: { unitId: words } });
}
