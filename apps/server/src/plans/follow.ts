import type { Tx } from '../db/connect.ts';
import { dropDuty, endDuty, reopenDuty } from '../duties/end.ts';
import { type DueMoved, moveDuty } from '../duties/move.ts';
import { type NewDuty, openDuty } from '../duties/open.ts';
import { dutiesOf, dutyKey, lockTopic, type TopicDuty, topicOfItem } from './queries.ts';
import { type Counted, hasReached, type TopicFull } from './topic.ts';

type By = { by: string | null; now: Date };

/** Called by every act that brings an item to the desk or takes it away; one that answers no topic changes nothing. */
export async function follow(tx: Tx, { manuscriptId, ...by }: By & { manuscriptId: string }): Promise<void> {
  const topicId = await topicOfItem(tx, manuscriptId);
  if (topicId) await setDuties(tx, topicId, by);
}

/** A topic keeps no copy of what its units owe. */
const NO_COPY: DueMoved = async () => undefined;
const NO_MORE = '选题或目标有变化，不再需要';

/** Every unit with a target of items owes them by the day of the topic; what was reached, moved or removed follows. */
export async function setDuties(tx: Tx, topicId: string, { by, now }: By): Promise<void> {
  const topic = await lockTopic(tx, topicId);
  if (!topic) return;
  const duties = new Map((await dutiesOf(tx, topicId)).map(duty => [duty.unitId, duty]));
  const aims = new Map(topic.progress.map(each => [each.unit.id, each]));
  for (const unitId of new Set([...duties.keys(), ...aims.keys()])) {
    const duty = duties.get(unitId) ?? null;
    await setDuty(tx, { topic, unitId, aim: aims.get(unitId) ?? null, duty }, { by, now });
  }
}

type Owed = {
  topic: TopicFull;
  unitId: string;
  aim: Counted | null;
  duty: TopicDuty | null;
};

async function setDuty(tx: Tx, { topic, unitId, aim, duty }: Owed, { by, now }: By): Promise<void> {
  const key = dutyKey(topic.id, unitId);
  const want = wantedOf(topic, aim);
  const due = dueOf(topic);
  if (!duty) {
    if (want !== 'open' || due === null || Date.parse(topic.dueAt ?? '') <= now.getTime()) return;
    await openDuty(tx, {
      ...{
        kind: 'plan_topic',
        key,
        subject: { kind: 'plan_topic', id: topic.id },
        link: `/plan/${topic.id}`,
      },
      title: { zh: '报送要点待完成', en: 'A topic of the plan to write on' },
      owner: { unitId, role: 'correspondent' },
      ...{ due, by, now },
    });
    return;
  }
  const open = duty.state === 'open';
  if (want === 'void' && open) await dropDuty(tx, { key, by, reason: NO_MORE, now });
  if (want === 'done' && open) await endDuty(tx, { key, by, act: 'plans.reach', subjectId: topic.id, now });
  if (want !== 'open' || due === null) return;
  if (duty.state === 'done' || duty.state === 'void') await reopenDuty(tx, { key, by, reason: null, now });
  if (duty.state !== 'waived' && !isDue(duty, due)) {
    const reason = '选题的报送截止有变化';
    await moveDuty(tx, { key, due, by, reason, dueMoved: NO_COPY, now });
  }
}

/** By its minute; without one by the end of that day's work, which follows the office hours. */
function dueOf({ dueOn, dueMinute, dueAt }: TopicFull): NewDuty['due'] | null {
  if (dueOn === null || dueAt === null) return null;
  return dueMinute === null ? { kind: 'day_close', day: dueOn } : { at: new Date(dueAt) };
}

/** Whether the duty has this due time; what the hours have moved meanwhile moves the duty by itself. */
function isDue({ term, dueAt }: TopicDuty, due: NewDuty['due']): boolean {
  if ('at' in due) return term === null && Date.parse(dueAt) === due.at.getTime();
  return term?.kind === 'day_close' && due.kind === 'day_close' && term.day === due.day;
}

function wantedOf(topic: TopicFull, aim: Counted | null): 'open' | 'done' | 'void' {
  const owed = topic.removedAt === null && topic.publishedAt !== null && topic.dueOn !== null;
  if (!owed || !aim || aim.items === 0) return 'void';
  // Adoptions are for others to decide; the unit's own act is the sending.
  return hasReached({ ...aim, adoptions: 0 }) ? 'done' : 'open';
}
