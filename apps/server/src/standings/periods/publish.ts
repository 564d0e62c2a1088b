import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import { acts } from '../../http/endpoint.ts';
import { firstOf, stale } from '../../http/refusal.ts';
import { tell } from '../../notices/tell.ts';
import { periodName, periodOf } from '../period.ts';
import { rescoreYear } from '../rescore.ts';
import { figuresOf, publishedOf } from './figures.ts';
import { whyNotLastDay, whyNotPublish, whyNotWithdraw } from './period-state.ts';
import { changePeriod, countObjections, everyUnitsPeople, findPeriod } from './queries.ts';
import { periodView } from './views.ts';

/** Opens a period to objections until a day; published already, it only moves that day. Every unit is told. */
export const publishPeriod = acts(contract.standings.publishPeriod, async call => {
  const { input, actor, tx, now, record } = call;
  const state = await findPeriod(tx, input.period);
  const today = dayOf(now);
  const why = firstOf(whyNotPublish(state, actor, today), whyNotLastDay(input.lastDay, today));
  if (why) return why;
  const period = periodOf(input.period);
  const anew = state.state === 'open';
  if (anew) await rescoreYear(tx, period.year, now);
  const published = anew && {
    state: 'published' as const,
    published_by: actor.personId,
    published_at: now.toISOString(),
    published: JSON.stringify(publishedOf(await figuresOf(tx, period))),
  };
  if (!(await changePeriod(tx, input, { ...published, last_day: input.lastDay })))
    return stale({ version: state.version });
  const { zh, en } = periodName(input.period);
  await tell(tx, {
    personIds: await everyUnitsPeople(tx, today),
    kind: anew ? 'period_published' : 'publication_moved',
    zh: anew
      ? `${zh}考核结果开始公示，到 ${input.lastDay} 为止。请核对本单位的积分台账，有异议的在截止前提出。`
      : `${zh}考核结果公示的截止日期改为 ${input.lastDay}，异议请在此前提出。`,
    en: anew
      ? `The results of ${en} are published until ${input.lastDay}. Please check your unit's ledger and raise objections by then.`
      : `The publication of ${en} now ends on ${input.lastDay}; objections are taken until then.`,
    link: `/standings?period=${input.period}`,
    now,
  });
  call.afterwards(() => call.server.live.tell(tx.body, 'notice'));
  record(
    input.period,
    { state: state.state, lastDay: state.last_day },
    { state: 'published', lastDay: input.lastDay },
  );
  return periodView(tx, input.period, { actor, today });
});

/** Takes a publication back, as long as nobody has relied on it. */
export const withdrawPublication = acts(contract.standings.withdrawPublication, async call => {
  const { input, actor, tx, now, record } = call;
  const state = await findPeriod(tx, input.period);
  const why = whyNotWithdraw(state, actor, await countObjections(tx, input.period));
  if (why) return why;
  const unpublished = {
    state: 'open' as const,
    published_by: null,
    published_at: null,
    published: null,
    last_day: null,
  };
  if (!(await changePeriod(tx, input, unpublished))) return stale({ version: state.version });
  const { zh, en } = periodName(input.period);
  await tell(tx, {
    personIds: await everyUnitsPeople(tx, dayOf(now)),
    kind: 'publication_withdrawn',
    zh: `${zh}考核结果的公示已撤回：${input.reason}`,
    en: `The publication of ${en} was taken back: ${input.reason}`,
    link: `/standings?period=${input.period}`,
    now,
  });
  call.afterwards(() => call.server.live.tell(tx.body, 'notice'));
  record(input.period, { state: 'published' }, { state: 'open', reason: input.reason });
  return periodView(tx, input.period, { actor, today: dayOf(now) });
});
