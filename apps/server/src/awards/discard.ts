import { contract } from '@xinxuan/contract';
import { acts } from '../http/endpoint.ts';
import { stale } from '../http/refusal.ts';
import { changeRound, findRound, periodIsTaken } from './queries.ts';
import { periodTaken, whyNotDiscard, whyNotRestore } from './round.ts';
import { noRound } from './show.ts';

export const discard = acts(contract.awards.discard, async ({ input, actor, tx, now, record }) => {
  const round = await findRound(tx, input.id);
  if (!round) return noRound();
  const why = input.undo ? whyNotRestore(round, actor) : whyNotDiscard(round, actor);
  if (why) return why;
  if (input.undo && (await periodIsTaken(tx, round.period))) return periodTaken(round.period);
  const changed = await changeRound(tx, input, { discarded_at: input.undo ? null : now.toISOString() });
  if (!changed) return stale({ version: round.version });
  record(input.id, { discarded: input.undo }, { discarded: !input.undo });
  return { discarded: !input.undo, version: input.version + 1 };
});
