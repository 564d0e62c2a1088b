import { contract } from '@xinxuan/contract';
import { acts, answers } from '../http/endpoint.ts';
import { notFound, type Refusal, refuse } from '../http/refusal.ts';
import { newId } from '../ids.ts';
import { hintsIn } from '../text/quality/secrecy-mark.ts';
import { insertWord, listRefusals, listWords, setRemoved } from './secrecy-queries.ts';

export const words = answers(contract.checks.words, ({ reader }) => listWords(reader));

export const refusals = answers(contract.checks.refusals, ({ input, reader }) => listRefusals(reader, input));

/** The audit trail learns that a word was added and why, not the word: it is read by others than the list. */
export const addWord = acts(contract.checks.addWord, async ({ input, tx, actor, now, record }) => {
  const list = await listWords(tx);
  const why = whyNotWord(
    input.word,
    list.filter(each => each.removedAt === null).map(each => each.word),
  );
  if (why) return why;
  const id = newId('secrecyWord', now);
  const added = { id, word: input.word, reason: input.reason };
  await insertWord(tx, { ...added, added_by: actor.personId, added_at: now.toISOString() });
  record(id, null, { reason: input.reason, length: input.word.length });
  return {
    ...added,
    addedBy: { id: actor.personId, name: actor.personName },
    addedAt: now.toISOString(),
    removedAt: null,
  };
});

export const removeWord = acts(contract.checks.removeWord, async ({ input, tx, actor, now, record }) => {
  const list = await listWords(tx);
  const word = list.find(each => each.id === input.id);
  if (!word) return notFound('这个提示词', 'word');
  const inForce = list.filter(each => each.removedAt === null && each.id !== word.id);
  if (input.undo && inForce.some(each => each.word === word.word)) return alreadyThere();
  const changed = await setRemoved(tx, { id: word.id, removed: !input.undo, by: actor.personId, now });
  if (!changed) return notFound('这个提示词', 'word');
  record(word.id, { inForce: input.undo === false }, { inForce: input.undo });
  return listWords(tx);
});

/** A word that stands in every other text would stop the house; one that says nothing would find everything. */
export function whyNotWord(word: string, inForce: readonly string[]): Refusal | null {
  if (inForce.includes(word)) return alreadyThere();
  const plain = word.replaceAll(/[*#\s\p{P}]/gu, '');
  const everyday = hintsIn('各单位认真开展工作，及时报送信息，确保安全稳定，完成任务。', [word]);
  if (plain.length >= 2 && everyday.length === 0) return null;
  return refuse('invalid', 'word_too_wide', {
    zh: '这个词太短或太常见，几乎每篇稿件都会命中。请写得具体一些，至少两个字，不要只有通配符。',
    en: 'This word is too short or too frequent: nearly every text would be stopped. Make it more specific, two characters at least besides wildcards.',
    fields: { word: { zh: '请写得具体一些', en: 'make it more specific' } },
  });
}

function alreadyThere(): Refusal {
  return refuse('conflict', 'word_exists', {
    zh: '这个词已在提示词表中。',
    en: 'This word is on the list already.',
    fields: { word: { zh: '已在表中', en: 'already on the list' } },
  });
}
