import { contract, type Today } from '@xinxuan/contract';
import { factsSince, readsOthers, targetFacts } from '@xinxuan/scoring';
import { dayOf } from '../clock.ts';
import type { Reader } from '../db/connect.ts';
import { answers } from '../http/endpoint.ts';
import { loadFactsBetween, loadRoster } from '../standings/input-queries.ts';
import { inForce } from '../standings/rescore.ts';
import { calendarDays } from '../standings/working-days.ts';
import { progressOf } from './get.ts';
import { itemsCounted, yearOfTarget } from './queries.ts';

type Target = Today['progress'][number];

/**
 * What a figure of progress opens: the items that it was counted from (D13). Only targets that “today” shows are
 * answered, so nobody sees more of a unit than there.
 */
export const getCounted = answers(contract.notices.counted, async ({ input, reader, actor, now, scope }) => {
  scope();
  const { owner, schemeId, clause, period } = input;
  const target = (await progressOf({ reader, actor, now })).find(
    each =>
      each.ownerKind === owner &&
      each.schemeId === schemeId &&
      each.clause === clause &&
      each.period === period,
  );
  if (!target) return { target: null, rows: [], total: 0 };
  const factIds = await factsOf(reader, target, now);
  return { target, rows: await itemsCounted(reader, factIds, input), total: factIds.length };
});

/** Worked out by the scheme itself from the facts as they stand, as the figure was. */
async function factsOf(reader: Reader, target: Target, now: Date): Promise<string[]> {
  const { ownerKind: kind, owner, schemeId, clause, period } = target;
  const year = await yearOfTarget(reader, { ...target, owner: kind, ownerId: owner.id });
  const held = year === null ? null : (await inForce(reader, year)).find(({ row }) => row.id === schemeId);
  if (!held || year === null) return [];
  const { plan, from, to } = held;
  const since = factsSince(plan, from);
  const days = { from: since.from, to: `${year}-12-31` };
  const own = { units: kind === 'unit' ? [owner.id] : [], persons: kind === 'person' ? [owner.id] : [] };
  const whose = readsOthers(plan) ? 'all' : own;
  const facts = await loadFactsBetween(reader, days, whose);
  // A person's facts may belong to other units than the person's own: they have to be known.
  const units = [...new Set([...own.units, ...facts.map(fact => fact.unit)])];
  const roster = await loadRoster(reader, year, whose === 'all' ? 'all' : { ...own, units });
  const found = targetFacts({
    ...{ scheme: plan, facts, roster, period: { from, to }, asOf: dayOf(now), calendar: calendarDays(days) },
    ...{ factsFrom: since.factsFrom, owner: { kind, id: owner.id } },
  });
  const mine = found.filter(each => each.clause === clause && each.period === period);
  return [...new Set(mine.flatMap(each => each.factIds))];
}
