import { contract } from '@xinxuan/contract';
import { answers } from '../http/endpoint.ts';
import { notFound } from '../http/refusal.ts';
import { addTopic, copyYear, publishTopics, removeTopic, restoreTopic, saveTopic } from './manage.ts';
import { putToTopic, takeFromTopic } from './put.ts';
import { findTopic, topicOfItem, topicsOf } from './queries.ts';
import { isShown, viewOf, wholeOf } from './views.ts';

export const planRoutes = {
  list: answers(contract.plans.list, async call => {
    const { input, reader } = call;
    const topics = (await topicsOf(reader, input)).filter(topic => isShown(call, topic));
    const before = await topicsOf(reader, { year: input.year - 1, removed: false });
    const lastYear = before.filter(topic => isShown(call, topic)).length;
    return { topics: topics.map(topic => viewOf(call, topic)), lastYear };
  }),
  get: answers(contract.plans.get, async call => {
    const topic = await findTopic(call.reader, call.input.id);
    if (!topic || !isShown(call, topic)) return notFound('选题', 'topic');
    return wholeOf(call, topic, call.input.unitId);
  }),
  ofItem: answers(contract.plans.ofItem, async call => {
    const id = await topicOfItem(call.reader, call.input.manuscriptId);
    const topic = id ? await findTopic(call.reader, id) : null;
    if (!topic || !isShown(call, topic)) return null;
    return { id: topic.id, title: topic.title, version: topic.version };
  }),
  add: addTopic,
  save: saveTopic,
  publish: publishTopics,
  remove: removeTopic,
  restore: restoreTopic,
  copyYear,
  put: putToTopic,
  take: takeFromTopic,
};
