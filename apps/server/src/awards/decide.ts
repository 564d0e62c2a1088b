import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { notFound, stale } from '../http/refusal.ts';
import { candidatesOf, changeRound, findRound, writeDecision } from './queries.ts';
import { whyNotChange, whyNotSuch } from './round.ts';
import { noRound, showRound } from './show.ts';

/** Sets a candidate aside or moves one up, against the figures and with a reason; null goes back to the figures. */
export const decide = acts(contract.awards.decide, async ({ input, actor, tx, now, record }) => {
  const round = await findRound(tx, input.id);
  if (!round) return noRound();
  const candidate = (await candidatesOf(tx, input.id)).find(({ id }) => id === input.candidateId);
  if (!candidate) return notFound('这名人选', 'candidate');
  const why =
    whyNotChange(round, actor) ?? (input.decision ? whyNotSuch(candidate, input.decision.kind) : null);
  if (why) return why;
  if (!(await changeRound(tx, input, {}))) return stale({ version: round.version });
  await writeDecision(tx, candidate.id, {
    decision: input.decision?.kind ?? null,
    decision_reason: input.decision?.reason ?? null,
    decided_by: input.decision ? actor.personId : null,
    decided_at: input.decision ? now.toISOString() : null,
  });
  record(
    input.id,
    { candidate: candidate.owner_name, decision: candidate.decision },
    { candidate: candidate.owner_name, ...input.decision },
  );
  return showRound(tx, input.id, actor);
});
