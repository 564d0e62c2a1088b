import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { firstOf, notFound } from '../http/refusal.ts';
import { placeOf } from './manuscript.ts';
import { findText } from './paper-queries.ts';
import { findManuscript, lockManuscript } from './queries.ts';
import { notAlike, whyNotDeclare, withItself } from './repeat-answer.ts';
import { findSaid, isKnownPair, saveSaid } from './repeat-answer-queries.ts';
import { findLookAlikes } from './repeats.ts';
import { trace } from './trace.ts';

/** The writer says what a similar item is to this one. It changes no points: the desk decides. */
export const declareRepeat = acts(contract.manuscripts.declareRepeat, async call => {
  const { input, tx, actor, now, may, record } = call;
  if (input.id === input.otherId) return withItself();
  const mine = await lockManuscript(tx, input.id, dayOf(now));
  const other = await findManuscript(tx, input.otherId, dayOf(now));
  if (!mine || !other) return notFound('稿件', 'manuscript');
  const why = firstOf(may(placeOf(mine)), may(placeOf(other), 'manuscript.read'), whyNotDeclare(mine, actor));
  if (why) return why;
  const before = await findSaid(tx, input);
  if (!before.declared && !(await isKnownPair(tx, input))) {
    const text = await findText(tx, mine.revision_id);
    const { found } = await findLookAlikes(tx, { body: text?.body ?? [], not: mine.id });
    if (!found.some(each => each.id === other.id)) return notAlike();
  }
  await saveSaid(tx, { ...input, side: 'writer', by: actor.personId, now });
  await trace(tx, {
    manuscriptId: mine.id,
    kind: input.answer === null ? 'repeat_withdrawn' : 'repeat_declared',
    actor,
    now,
    detail: { other: other.id, title: other.title, answer: input.answer },
  });
  record(
    mine.id,
    { other: other.id, answer: before.declared?.answer ?? null },
    { other: other.id, answer: input.answer, note: input.note },
  );
  return findSaid(tx, input);
});
