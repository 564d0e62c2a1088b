/** Which scheme holds when: a year may see two, and no day may see two at once. */
import { formatDay, parseDay, type Stretch } from './periods.ts';
import type { Problem } from './problems.ts';
import type { Scheme } from './scheme.ts';

export type InForce = { scheme: Scheme; period: Stretch };

/**
 * Cuts a period at the days where one scheme gives way to the next. Days without any scheme are simply not covered;
 * two schemes on one day are a problem, because then nobody could say which rule a point comes from.
 */
export function schemesInForce(
  schemes: readonly Scheme[],
  period: Stretch,
): { stretches: InForce[]; problems: Problem[] } {
  const stretches = schemes
    .map(scheme => ({
      scheme,
      period: {
        from: later(period.from, scheme.effective.from),
        to: earlier(period.to, scheme.effective.to),
      },
    }))
    .filter(({ period: { from, to } }) => from <= to)
    .sort((a, b) => (a.period.from < b.period.from ? -1 : 1));
  const problems = stretches.flatMap((current, i): Problem[] => {
    const before = stretches[i - 1];
    if (!before || before.period.to < current.period.from) return [];
    const names = [before.scheme, current.scheme].map(({ id, version }) => `${id} ${version}`);
    const zh = `“${names[0]}”与“${names[1]}”自 ${current.period.from} 起同时施行；请给前者写上废止日期（${dayBefore(current.period.from)}）`;
    const en = `"${names[0]}" and "${names[1]}" both hold from ${current.period.from} on; end the first on ${dayBefore(current.period.from)}`;
    return [{ path: 'effective', code: 'two-in-force', zh, en }];
  });
  return { stretches, problems };
}

function later(day: string, other: string | undefined): string {
  return other !== undefined && other > day ? other : day;
}

function earlier(day: string, other: string | undefined): string {
  return other !== undefined && other < day ? other : day;
}

function dayBefore(day: string): string {
  return formatDay((parseDay(day) ?? 0) - 1);
}
