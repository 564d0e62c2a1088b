import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { firstOf, notFound } from '../http/refusal.ts';
import { deskPlaceOf, titleOf, writersOf } from '../manuscripts/manuscript.ts';
import { lockManuscript } from '../manuscripts/queries.ts';
import { notAlike, REPEAT_WORDS, whyNotDecideRepeat, withItself } from '../manuscripts/repeat-answer.ts';
import { findSaid, isKnownPair, saveSaid } from '../manuscripts/repeat-answer-queries.ts';
import { trace } from '../manuscripts/trace.ts';
import { tell } from '../notices/tell.ts';
import { recredit } from './credit.ts';

/**
 * The desk decides what two items are to each other. The same: the repeat is not counted, the credit stays with the one
 * whose work it is. Follow-ups and rewrites count. Unrelated: the pair is not told again.
 */
export const decideRepeat = acts(contract.reviews.desk.decideRepeat, async call => {
  const { input, tx, actor, now, may, record } = call;
  if (input.id === input.otherId) return withItself();
  const [first, second] = [input.id, input.otherId].sort() as [string, string];
  const locked = {
    [first]: await lockManuscript(tx, first, dayOf(now)),
    [second]: await lockManuscript(tx, second, dayOf(now)),
  };
  const repeat = locked[input.id];
  const other = locked[input.otherId];
  if (!repeat || !other) return notFound('稿件', 'manuscript');
  const why = firstOf(
    may(deskPlaceOf(repeat)),
    may(deskPlaceOf(other), 'manuscript.read'),
    whyNotDecideRepeat(repeat),
  );
  if (why) return why;
  const before = await findSaid(tx, input);
  if (!before.decided && !before.declared && !(await isKnownPair(tx, input))) return notAlike();
  await saveSaid(tx, { ...input, side: 'desk', by: actor.personId, now });
  for (const each of [repeat, other]) await recredit(tx, each, { by: actor.personId, now });
  await trace(tx, {
    manuscriptId: repeat.id,
    kind: input.answer === null ? 'repeat_withdrawn' : 'repeat_decided',
    actor,
    now,
    detail: { other: other.id, title: other.title, answer: input.answer },
  });
  await tell(tx, {
    personIds: writersOf(repeat),
    kind: 'repeat_decided',
    ...(input.answer === null
      ? {
          zh: `编辑部撤销了对《${titleOf(repeat)}》与《${titleOf(other)}》关系的认定。`,
          en: `The desk took back what it had decided about “${titleOf(repeat)}” and “${titleOf(other)}”.`,
        }
      : {
          zh: `编辑部认定《${titleOf(repeat)}》与《${titleOf(other)}》（${other.unit.name}）的关系为“${REPEAT_WORDS[input.answer].zh}”${input.answer === 'same' ? '，本稿不计数' : ''}。`,
          en: `The desk decided that “${titleOf(repeat)}” is ${REPEAT_WORDS[input.answer].en} as to “${titleOf(other)}” of ${other.unit.name}${input.answer === 'same' ? '; it is not counted' : ''}.`,
        }),
    manuscriptId: repeat.id,
    now,
  });
  record(
    repeat.id,
    { other: other.id, answer: before.decided?.answer ?? null },
    { other: other.id, answer: input.answer, note: input.note },
  );
  await call.settle();
  return findSaid(tx, input);
});
