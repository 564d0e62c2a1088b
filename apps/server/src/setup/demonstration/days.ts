const DAY_MS = 86_400_000;
/** Asia/Shanghai has been 8 hours ahead without summer time since 1991. */
const ZONE_MS = 8 * 3_600_000;

/**
 * The working calendar of the demonstration year, 2026 as the State Council's office announced it on 2025-11-04:
 * off 1/1-3, 2/15-23, 4/4-6, 5/1-5, 6/19-21, 9/25-27, 10/1-7; work on 1/4, 2/14, 2/28, 5/9, 9/20, 10/10.
 */
const OFF = [
  ...span('2026-01-01', 3),
  ...span('2026-02-15', 9),
  ...span('2026-04-04', 3),
  ...span('2026-05-01', 5),
  ...span('2026-06-19', 3),
  ...span('2026-09-25', 3),
  ...span('2026-10-01', 7),
];
const MAKE_UP = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];

export const HOLIDAYS: ReadonlySet<string> = new Set(OFF);
export const MAKE_UP_DAYS: ReadonlySet<string> = new Set(MAKE_UP);
export const FIRST_DAY = '2026-01-01';
export const LAST_DAY = '2026-12-31';

export function isWorkday(day: string): boolean {
  if (MAKE_UP_DAYS.has(day)) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5 && !HOLIDAYS.has(day);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

function span(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => addDays(first, i));
}

/** Days from `from` to `to`, both included. */
export function daysBetween(from: string, to: string): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  return count > 0 ? span(from, count) : [];
}

/** Days compare as texts. */
export function laterOf(one: string, other: string): string {
  return [one, other].sort()[1]!;
}

export function nextWorkday(day: string): string {
  let next = addDays(day, 1);
  while (!isWorkday(next)) next = addDays(next, 1);
  return next;
}

export function previousWorkday(day: string): string {
  let previous = addDays(day, -1);
  while (!isWorkday(previous)) previous = addDays(previous, -1);
  return previous;
}

/** Milliseconds of a moment in Shanghai: a day and seconds since its midnight. */
export function momentOf(day: string, seconds: number): number {
  return Date.parse(`${day}T00:00:00Z`) - ZONE_MS + seconds * 1000;
}

export function dayOfMoment(moment: number): string {
  return new Date(moment + ZONE_MS).toISOString().slice(0, 10);
}

export function secondOfDay(moment: number): number {
  return Math.floor(((moment + ZONE_MS) % DAY_MS) / 1000);
}

const OPENS = 9 * 3600;
const NOON = 12 * 3600;
const BACK = 13.5 * 3600;
const CLOSES = 17.5 * 3600;
const SHIFT = NOON - OPENS + (CLOSES - BACK);

/** The moment after `seconds` of office time (09:00-12:00 and 13:30-17:30 on working days) have passed. */
export function afterOfficeTime(moment: number, seconds: number): number {
  let day = dayOfMoment(moment);
  let worked = isWorkday(day) ? workedBy(secondOfDay(moment)) : 0;
  if (!isWorkday(day)) day = nextWorkday(day);
  let left = seconds;
  while (left > SHIFT - worked) {
    left -= SHIFT - worked;
    worked = 0;
    day = nextWorkday(day);
  }
  return momentOf(day, clockAt(worked + left));
}

/** Office seconds that have passed at a time of day. */
function workedBy(second: number): number {
  const morning = Math.min(Math.max(second - OPENS, 0), NOON - OPENS);
  const afternoon = Math.min(Math.max(second - BACK, 0), CLOSES - BACK);
  return morning + afternoon;
}

function clockAt(worked: number): number {
  return Math.round(worked <= NOON - OPENS ? OPENS + worked : BACK + (worked - (NOON - OPENS)));
}

/** '3月12日'. */
export function spokenDay(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}
