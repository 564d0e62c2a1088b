/** How far back the facts of a scoring have to reach. */
import { calendarOf, formatDay, parseDay } from './periods.ts';
import { type Plan, readsPast } from './plan.ts';

/**
 * First day of the facts that a scoring from `day` on needs: the first week of its scoring year, or of the year before
 * where a rule looks back. In that case `factsFrom` is what `score` has to be told; nothing is seen further back.
 */
export function factsSince(plan: Plan, day: string): { from: string; factsFrom?: string } {
  const at = parseDay(day);
  if (at === null) throw new RangeError(`"${day}" is not a day`);
  const calendar = calendarOf(plan.scheme.year, { from: at, to: at });
  const year = calendar.indexOf('year', at);
  const past = readsPast(plan);
  const { from } = calendar.bounds('year', past ? year - 1 : year);
  // a week may begin in the days before
  return { from: formatDay(from - 6), ...(past && { factsFrom: formatDay(from) }) };
}
