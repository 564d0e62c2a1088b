import { dayOf } from '../clock.ts';
import type { WriteCall } from '../http/endpoint.ts';
import { notFound, type Refusal } from '../http/refusal.ts';
import { clearanceOf, whyNotCleared } from './clearance.ts';
import { keepCheck } from './kept-check.ts';
import { findManuscript } from './queries.ts';

/**
 * Before anything goes out of the house: the text in force, the desk's own where there is one, is checked once more, what is
 * found is kept, and what hints at secrets must have been cleared by two persons. Null when it may go out.
 */
export async function keepReleaseCheck(
  { tx, actor, now }: Pick<WriteCall<unknown>, 'tx' | 'actor' | 'now'>,
  manuscriptId: string,
): Promise<Refusal | null> {
  const manuscript = await findManuscript(tx, manuscriptId, dayOf(now));
  if (!manuscript) return notFound('稿件', 'manuscript');
  const why = whyNotCleared(await clearanceOf(tx, manuscript, now));
  if (why) return why;
  await keepCheck(tx, { manuscript, step: 'adopted', by: actor.personId, now });
  return null;
}
