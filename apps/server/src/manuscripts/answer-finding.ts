import { contract } from '@xinxuan/contract';
import { dayOf } from '../clock.ts';
import { acts } from '../http/endpoint.ts';
import { firstOf, notFound } from '../http/refusal.ts';
import { quoteOf, whyNotAnswer, wordingOf } from './finding.ts';
import { dropAnswer, listAnswers, saveAnswer } from './finding-queries.ts';
import { placeOf, whyNotEdit } from './manuscript.ts';
import { lockManuscript } from './queries.ts';

/** What the writer did about a finding; it is kept with the check when the text is sent, for the reviewers to see. */
export const answerFinding = acts(contract.manuscripts.answerFinding, async call => {
  const { input, tx, actor, now, may, record } = call;
  const draft = await lockManuscript(tx, input.id, dayOf(now));
  if (!draft) return notFound('稿件', 'manuscript');
  const reason = input.reason.trim();
  const why = firstOf(
    may(placeOf(draft)),
    whyNotEdit(draft, actor),
    whyNotAnswer(input.rule, input.answer, reason),
  );
  if (why) return why;
  const quote = quoteOf(input.rule, input.text) ?? '';
  const of = { manuscriptId: draft.id, rule: input.rule, wording: wordingOf(input.rule, quote) };
  if (input.answer === null) await dropAnswer(tx, of);
  else await saveAnswer(tx, { ...of, quote, answer: input.answer, reason, by: actor.personId, now });
  record(draft.id, null, { rule: input.rule, answer: input.answer });
  return listAnswers(tx, draft.id);
});
