import type { PeriodState } from '@xinxuan/contract';
import type { Reader } from '../../db/connect.ts';
import type { Actor } from '../../http/actor.ts';
import { can, firstOf } from '../../http/refusal.ts';
import { whyNotAct } from '../../http/rights.ts';
import { beforeClosing, whyNotClose, whyNotObject, whyNotPublish } from './period-state.ts';
import { countObjections, findPeriod, openObjections } from './queries.ts';

/** A period's state as it is shown, with what the asker may do about it today. */
export async function periodView(
  reader: Reader,
  period: string,
  { actor, today }: { actor: Actor; today: string },
): Promise<PeriodState> {
  const state = await findPeriod(reader, period);
  return {
    period,
    state: state.state,
    publishedAt: state.published_at,
    lastDay: state.last_day,
    objections: await countObjections(reader, period),
    beforeClosing: beforeClosing(state, await openObjections(reader, period), today),
    closedAt: state.closed_at,
    closeReason: state.close_reason,
    hash: state.hash,
    previousHash: state.previous_hash,
    version: state.version,
    can: {
      close: can(whyNotClose(state, actor, today)),
      publish: can(whyNotPublish(state, actor, today)),
      object: can(firstOf(whyNotAct(actor, 'objection.raise'), whyNotObject(state, today))),
    },
  };
}
