import type { PeriodState } from '@xinxuan/contract';
import type { Reader } from '../../db/connect.ts';
import type { Actor } from '../../http/actor.ts';
import { can, firstOf, refuse } from '../../http/refusal.ts';
import { whyNotAct } from '../../http/rights.ts';
import type { Then } from '../as-of-day.ts';
import { aroundOf, whyNotInOrder } from './closing-order.ts';
import { beforeClosing, whyNotClose, whyNotObject, whyNotPublish } from './period-state.ts';
import { countObjections, findPeriod, openObjections } from './queries.ts';

/** A period's state as it is shown, with what the asker may do about it today. */
export async function periodView(
  reader: Reader,
  period: string,
  { actor, today }: { actor: Actor; today: string },
): Promise<PeriodState> {
  const state = await findPeriod(reader, period);
  const around = await aroundOf(reader, period);
  return {
    period,
    state: state.state,
    publishedAt: state.published_at,
    lastDay: state.last_day,
    objections: await countObjections(reader, period),
    beforeClosing: beforeClosing(state, await openObjections(reader, period), {
      today,
      earlierOpen: around.earlierOpen,
    }),
    closedAt: state.closed_at,
    closeReason: state.close_reason,
    hash: state.hash,
    previousHash: state.previous_hash,
    version: state.version,
    can: {
      close: can(whyNotClose(state, actor, today) ?? whyNotInOrder(period, around)),
      publish: can(whyNotPublish(state, actor, today)),
      object: can(firstOf(whyNotAct(actor, 'objection.raise'), whyNotObject(state, today))),
    },
  };
}

/** The state as it was at the end of an earlier day; looking back, nobody acts. */
export function stateThen(state: PeriodState, { day, before }: Then): PeriodState {
  const isClosed = state.closedAt !== null && state.closedAt < before;
  const isPublished = state.publishedAt !== null && state.publishedAt < before;
  const past = can(
    refuse('wrong_state', 'looking_back', {
      zh: `这里看的是截至 ${day} 的数据，不能办理。请先回到现在。`,
      en: `These are the figures as they were on ${day}; go back to the present to act.`,
    }),
  );
  return {
    ...state,
    state: isClosed ? 'closed' : isPublished ? 'published' : 'open',
    publishedAt: isPublished ? state.publishedAt : null,
    lastDay: isPublished ? state.lastDay : null,
    beforeClosing: [],
    closedAt: isClosed ? state.closedAt : null,
    closeReason: isClosed ? state.closeReason : '',
    hash: isClosed ? state.hash : null,
    previousHash: isClosed ? state.previousHash : null,
    can: { close: past, publish: past, object: past },
  };
}
