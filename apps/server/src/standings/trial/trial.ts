import type { TrialState } from '@xinxuan/contract';
import type { Actor } from '../../http/actor.ts';
import { firstOf, type Refusal, refuse } from '../../http/refusal.ts';
import { whyNotAct } from '../../http/rights.ts';
import type { TrialTable } from './tables.ts';

/** A server writes how far a trial is every two seconds; one that has been silent this long has ended. */
export const SILENT_MS = 30_000;
/** How long a deleted trial can be taken back. */
export const TAKEN_BACK_MS = 7 * 24 * 3_600_000;

type Beating = Pick<TrialTable, 'state' | 'beat_at'>;

/** Where a trial really stands: what was left running by a server that ended is interrupted, not running. */
export function stateOf({ state, beat_at }: Beating, now: Date): TrialState {
  const silent = now.getTime() - new Date(beat_at).getTime() > SILENT_MS;
  return state === 'running' && silent ? 'interrupted' : state;
}

export function whyNotCancel(trial: Beating, actor: Actor, now: Date): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'scheme.trial'),
    stateOf(trial, now) === 'running'
      ? null
      : refuse('wrong_state', 'trial_ended', {
          zh: '这次试算已经结束，不用再取消。请刷新查看结果。',
          en: 'This trial has ended; there is nothing to stop. Reload to see how.',
        }),
  );
}

export function whyNotDiscard(trial: Beating, actor: Actor, now: Date): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'scheme.trial'),
    stateOf(trial, now) === 'running'
      ? refuse('wrong_state', 'trial_running', {
          zh: '这次试算还在进行。请先取消，再删除。',
          en: 'This trial is still running. Stop it first, then delete it.',
        })
      : null,
  );
}

export function whyNotExport(trial: Beating, actor: Actor, now: Date): Refusal | null {
  return firstOf(
    whyNotAct(actor, 'scheme.trial'),
    stateOf(trial, now) === 'done'
      ? null
      : refuse('wrong_state', 'no_result', {
          zh: '这次试算没有结果，不能导出。请等它算完，或重新试算。',
          en: 'This trial has no result to export. Wait until it is done, or run it again.',
        }),
  );
}
