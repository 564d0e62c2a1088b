/** Days, weeks, months … as whole numbers: a day is the count of days since 1970-01-01, without time zone. */
export const PERIOD_KINDS = [
  'day',
  'week',
  'ten-days',
  'half-month',
  'month',
  'two-months',
  'quarter',
  'half-year',
  'term',
  'year',
  'all',
] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** A stretch of days, both ends included, as 'YYYY-MM-DD'. */
export type Stretch = { from: string; to: string };
/** A named stretch, for example quarter 2026-Q1. `key` is unique within its kind. */
export type Period = Stretch & { kind: PeriodKind; key: string };

type YearDay = { month: number; day: number };
/**
 * Where the scoring year begins, for example { month: 12, day: 1 }: the year is named after the day it ends in. `terms`
 * are the first days of the school terms, in the order of the calendar; a term lasts until the next one begins.
 */
export type YearStart = YearDay & { terms?: readonly YearDay[] };
/** The terms of a scheme that does not say when they begin. */
export const USUAL_TERMS: readonly YearDay[] = [
  { month: 3, day: 1 },
  { month: 9, day: 1 },
];

const DAY_MS = 86_400_000;
/** 2200-01-01; later days are not remembered. */
const LAST_DAY = 84_006;
const MONTHS: Partial<Record<PeriodKind, number>> = {
  month: 1,
  'two-months': 2,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

/** The day number of 'YYYY-MM-DD', or null when no such day exists (30 February). */
export function parseDay(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const number = dayOf(year, month, day);
  const back = civil(number);
  return back.year === year && back.month === month && back.day === day ? number : null;
}

const written = new Map<number, string>();

/** 'YYYY-MM-DD' of a day number. */
export function formatDay(day: number): string {
  const known = written.get(day);
  if (known !== undefined) return known;
  const text = writeDay(day);
  // a few thousand days occur in a lifetime of use
  if (written.size < 10_000) written.set(day, text);
  return text;
}

function writeDay(day: number): string {
  const { year, month, day: date } = civil(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** The same day of the year before; for 29 February the 28th. */
export function yearBefore(day: number): number {
  const { year, month, day: date } = civil(day);
  return dayOf(year - 1, month, month === 2 ? Math.min(date, 28) : date);
}

function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

function civil(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Days of one body's calendar: what is a working day beside Monday to Friday (调休) and what is not (holidays). */
export type WorkingDays = { off: ReadonlySet<number>; on: ReadonlySet<number> };

export function isWorkingDay(day: number, { off, on }: WorkingDays): boolean {
  if (on.has(day)) return true;
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday < 5 && !off.has(day);
}

/**
 * Cuts time into periods. A period of a kind has a running number (`indexOf`), so that "the one before" is number − 1.
 * A week runs from Monday to Sunday and belongs to the month, quarter and year that its Thursday lies in (GB/T 7408).
 */
export type Calendar = {
  indexOf(kind: PeriodKind, day: number): number;
  /** First and last day, and the anchor: the day that decides which larger period this one belongs to. */
  bounds(kind: PeriodKind, index: number): { from: number; to: number; anchor: number };
  describe(kind: PeriodKind, index: number): Period;
};

export function calendarOf(year: YearStart, span: { from: number; to: number }): Calendar {
  const cut: Cut = { year, terms: year.terms ?? USUAL_TERMS, span };
  // a year has 366 days and a ledger a million lines: each day is worked out once
  const known: Partial<Record<PeriodKind, number[]>> = {};
  const indexOf = (kind: PeriodKind, day: number): number => {
    let numbers = known[kind];
    if (!numbers) known[kind] = numbers = [];
    const before = numbers[day];
    if (before !== undefined) return before;
    const number = numberOf(cut, kind, day);
    if (day >= 0 && day < LAST_DAY) numbers[day] = number;
    return number;
  };
  const bounds = (kind: PeriodKind, index: number) => boundsOf(cut, kind, index);
  const described = new Map<string, Period>();
  const describe = (kind: PeriodKind, index: number): Period => {
    const name = `${kind} ${index}`;
    const known = described.get(name) ?? describeAnew(kind, index);
    described.set(name, known);
    return known;
  };
  const describeAnew = (kind: PeriodKind, index: number): Period => {
    const { from, to, anchor } = bounds(kind, index);
    const key = kind === 'term' ? termKey(index, anchor) : keyOf({ kind, index, to, from });
    return { kind, key, from: formatDay(from), to: formatDay(to) };
  };
  /** 2026-T1: the first term that ends in the scoring year 2026. */
  const termKey = (index: number, anchor: number): string => {
    const name = describe('year', indexOf('year', anchor));
    const before = bounds('year', indexOf('year', anchor)).from - 1;
    const last = bounds('term', indexOf('term', before)).anchor > before ? 1 : 0;
    return `${name.key}-T${index - indexOf('term', before) + last}`;
  };
  return { indexOf, bounds, describe };
}

/** How time is cut: where the year and the terms begin, and what "all" is. */
type Cut = { year: YearStart; terms: readonly YearDay[]; span: { from: number; to: number } };

function numberOf({ year, terms }: Cut, kind: PeriodKind, day: number): number {
  if (kind === 'all') return 0;
  if (kind === 'day') return day;
  if (kind === 'week') return Math.floor((day + 3) / 7);
  const date = civil(day);
  const month = date.year * 12 + date.month - 1;
  if (kind === 'ten-days') return month * 3 + Math.min(2, Math.floor((date.day - 1) / 10));
  if (kind === 'half-month') return month * 2 + (date.day > 15 ? 1 : 0);
  if (kind === 'term') {
    const begun = terms.filter(first => first.month * 31 + first.day <= date.month * 31 + date.day);
    return date.year * terms.length + begun.length - 1;
  }
  const started = date.day >= year.day ? 0 : 1;
  return Math.floor((month - started - (year.month - 1)) / (MONTHS[kind] ?? 12));
}

function boundsOf(
  { year, terms, span }: Cut,
  kind: PeriodKind,
  index: number,
): ReturnType<Calendar['bounds']> {
  if (kind === 'all') return { from: span.from, to: span.to, anchor: span.to };
  if (kind === 'day') return { from: index, to: index, anchor: index };
  if (kind === 'week') return { from: index * 7 - 3, to: index * 7 + 3, anchor: index * 7 };
  if (kind === 'term') return until(firstOfTerm(terms, index), firstOfTerm(terms, index + 1));
  if (kind === 'ten-days') {
    const [month, third] = [Math.floor(index / 3), ((index % 3) + 3) % 3];
    return until(
      firstOf(month, third * 10 + 1),
      third === 2 ? firstOf(month + 1, 1) : firstOf(month, third * 10 + 11),
    );
  }
  if (kind === 'half-month') {
    const month = Math.floor(index / 2);
    return index % 2 === 0
      ? until(firstOf(month, 1), firstOf(month, 16))
      : until(firstOf(month, 16), firstOf(month + 1, 1));
  }
  const length = MONTHS[kind] ?? 12;
  const shift = year.month - 1;
  return until(firstOf(index * length + shift, year.day), firstOf((index + 1) * length + shift, year.day));
}

/** From a day up to the one before the next period; its last day says what it is a part of. */
function until(from: number, next: number): ReturnType<Calendar['bounds']> {
  return { from, to: next - 1, anchor: next - 1 };
}

function firstOfTerm(terms: readonly YearDay[], index: number): number {
  const at = terms[((index % terms.length) + terms.length) % terms.length] as YearDay;
  return dayOf(Math.floor(index / terms.length), at.month, at.day);
}

function firstOf(months: number, day: number): number {
  return dayOf(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, day);
}

function keyOf({
  kind,
  index,
  from,
  to,
}: {
  kind: PeriodKind;
  index: number;
  from: number;
  to: number;
}): string {
  const start = formatDay(from);
  if (kind === 'all') return `${start}..${formatDay(to)}`;
  if (kind === 'day') return start;
  if (kind === 'week') {
    const { year } = civil(index * 7);
    return `${year}-W${String(Math.floor((index * 7 - dayOf(year, 1, 1)) / 7) + 1).padStart(2, '0')}`;
  }
  if (kind === 'half-month') return `${start.slice(0, 7)}${index % 2 === 0 ? 'a' : 'b'}`;
  if (kind === 'ten-days') return `${start.slice(0, 7)}d${(index % 3) + 1}`;
  if (kind === 'month') return formatDay(to).slice(0, 7);
  const perYear = 12 / (MONTHS[kind] ?? 12);
  const year = civil(to).year + (perYear === 1 ? 0 : yearsAhead(index, perYear, to));
  if (kind === 'year') return String(year);
  const number = (((index % perYear) + perYear) % perYear) + 1;
  return `${year}-${{ 'two-months': 'B', quarter: 'Q', 'half-year': 'H' }[kind as 'quarter']}${number}`;
}

/** A year that begins in December is named after the next one: its first quarter is 2027-Q1 though it ends in February. */
function yearsAhead(index: number, perYear: number, to: number): number {
  const rest = perYear - 1 - (((index % perYear) + perYear) % perYear);
  const { year, month } = civil(to);
  return Math.floor((year * 12 + month - 1 + rest * (12 / perYear)) / 12) - year;
}
