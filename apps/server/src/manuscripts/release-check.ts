import { dayOf } from '../clock.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { notFound, type Refusal, refuse } from '../http/refusal.ts';
import { clearanceOf, whyNotCleared } from './clearance.ts';
import { keepCheck } from './kept-check.ts';
import { titleOf } from './manuscript.ts';
import { findManuscript } from './queries.ts';

/** `hash`: the text that goes out, where it was fixed before; it must be the one that is checked. */
type GoingOut = { manuscriptId: string; step: 'adopted' | 'released'; hash?: string };

/**
 * Before anything goes out of the house: the text in force, the desk's own where there is one, is checked once more, what is
 * found is kept, and what hints at secrets must have been cleared by two persons. Null when it may go out.
 */
export async function keepReleaseCheck(
  { tx, actor, now }: Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now'>,
  { manuscriptId, step, hash }: GoingOut,
): Promise<Refusal | null> {
  const manuscript = await findManuscript(tx, manuscriptId, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const clearance = await clearanceOf(tx, manuscript, now);
  if (hash !== undefined && clearance.text.hash !== hash) return changedSince(titleOf(manuscript));
  const why = whyNotCleared(clearance);
  if (why) return why;
  await keepCheck(tx, { manuscript, step, by: actor.personId, now });
  return null;
}

function changedSince(title: string): Refusal {
  return refuse('wrong_state', 'text_changed_since', {
    zh: `《${title}》送审以后编辑部又改了文字，签过的不是现在这一稿，不能发布。请点“重新送审”，或在编辑部改回送审的文字。`,
    en: `The desk changed “${title}” after it went round, so what was signed is not what would go out. Send it round anew, or put the text back at the desk.`,
  });
}
