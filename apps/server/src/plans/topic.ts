import type { Named, TopicProgress, TopicState } from '@xinxuan/contract';
import { type Refusal, refuse } from '../http/refusal.ts';

type Place = Named & { path: string };
export type Counted = Omit<TopicProgress, 'reached'>;

/** A topic with its targets and what was counted from the items put to it. */
export type TopicFull = {
  id: string;
  unit: Place;
  year: number;
  title: string;
  wanted: string;
  theme: string | null;
  from: string;
  to: string;
  dueOn: string | null;
  dueMinute: number | null;
  dueAt: string | null;
  publishedAt: string | null;
  publishedBy: string | null;
  removedAt: string | null;
  progress: Counted[];
  version: number;
};

/** A unit has reached its target; one without a target has nothing to reach. */
export const hasReached = (of: Counted): boolean =>
  of.reachedItems >= of.items && of.reachedAdoptions >= of.adoptions;

/** Read from the period and the counts every time; nothing keeps a state of its own. */
export function stateOf(topic: Omit<TopicFull, 'unit'>, today: string): TopicState {
  if (topic.removedAt !== null) return 'removed';
  if (topic.publishedAt === null) return 'draft';
  const aimed = topic.progress.filter(({ items, adoptions }) => items + adoptions > 0);
  if (aimed.length > 0 && aimed.every(hasReached)) return 'reached';
  if (today < topic.from) return 'coming';
  const last = topic.dueOn ?? topic.to;
  return today > last && aimed.length > 0 ? 'behind' : 'running';
}

export function whyNotEdit(topic: TopicFull): Refusal | null {
  if (topic.removedAt === null) return null;
  return refuse('wrong_state', 'is_removed', {
    zh: '这个选题已经从计划中移除，请先恢复。',
    en: 'This topic was taken off the plan. Put it back first.',
  });
}

export function whyNotPublish(topic: TopicFull): Refusal | null {
  if (topic.publishedAt === null) return whyNotEdit(topic);
  return refuse('wrong_state', 'is_published', {
    zh: `“${topic.title}”已经发布过，各单位已收到通知。`,
    en: `“${topic.title}” was published already; the units were told.`,
  });
}

export function whyNotRestore(topic: TopicFull): Refusal | null {
  if (topic.removedAt !== null) return null;
  return refuse('wrong_state', 'not_removed', {
    zh: '这个选题就在计划中，不需要恢复。',
    en: 'This topic is on the plan; there is nothing to put back.',
  });
}

/** Items answer what the network knows of. */
export function whyNotPut(topic: TopicFull): Refusal | null {
  if (topic.publishedAt !== null) return whyNotEdit(topic);
  return refuse('wrong_state', 'not_published', {
    zh: '这个选题还没有发布，不能关联稿件。',
    en: 'This topic is not published yet, so nothing can be put to it.',
  });
}

type Period = { year: number; from: string; to: string; dueOn: string | null };

export function whyNotPeriod({ year, from, to, dueOn }: Period): Refusal | null {
  if (from > to) {
    return wrong('to', { zh: '结束日期早于开始日期。', en: 'The end lies before the beginning.' });
  }
  if (!from.startsWith(`${year}-`) || !to.startsWith(`${year}-`)) {
    return wrong('from', { zh: `起止日期须在${year}年内。`, en: `The period must lie within ${year}.` });
  }
  if (dueOn !== null && dueOn < from) {
    return wrong('dueOn', { zh: '报送截止早于开始日期。', en: 'The due day lies before the beginning.' });
  }
  return null;
}

function wrong(field: string, words: { zh: string; en: string }): Refusal {
  return refuse('invalid', 'wrong_period', { ...words, fields: { [field]: words } });
}

/** The same day of another year; the 29th of February becomes the 28th. */
export function inYear(day: string, year: number): string {
  const moved = `${year}${day.slice(4)}`;
  const exists = new Date(`${moved}T00:00:00Z`).toISOString().slice(0, 10) === moved;
  return exists ? moved : `${year}-02-28`;
}
