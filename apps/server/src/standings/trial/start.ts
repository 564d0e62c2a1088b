import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import type { Reader } from '../../db/connect.ts';
import { acts } from '../../http/endpoint.ts';
import { isRefusal, notFound, type Refusal, refuse } from '../../http/refusal.ts';
import { newId } from '../../ids.ts';
import { periodOf } from '../period.ts';
import { choose } from './chosen.ts';
import { countFacts, findTrial, insertTrial, runningTrial, tidyTrials } from './queries.ts';
import type { TrialRuns } from './run.ts';
import { SILENT_MS, TAKEN_BACK_MS } from './trial.ts';
import { view } from './views.ts';

/** Begins a trial and answers at once; the work is done beside, and asked after through `get`. */
export const start = (runs: TrialRuns) =>
  acts(contract.trials.start, async ({ input, actor, tx, now, record, server, afterwards }) => {
    const ago = (ms: number): string => new Date(now.getTime() - ms).toISOString();
    await tidyTrials(tx, {
      silentSince: ago(SILENT_MS),
      removedBefore: ago(TAKEN_BACK_MS),
      now: now.toISOString(),
    });
    const periods = [...new Set(input.periods)].sort();
    const today = dayOf(now);
    const early = periods.find(key => periodOf(key).from > today);
    if (early) return notYet(early);
    const why = await whyNoFacts(tx, periods);
    if (why) return why;
    const chosen = await choose(tx, { ...input, periods });
    if (isRefusal(chosen)) return chosen;
    const running = await runningTrial(tx);
    if (running) return alreadyRunning(running.id);
    const id = newId('trial', now);
    const { current, proposed, texts } = chosen;
    const begun = { id, started_by: actor.personId, started_at: now.toISOString(), periods, as_of: today };
    await insertTrial(tx, { ...begun, current, proposed, texts });
    record(id, null, { periods, current: current.map(({ hash }) => hash), proposed: proposed.hash });
    afterwards(() =>
      runs.begin(server, {
        body: tx.body,
        trialId: id,
        periods,
        current,
        proposedHash: proposed.hash,
        texts,
        asOf: today,
      }),
    );
    const trial = await findTrial(tx, id);
    return trial ? view(trial, actor, now) : notFound('试算', 'trial');
  });

async function whyNoFacts(reader: Reader, periods: readonly string[]): Promise<Refusal | null> {
  for (const key of periods) {
    const { from, to } = periodOf(key);
    if ((await countFacts(reader, from, to)) > 0) return null;
  }
  return refuse('wrong_state', 'no_facts', {
    zh: '所选周期没有任何事实（报送、采用、差错等），试算没有意义。请改选有记录的周期。',
    en: 'The chosen periods hold no facts (submissions, adoptions, faults …), so there is nothing to try. Choose periods with records.',
  });
}

function alreadyRunning(id: string): Refusal {
  return refuse('conflict', 'trial_running', {
    zh: '已有一次试算正在进行。请等它结束，或先取消它。',
    en: 'Another trial is running. Wait until it ends, or stop it first.',
    details: { id },
  });
}

function notYet(period: string): Refusal {
  return refuse('invalid', 'future_period', {
    zh: `${period} 还没有开始，没有可供试算的事实。请选择已经开始的周期。`,
    en: `${period} has not begun, so it has no facts to try a scheme on. Choose periods that have begun.`,
  });
}
