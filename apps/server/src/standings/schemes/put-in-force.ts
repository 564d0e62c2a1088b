import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import { acts } from '../../http/endpoint.ts';
import { notFound, refuse, stale } from '../../http/refusal.ts';
import { periodName } from '../period.ts';
import { markScored } from '../queries.ts';
import { rescoreYear } from '../rescore.ts';
import { changeScheme, closedFrom, endOthers, findScheme } from './queries.ts';
import { view, whyNotChange } from './scheme.ts';

/** From a day on this version counts; the version before it ends the day before, and all points are computed anew. */
export const putInForce = acts(contract.schemes.putInForce, async ({ input, actor, tx, now, record }) => {
  const scheme = await findScheme(tx, input.id);
  if (!scheme) return notFound('计分办法', 'scheme');
  const why = whyNotChange(scheme, actor);
  if (why) return why;
  const [closed] = await closedFrom(tx, input.fromOn);
  if (closed) {
    const { zh, en } = periodName(closed.period);
    return refuse('conflict', 'period_closed', {
      zh: `${zh}已经关账，办法不能从其中的 ${input.fromOn} 起施行。请选择 ${closed.last} 之后的日期。`,
      en: `The ${en} is closed, so no scheme can come into force on ${input.fromOn}. Choose a day after ${closed.last}.`,
    });
  }
  await endOthers(tx, input.id, input.fromOn);
  if (!(await changeScheme(tx, input, { state: 'in_force', from_on: input.fromOn })))
    return stale({ version: scheme.version });
  const thisYear = Number(dayOf(now).slice(0, 4));
  for (let year = Number(input.fromOn.slice(0, 4)); year <= thisYear; year++) {
    await rescoreYear(tx, year, now);
    await markScored(tx, year, dayOf(now));
  }
  record(input.id, { state: 'draft' }, { state: 'in_force', fromOn: input.fromOn });
  const after = await findScheme(tx, input.id);
  return after ? view(after, actor) : notFound('计分办法', 'scheme');
});
