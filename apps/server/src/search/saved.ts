import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import type { Tx } from '../db/connect.ts';
import type { Actor } from '../http/actor.ts';
import { acts, answers } from '../http/endpoint.ts';
import { notFound, type Refusal, refuse, stale } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { questionOf } from './question.ts';
import { deleteSaved, insertSaved, lockSaved, MOST_SAVED, savedOf, updateSaved } from './saved-queries.ts';

export const saved = answers(contract.search.saved, ({ reader, actor, now }) =>
  savedOf(reader, { person: actor.personId, day: dayOf(now) }),
);

export const save = acts(contract.search.save, async ({ input, tx, actor, now, record }) => {
  const others = await lockSaved(tx, actor.personId);
  const why = whyNotSave(others, input) ?? whyNotName(others, input.name);
  if (why) return why;
  const id = newId('savedSearch', now);
  await insertSaved(tx, { id, ...input, person: actor.personId, post: actor.post?.id ?? '', now });
  record(id, null, input);
  return shown(tx, { actor, id, now });
});

export const change = acts(contract.search.change, async ({ input, tx, actor, now, record }) => {
  const mine = await lockSaved(tx, actor.personId);
  const before = mine.find(each => each.id === input.id);
  if (!before) return notFound('这条常用搜索', 'saved search');
  if (before.version !== input.version) return stale();
  const why = whyNotName(
    mine.filter(each => each !== before),
    input.name,
  );
  if (why) return why;
  await updateSaved(tx, input);
  record(input.id, { name: before.name }, { name: input.name, notify: input.notify });
  return shown(tx, { actor, id: input.id, now });
});

export const remove = acts(contract.search.remove, async ({ input, tx, actor, record }) => {
  const before = (await lockSaved(tx, actor.personId)).find(each => each.id === input.id);
  if (!before) return notFound('这条常用搜索', 'saved search');
  await deleteSaved(tx, input.id);
  record(input.id, { name: before.name }, null);
  return { id: input.id };
});

function whyNotSave(others: readonly unknown[], { question }: { question: { q: string } }): Refusal | null {
  if (questionOf(question.q).words.length === 0) {
    return refuse('invalid', 'nothing_asked', {
      zh: '没有可以查找的文字，不能保存。请先写上要找的词再搜索。',
      en: 'There is nothing to look for, so it was not saved. Search for a word first.',
      fields: { q: { zh: '请写上要找的词', en: 'give a word to look for' } },
    });
  }
  if (others.length < MOST_SAVED) return null;
  return refuse('conflict', 'too_many_saved', {
    zh: `常用搜索已有 ${MOST_SAVED} 条，没有再保存。请先删去不用的。`,
    en: `You have ${MOST_SAVED} saved searches and no more can be kept. Remove one that you no longer need.`,
  });
}

function whyNotName(others: readonly { name: string }[], name: string): Refusal | null {
  if (!others.some(each => each.name === name)) return null;
  return refuse('conflict', 'name_taken', {
    zh: `已有一条名为“${name}”的常用搜索，没有保存。请换一个名称。`,
    en: `You already have a saved search called “${name}”. Choose another name.`,
    fields: { name: { zh: '请换一个名称', en: 'choose another name' } },
  });
}

async function shown(tx: Tx, { actor, id, now }: { actor: Actor; id: string; now: Date }) {
  const mine = await savedOf(tx, { person: actor.personId, day: dayOf(now) });
  const found = mine.find(each => each.id === id);
  if (!found) throw new Error(`saved search ${id} vanished`);
  return found;
}
