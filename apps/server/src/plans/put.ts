import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../http/refusal.ts';
import type { Manuscript } from '../manuscripts/manuscript.ts';
import { findManuscript } from '../manuscripts/queries.ts';
import { setDuties } from './follow.ts';
import { changeTopic, lockTopic, putItem, takeItem } from './queries.ts';
import { type TopicFull, whyNotPut } from './topic.ts';
import { isShown, reload, wholeOf } from './views.ts';

type OnItem = WriteCall<{ id: string; manuscriptId: string }>;

/** By the writer, or by the desk: an item answers a topic of the plan (C4). */
export const putToTopic = acts(contract.plans.put, async call => {
  const at = await open(call);
  if (isRefusal(at)) return at;
  const { topic, manuscript } = at;
  const { tx, actor, now } = call;
  const why = whyNotPut(topic);
  if (why) return why;
  const put = { topicId: topic.id, manuscriptId: manuscript.id, by: actor.personId, now };
  if (!(await putItem(tx, put))) {
    return refuse('conflict', 'answers_another', {
      zh: `《${manuscript.title}》已经关联了一个选题。一篇稿件只计一个选题，请先在那里取消关联。`,
      en: `“${manuscript.title}” answers a topic already. Take it off there first.`,
    });
  }
  return done(call, topic, { put: manuscript.title });
});

export const takeFromTopic = acts(contract.plans.take, async call => {
  const at = await open(call);
  if (isRefusal(at)) return at;
  if (!(await takeItem(call.tx, at.topic.id, at.manuscript.id))) {
    return refuse('wrong_state', 'not_put', {
      zh: '这篇稿件没有关联这个选题，可能已被取消关联。请刷新页面。',
      en: 'This item does not answer the topic; it may have been taken off. Reload the page.',
    });
  }
  return done(call, at.topic, { taken: at.manuscript.title });
});

/** Items may be put side by side, so that a version seen earlier refuses nobody. */
async function open(call: OnItem): Promise<{ topic: TopicFull; manuscript: Manuscript } | Refusal> {
  const manuscript = await findManuscript(call.tx, call.input.manuscriptId, dayOf(call.now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const out = call.may({ unitPath: manuscript.unit_path });
  if (out) return out;
  const topic = await lockTopic(call.tx, call.input.id);
  return topic && isShown(call, topic) ? { topic, manuscript } : notFound('选题', 'topic');
}

async function done(call: OnItem, topic: TopicFull, said: Record<string, string>) {
  await setDuties(call.tx, topic.id, { by: call.actor.personId, now: call.now });
  await changeTopic(call.tx, topic.id);
  call.record(topic.id, null, { topic: topic.title, ...said });
  return wholeOf(call, await reload(call, topic.id));
}
