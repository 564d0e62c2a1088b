import type { RepeatAnswer } from '@xinxuan/contract';
import type { Actor } from '../http/actor.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { isWriter, type Manuscript, titleOf } from './manuscript.ts';

export const REPEAT_WORDS: Record<RepeatAnswer, { zh: string; en: string }> = {
  same: { zh: '同一事', en: 'the same' },
  follow_up: { zh: '续报', en: 'a follow-up' },
  rewrite: { zh: '改写', en: 'a rewrite' },
  unrelated: { zh: '无关', en: 'unrelated' },
};

/** The writers of the text that repeats declare; whose work is repeated hears of it from the desk. */
export function whyNotDeclare(manuscript: Manuscript, actor: Actor): Refusal | null {
  if (isWriter(manuscript, actor.personId)) return null;
  return refuse('forbidden', 'not_writer', {
    zh: `只有《${titleOf(manuscript)}》的作者和起草人可以声明。编辑请用“认定”。`,
    en: `Only the writers of “${titleOf(manuscript)}” may declare this; a desk decides it.`,
  });
}

/** A desk decides on what has reached a desk. */
export function whyNotDecideRepeat(manuscript: Pick<Manuscript, 'title' | 'at_desk_at'>): Refusal | null {
  if (manuscript.at_desk_at !== null) return null;
  return refuse('wrong_state', 'not_at_desk', {
    zh: `《${titleOf(manuscript)}》还没有送达编辑部，送达后再认定。`,
    en: `“${titleOf(manuscript)}” has not reached a desk yet; decide once it has.`,
  });
}

export function notAlike(): Refusal {
  return refuse('invalid', 'not_alike', {
    zh: '这两篇没有相同的段落，不需要说明关系。请刷新后再看。',
    en: 'These two have no passages in common, so there is nothing to say about them. Reload and look again.',
  });
}

export function withItself(): Refusal {
  return refuse('invalid', 'with_itself', {
    zh: '一篇稿件不能与自己比较。',
    en: 'An item cannot be compared with itself.',
  });
}

/** Why an item may not be booked as published: the desk found it to be another one's work (F73, M6). */
export function creditIsElsewhere(other: { title: string; unit: string }): Refusal {
  return refuse('wrong_state', 'credited_elsewhere', {
    zh: `编辑部已认定本稿与《${other.title}》（${other.unit}）为同一事，刊播请登记在那一篇名下；如认定有误，请先撤销认定。`,
    en: `The desk found this to be the same as “${other.title}” of ${other.unit}: book the publication there, or take that decision back first.`,
  });
}
