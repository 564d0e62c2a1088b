import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts, type WriteCall } from '../http/endpoint.ts';
import { firstOf, isRefusal, notFound, type Refusal, refuse, stale } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { findUnit } from '../network/place-queries.ts';
import { tell } from '../notices/tell.ts';
import { setDuties } from './follow.ts';
import {
  changeTopic,
  insertTopic,
  lockTopic,
  networkBelow,
  setTargets,
  type Target,
  topicsToCopy,
  unitsOutside,
} from './queries.ts';
import type { TopicTable } from './tables.ts';
import { inYear, type TopicFull, whyNotEdit, whyNotPeriod, whyNotPublish, whyNotRestore } from './topic.ts';
import { reload, viewOf, whyNotManage } from './views.ts';

const NEW = {
  ...{
    published_at: null,
    published_by: null,
    removed_at: null,
    removed_by: null,
    copied_from: null,
    version: 0,
  },
} as const;

export const addTopic = acts(contract.plans.add, async call => {
  const { input, tx, actor, now } = call;
  const unit = await findUnit(tx, input.unitId);
  if (!unit) return notFound('计划单位', 'unit of the plan');
  const why =
    call.may({ unitPath: unit.path }) ??
    whyNotPeriod(input) ??
    (await whyNotTargets(call, input.targets, unit.path));
  if (why) return why;
  const id = newId('planTopic', now);
  const made = { made_by: actor.personId, made_at: now.toISOString() };
  await insertTopic(tx, { ...NEW, id, unit_id: unit.id, year: input.year, ...columnsOf(input), ...made });
  await setTargets(tx, id, input.targets);
  call.record(id, null, {
    title: input.title,
    from: input.from,
    to: input.to,
    targets: input.targets.length,
  });
  return viewOf(call, await reload(call, id));
});

export const saveTopic = acts(contract.plans.save, async call => {
  const { input, tx, actor, now } = call;
  const topic = await openTopic(call, whyNotEdit);
  if (isRefusal(topic)) return topic;
  const why =
    whyNotPeriod({ ...input, year: topic.year }) ??
    (await whyNotTargets(call, input.targets, topic.unit.path));
  if (why) return why;
  await changeTopic(tx, topic.id, columnsOf(input));
  await setTargets(tx, topic.id, input.targets);
  await setDuties(tx, topic.id, { by: actor.personId, now });
  call.record(topic.id, saidOf(topic), { ...input, targets: input.targets });
  return viewOf(call, await reload(call, topic.id));
});

/** Everybody in the network below is told once, however many topics are published together (F20). */
export const publishTopics = acts(contract.plans.publish, async call => {
  const { input, tx, actor, now, server } = call;
  const topics: TopicFull[] = [];
  for (const id of [...new Set(input.ids)].sort()) {
    const topic = await lockTopic(tx, id);
    if (!topic) return notFound('选题', 'topic');
    const why = whyNotManage(call, topic) ?? whyNotPublish(topic);
    if (why) return why;
    topics.push(topic);
  }
  const told = new Set<string>();
  for (const topic of topics) {
    await changeTopic(tx, topic.id, { published_at: now.toISOString(), published_by: actor.personId });
    await setDuties(tx, topic.id, { by: actor.personId, now });
    for (const id of await networkBelow(tx, topic.unit.path, dayOf(now))) told.add(id);
  }
  told.delete(actor.personId);
  const titles = topics.map(topic => topic.title);
  const shown = titles.slice(0, 3).join('、');
  await tell(tx, {
    ...{ personIds: [...told], kind: 'plan_topic', now },
    link: topics.length === 1 ? `/plan/${topics[0]!.id}` : '/plan',
    zh: `发布报送要点${titles.length}项：${shown}${titles.length > 3 ? '等' : ''}。`,
    en: `Topics wanted, ${titles.length} in all: ${shown}${titles.length > 3 ? ' and more' : ''}.`,
  });
  call.afterwards(() => server.live.tell(tx.body, 'waiting'));
  call.record(topics[0]!.id, null, { published: titles });
  return { published: topics.length, told: told.size };
});

export const removeTopic = acts(contract.plans.remove, async call => {
  const by = { removed_at: call.now.toISOString(), removed_by: call.actor.personId };
  return mark(call, whyNotEdit, by);
});

export const restoreTopic = acts(contract.plans.restore, async call =>
  mark(call, whyNotRestore, { removed_at: null, removed_by: null }),
);

type OnTopic = WriteCall<{ id: string; version: number }>;

async function mark(
  call: OnTopic,
  whyNot: (topic: TopicFull) => Refusal | null,
  change: Pick<TopicTable, 'removed_at' | 'removed_by'>,
) {
  const topic = await openTopic(call, whyNot);
  if (isRefusal(topic)) return topic;
  await changeTopic(call.tx, topic.id, change);
  await setDuties(call.tx, topic.id, { by: call.actor.personId, now: call.now });
  call.record(topic.id, { removed: topic.removedAt !== null }, { removed: change.removed_at !== null });
  return viewOf(call, await reload(call, topic.id));
}

/** Last year's topics with their targets, a year on and not published; those taken over before are left out. */
export const copyYear = acts(contract.plans.copyYear, async call => {
  const { input, tx, actor, now } = call;
  const unit = await findUnit(tx, input.unitId);
  if (!unit) return notFound('计划单位', 'unit of the plan');
  const out = call.may({ unitPath: unit.path });
  if (out) return out;
  if (input.from === input.to) {
    const words = { zh: '请选择另一个年度。', en: 'Choose another year.' };
    return refuse('invalid', 'same_year', { ...words, fields: { to: words } });
  }
  const topics = await topicsToCopy(tx, input);
  for (const { targets, ...topic } of topics) {
    const id = newId('planTopic', now);
    await insertTopic(tx, {
      ...{ ...NEW, id, unit_id: unit.id, year: input.to, copied_from: topic.id },
      ...{ title: topic.title, wanted: topic.wanted, theme: topic.theme },
      from_on: inYear(topic.from_on, input.to),
      to_on: inYear(topic.to_on, input.to),
      due_on: topic.due_on === null ? null : inYear(topic.due_on, input.to),
      due_minute: topic.due_minute,
      ...{ made_by: actor.personId, made_at: now.toISOString() },
    });
    await setTargets(tx, id, targets);
  }
  call.record(unit.id, null, { from: input.from, to: input.to, copied: topics.length });
  return { copied: topics.length };
});

async function openTopic(
  call: OnTopic,
  whyNot: (topic: TopicFull) => Refusal | null,
): Promise<TopicFull | Refusal> {
  const topic = await lockTopic(call.tx, call.input.id);
  if (!topic) return notFound('选题', 'topic');
  const seen = topic.version === call.input.version ? null : stale({ version: topic.version });
  return firstOf(whyNotManage(call, topic), whyNot(topic), seen) ?? topic;
}

async function whyNotTargets(
  { tx }: WriteCall<unknown>,
  targets: readonly Target[],
  path: string,
): Promise<Refusal | null> {
  const ids = targets.map(target => target.unitId);
  const outside = await unitsOutside(tx, ids, path);
  if (outside.length === 0 && new Set(ids).size === ids.length) return null;
  const words = {
    zh: '目标中有重复的单位，或不属于本计划的单位，请检查后再保存。',
    en: 'Among the targets a unit stands twice, or does not belong to this plan. Check them and save again.',
  };
  return refuse('invalid', 'wrong_units', { ...words, fields: { targets: words } });
}

type Fields = {
  title: string;
  wanted: string;
  theme: string | null;
  from: string;
  to: string;
  dueOn: string | null;
  dueMinute: number | null;
};

const columnsOf = ({ title, wanted, theme, from, to, dueOn, dueMinute }: Fields) => ({
  ...{ title, wanted, theme: theme === '' ? null : theme, from_on: from, to_on: to, due_on: dueOn },
  due_minute: dueOn === null ? null : dueMinute,
});

const saidOf = ({ title, wanted, theme, from, to, dueOn, dueMinute, progress }: TopicFull) => ({
  ...{ title, wanted, theme, from, to, dueOn, dueMinute },
  targets: progress.map(({ unit, items, adoptions }) => ({ unitId: unit.id, items, adoptions })),
});
