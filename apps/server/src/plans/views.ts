import type { PlanTopic, WholeTopic } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { ReadCall } from '../http/endpoint.ts';
import { can, firstOf, type Refusal } from '../http/refusal.ts';
import { findTopic, itemsOf } from './queries.ts';
import {
  hasReached,
  stateOf,
  type TopicFull,
  whyNotEdit,
  whyNotPublish,
  whyNotPut,
  whyNotRestore,
} from './topic.ts';

export type Asker = Pick<ReadCall<unknown>, 'reader' | 'actor' | 'now' | 'may'>;

export const whyNotManage = (call: Asker, topic: Pick<TopicFull, 'unit'>): Refusal | null =>
  call.may({ unitPath: topic.unit.path }, 'plan.manage');

/** What is not published, or was removed, is the desk's own. */
export const isShown = (call: Asker, topic: TopicFull): boolean =>
  (topic.publishedAt !== null && topic.removedAt === null) || whyNotManage(call, topic) === null;

export function viewOf(call: Asker, topic: TopicFull): PlanTopic {
  const { unit, removedAt: _, ...rest } = topic;
  const manages = whyNotManage(call, topic);
  const own = call.actor.post?.unitPath ?? '';
  return {
    ...rest,
    unit: { id: unit.id, name: unit.name },
    state: stateOf(topic, dayOf(call.now)),
    progress: topic.progress.map(each => ({ ...each, reached: hasReached(each) })),
    can: {
      edit: can(firstOf(manages, whyNotEdit(topic))),
      publish: can(firstOf(manages, whyNotPublish(topic))),
      remove: can(firstOf(manages, whyNotEdit(topic))),
      restore: can(firstOf(manages, whyNotRestore(topic))),
      put: can(firstOf(call.may({ unitPath: own }, 'plan.answer'), whyNotPut(topic))),
    },
  };
}

export async function wholeOf(call: Asker, topic: TopicFull, unitId?: string): Promise<WholeTopic> {
  const items = await itemsOf(call.reader, topic.id, unitId);
  return {
    ...viewOf(call, topic),
    items: items.map(({ unit, ...item }) => ({
      ...item,
      unit: { id: unit.id, name: unit.name },
      take: can(call.may({ unitPath: unit.path }, 'plan.answer')),
    })),
  };
}

export async function reload(call: Asker, id: string): Promise<TopicFull> {
  const topic = await findTopic(call.reader, id);
  if (!topic) throw new Error(`plan topic ${id} was there a moment ago`);
  return topic;
}
