import { contract } from '@xinxuan/contract';
import { dayOf } from '../../clock.ts';
import type { Tx } from '../../db/connect.ts';
import { acts } from '../../http/endpoint.ts';
import { notFound, type Refusal, refuse, stale } from '../../http/refusal.ts';
import { periodName } from '../period.ts';
import { markScored } from '../queries.ts';
import { rescoreYear } from '../rescore.ts';
import { changeScheme, concerned, lockSchemes, makeRoom, periodsFrom } from './queries.ts';
import { whyNotPutInForce } from './scheme.ts';
import { keepAct, schemeInHand, showScheme, tellOfScheme } from './scheme-approval.ts';

/** From a day on this version counts; the version before it ends the day before, and all points are computed anew. */
export const putInForce = acts(contract.schemes.putInForce, async ({ input, actor, tx, now, record }) => {
  await lockSchemes(tx);
  const found = await schemeInHand(tx, input.id);
  if (!found) return notFound('计分办法', 'scheme');
  const { scheme, stands } = found;
  const { fromOn } = input;
  const why = whyNotPutInForce(stands, actor) ?? (await whyNotFrom(tx, fromOn));
  if (why) return why;
  const today = dayOf(now);
  const displaced = await makeRoom(tx, { except: scheme.id, fromOn, today });
  for (const other of displaced) {
    const act = other.from_on === null ? 'superseded' : 'ended';
    await keepAct(tx, other.id, { act, actor, now, note: scheme.name, fromOn: other.to_on ?? fromOn });
  }
  if (!(await changeScheme(tx, input, { state: 'in_force', from_on: fromOn })))
    return stale({ version: scheme.version });
  await keepAct(tx, scheme.id, { act: 'in_force', actor, now, hash: stands.hash, fromOn });
  for (let year = Number(fromOn.slice(0, 4)); year <= Number(today.slice(0, 4)); year++) {
    await rescoreYear(tx, year, now);
    await markScored(tx, year, today);
  }
  await tellOfScheme(tx, {
    id: scheme.id,
    to: await concerned(tx, today),
    kind: 'scheme_in_force',
    zh: `计分办法《${scheme.name}》自 ${fromOn} 起施行，此前各日仍按原办法计分`,
    en: `The points scheme “${scheme.name}” is in force from ${fromOn}; days before it count by the former scheme`,
    actor,
    now,
  });
  record(scheme.id, { state: 'approved' }, { state: 'in_force', fromOn, hash: stands.hash, displaced });
  return showScheme(tx, scheme.id, actor);
});

async function whyNotFrom(tx: Tx, fromOn: string): Promise<Refusal | null> {
  const closed = await periodsFrom(tx, fromOn, 'closed');
  const [first] = closed;
  const last = closed.at(-1);
  if (!first || !last) return whyNotOverPublished(await periodsFrom(tx, fromOn, 'published'), fromOn);
  const { zh, en } = periodName(first.period);
  return refuse('conflict', 'period_closed', {
    zh: `${zh}已经关账，办法不能从 ${fromOn} 起施行。请选择 ${last.last} 之后的日期。`,
    en: `${en} is closed, so no scheme can come into force on ${fromOn}. Choose a day after ${last.last}.`,
  });
}

/** What everybody was asked to check must not change under their eyes. */
function whyNotOverPublished(
  published: readonly { period: string; last: string }[],
  fromOn: string,
): Refusal | null {
  const last = published.at(-1);
  if (!last) return null;
  const names = published.map(each => periodName(each.period));
  const zh = names.map(name => name.zh).join('、');
  const en = names.map(name => name.en).join(', ');
  return refuse('conflict', 'period_published', {
    zh: `${zh}正在公示，办法从 ${fromOn} 起施行会改动公示的成绩。请先撤回公示，施行后重新公示；已有异议不能撤回的，请选择 ${last.last} 之后的日期。`,
    en: `Published now: ${en}. A scheme in force from ${fromOn} would change figures that are published. Take the publication back first and publish anew afterwards; when there are objections already, choose a day after ${last.last}.`,
    details: { periods: published.map(each => each.period) },
  });
}
