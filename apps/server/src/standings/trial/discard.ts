import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { lockTrial, markRemoved } from './queries.ts';
import { whyNotDiscard } from './trial.ts';

/** Deletes a kept trial; until it is swept away a week later it can be taken back. */
export const discard = acts(contract.trials.discard, async ({ input, actor, tx, now, record }) => {
  const trial = await lockTrial(tx, input.id);
  if (!trial || (trial.removed_at !== null) !== input.undo) return notFound('试算', 'trial');
  const why = whyNotDiscard(trial, actor, now);
  if (why) return why;
  await markRemoved(tx, input.id, input.undo ? null : now.toISOString());
  record(input.id, { discarded: input.undo }, { discarded: !input.undo });
  return { id: input.id, discarded: !input.undo };
});
