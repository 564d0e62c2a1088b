/** Calendar days of Asia/Shanghai as `YYYY-MM-DD`: arithmetic without any time of day. The zone is UTC+8 since 1991. */

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** The day `count` days later (earlier when negative). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** The instant of a wall-clock minute of that day; 1440 is 24:00. */
export function instantAt(day: string, minute: number): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - SHANGHAI_MS + minute * 60_000);
}

/** Whether the text is a day that exists: 2027-02-29 is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().slice(0, 10) === text;
}
