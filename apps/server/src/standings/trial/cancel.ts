import { contract } from '@xinxuan/contract';
import { acts } from '../../http/endpoint.ts';
import { notFound } from '../../http/refusal.ts';
import { endTrial, findTrial, lockTrial } from './queries.ts';
import type { TrialRuns } from './run.ts';
import { whyNotCancel } from './trial.ts';
import { view } from './views.ts';

/** Ends a trial in the database first, so that it is over wherever its thread runs. */
export const cancel = (runs: TrialRuns) =>
  acts(contract.trials.cancel, async ({ input, actor, tx, now, record, afterwards }) => {
    const trial = await lockTrial(tx, input.id);
    if (!trial || trial.removed_at) return notFound('试算', 'trial');
    const why = whyNotCancel(trial, actor, now);
    if (why) return why;
    await endTrial(tx, input.id, { state: 'cancelled', at: now.toISOString() });
    record(input.id, { state: 'running' }, { state: 'cancelled' });
    afterwards(() => runs.cancel(input.id));
    const after = await findTrial(tx, input.id);
    return after ? view(after, actor, now) : notFound('试算', 'trial');
  });
