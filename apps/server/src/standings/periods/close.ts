import { createHash } from 'node:crypto';
import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import { acts } from '../../http/endpoint.ts';
import { stale } from '../../http/refusal.ts';
import { allLines } from '../ledger-queries.ts';
import { periodOf } from '../period.ts';
import { standingRows } from '../queries.ts';
import { rescoreYear } from '../rescore.ts';
import { periodView } from '../views.ts';
import { whyNotClose } from './period-state.ts';
import { closePeriodRow, type Frozen, findPeriod } from './queries.ts';

/** Freezes a period: what it says now is what it will always say, and its hash can be printed in the circular. */
export const closePeriod = acts(contract.standings.closePeriod, async ({ input, actor, tx, now, record }) => {
  const period = periodOf(input.period);
  const state = await findPeriod(tx, input.period);
  const why = whyNotClose(state, actor, dayOf(now));
  if (why) return why;
  if (state.version !== input.version) return stale({ version: state.version });
  await rescoreYear(tx, period.year, now);
  const frozen = {} as Frozen;
  for (const owners of ['unit', 'person'] as const) {
    const stretch = { owners, from: period.from, to: period.to };
    frozen[owners] = { rows: await standingRows(tx, stretch), lines: await allLines(tx, stretch) };
  }
  const text = JSON.stringify(frozen);
  const hash = createHash('sha256').update(text).digest('hex');
  if (!(await closePeriodRow(tx, { period: input.period, by: actor.personId, now, hash, frozen: text })))
    return stale();
  record(input.period, { state: 'open' }, { state: 'closed', hash });
  return periodView(await findPeriod(tx, input.period), actor);
});
