import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { notFound, stale } from '../http/refusal.ts';
import { answerFinding, findFinding } from './queries.ts';

/** The assessor says whether what was seen is fair. Points do not move by it: that needs a fact, a fault, a correction. */
export const answer = acts(contract.fairness.answer, async ({ input, actor, tx, now, record }) => {
  const before = await findFinding(tx, input.id);
  if (!before) return notFound('公平观察的发现', 'finding');
  const changed = await answerFinding(tx, input, {
    verdict: input.verdict,
    reason: input.reason,
    answered_by: actor.personId,
    answered_at: now.toISOString(),
  });
  if (!changed) return stale({ version: before.version });
  record(
    input.id,
    { verdict: before.answer?.verdict ?? null },
    { verdict: input.verdict, reason: input.reason },
  );
  return (await findFinding(tx, input.id)) ?? notFound('公平观察的发现', 'finding');
});
