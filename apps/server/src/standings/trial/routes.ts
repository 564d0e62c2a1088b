import { cancel } from './cancel.ts';
import { choices } from './choices.ts';
import { discard } from './discard.ts';
import { exportTrial } from './export.ts';
import { get, list } from './get.ts';
import { owner, owners } from './owners.ts';
import type { TrialRuns } from './run.ts';
import { start } from './start.ts';

export function trialRoutes({ runs }: { runs: TrialRuns }) {
  return {
    choices,
    list,
    start: start(runs),
    get,
    owners,
    owner,
    cancel: cancel(runs),
    discard,
    export: exportTrial,
  };
}
