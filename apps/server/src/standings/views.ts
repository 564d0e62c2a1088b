import type { InferContractRouterOutputs } from '@orpc/contract';
import type { contract } from '@xinxuan/contract';
import { parseScheme } from '@xinxuan/scoring';
import type { Actor } from '../http/actor.ts';
import { can } from '../http/refusal.ts';
import { whyNotAct } from '../http/rights.ts';
import { whyNotClose } from './periods/period-state.ts';
import type { PeriodRow } from './periods/queries.ts';
import type { SchemeTable } from './tables.ts';

type PeriodView = InferContractRouterOutputs<typeof contract>['standings']['closePeriod'];

/** `today` is left to the act itself: the view only says whether the person may, and whether it is still open. */
export function periodView(state: PeriodRow, actor: Actor): PeriodView {
  return {
    period: state.period,
    state: state.state,
    closedAt: state.closed_at,
    hash: state.hash,
    version: state.version,
    can: { close: can(whyNotClose(state, actor, '9999-12-31')) },
  };
}

/** The answers to the scheme's open questions, told beside every result. */
export function switchesOf(scheme: SchemeTable): { id: string; question: string; value: string }[] {
  const parsed = parseScheme(scheme.yaml);
  if (!parsed.ok) return [];
  return Object.entries(parsed.scheme.switches).map(([id, each]) => ({
    id,
    question: each.question.zh,
    value: each.options[each.value]?.zh ?? each.value,
  }));
}

export function mayNotManage(actor: Actor) {
  return can(whyNotAct(actor, 'scheme.manage'));
}
