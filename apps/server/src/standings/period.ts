import type { PeriodKind, Stretch } from '@xinxuan/scoring';

/** A year, a quarter or a month, with its first and last day. */
export type NamedPeriod = Stretch & { key: string; year: number; kind: 'year' | 'quarter' | 'month' };

/** Reads 2026, 2026-Q3 or 2026-09; the contract has checked the form. */
export function periodOf(key: string): NamedPeriod {
  const [, year = '', quarter, month] = /^(\d{4})(?:-Q([1-4])|-(\d{2}))?$/.exec(key) ?? [];
  if (quarter)
    return stretch(key, { year, first: Number(quarter) * 3 - 2, last: Number(quarter) * 3, kind: 'quarter' });
  if (month) return stretch(key, { year, first: Number(month), last: Number(month), kind: 'month' });
  return stretch(key, { year, first: 1, last: 12, kind: 'year' });
}

type Months = { year: string; first: number; last: number; kind: NamedPeriod['kind'] };

function stretch(key: string, { year, first, last, kind }: Months): NamedPeriod {
  const two = (number: number): string => String(number).padStart(2, '0');
  const lastDay = new Date(Date.UTC(Number(year), last, 0)).getUTCDate();
  return {
    key,
    kind,
    year: Number(year),
    from: `${year}-${two(first)}-01`,
    to: `${year}-${two(last)}-${two(lastDay)}`,
  };
}

/** The kind of period that a stretch of days is, or null when it is none. */
export function kindOf({ from, to }: Stretch): NamedPeriod['kind'] | null {
  const [year = '', quarter = '', month = ''] = periodsOfDay(from);
  const found = [year, quarter, month].map(periodOf).find(each => each.from === from && each.to === to);
  return found?.kind ?? null;
}

/** Targets of periods without a screen of their own: all that end in a month, a quarter or a year are shown as one there. */
export const GATHERED: Record<NamedPeriod['kind'], readonly PeriodKind[]> = {
  month: ['day', 'week', 'ten-days', 'half-month'],
  quarter: ['two-months'],
  year: ['half-year', 'term', 'all'],
};

/** Whether a target is shown in a period: its own one, or the one that gathers its kind. A week goes with its Thursday. */
export function isShownIn({ key, from, to }: NamedPeriod, target: Stretch & { kind: PeriodKind }): boolean {
  if (target.from === from && target.to === to) return true;
  const gathered = GATHERED[periodOf(key).kind].includes(target.kind);
  const last =
    target.kind === 'week'
      ? new Date(Date.parse(target.from) + 3 * 86_400_000).toISOString().slice(0, 10)
      : target.to;
  return gathered && last >= from && last <= to;
}

/** The periods that a day belongs to: its year, quarter and month. */
export function periodsOfDay(day: string): string[] {
  const month = day.slice(0, 7);
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
  return [day.slice(0, 4), `${day.slice(0, 4)}-Q${quarter}`, month];
}

/** 2026年第三季度, 2026年9月; also halves (2026-H1), terms (2026-T1) and two months (2026-B1) that only targets have. */
export function periodName(key: string): { zh: string; en: string } {
  const [, ofYear, part, count] = /^(\d{4})-([HTB])(\d)$/.exec(key) ?? [];
  if (part === 'H')
    return count === '1'
      ? { zh: `${ofYear}年上半年`, en: `first half of ${ofYear}` }
      : { zh: `${ofYear}年下半年`, en: `second half of ${ofYear}` };
  if (part === 'T') return { zh: `${ofYear}年度第${count}学期`, en: `term ${count} of ${ofYear}` };
  if (part === 'B')
    return { zh: `${ofYear}年第${count}个双月`, en: `two-month period ${count} of ${ofYear}` };
  const { year, kind } = periodOf(key);
  if (kind === 'quarter') {
    const number = Number(key.slice(-1));
    return { zh: `${year}年第${'一二三四'[number - 1]}季度`, en: `Q${number} ${year}` };
  }
  if (kind === 'year') return { zh: `${year}年度`, en: String(year) };
  const month = Number(key.slice(5));
  return { zh: `${year}年${month}月`, en: `${MONTHS_EN[month - 1]} ${year}` };
}

const MONTHS_EN = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
] as const;

/** The period of the same kind just before: 2026-Q1 -> 2025-Q4. */
export function periodBefore(key: string): string {
  const { year, kind } = periodOf(key);
  const number = Number(key.slice(kind === 'quarter' ? -1 : -2));
  if (kind === 'year') return String(year - 1);
  if (kind === 'quarter') return number === 1 ? `${year - 1}-Q4` : `${year}-Q${number - 1}`;
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}

/** The period of the same kind just after: 2026-Q4 -> 2027-Q1. */
export function periodAfter(key: string): string {
  const { to, kind } = periodOf(key);
  const next = new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10);
  const [year = '', quarter = '', month = ''] = periodsOfDay(next);
  return { year, quarter, month }[kind];
}

/** The period of a kind that a day lies in. */
export function periodAt(day: string, kind: NamedPeriod['kind']): string {
  const [year = '', quarter = '', month = ''] = periodsOfDay(day);
  return { year, quarter, month }[kind];
}
