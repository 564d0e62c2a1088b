import type { NoticeGroup, PersonWay, QuietHours, Ways } from '@xinxuan/contract';
import { minuteOfDay } from '../clock.ts';

/** What holds for a person who has chosen nothing. Short messages cost money: only what is urgent goes there. */
export const USUAL_WAYS: Ways = { mail: ['to_do', 'my_work', 'duty', 'system'], sms: [] };
export const USUAL_QUIET: QuietHours = { from: 22 * 60, to: 7 * 60 };
/** Urgent messages that one person may send within an hour. Each breaks into everybody's work, at night as well. */
export const USUAL_URGENT_PER_HOUR = 10;

const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;

export function isQuiet(at: Date, { from, to }: QuietHours): boolean {
  const minute = minuteOfDay(at);
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** The moment itself, or the end of the quiet hours that it lies in. */
export function afterQuiet(at: Date, quiet: QuietHours): Date {
  if (!isQuiet(at, quiet)) return at;
  const wait = (quiet.to - minuteOfDay(at) + DAY_MINUTES) % DAY_MINUTES;
  const minute = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS;
  return new Date(minute + wait * MINUTE_MS);
}

/** A person as far as telling goes: where a way would lead, and what was chosen. */
export type Reachable = {
  id: string;
  mail: boolean;
  sms: boolean;
  ways: Ways | null;
  quiet: QuietHours | null;
};

/** The ways that a notice takes to a person: those chosen for its group; what is urgent takes every one there is. */
export function waysTo(
  person: Reachable,
  { group, urgent, open }: { group: NoticeGroup; urgent: boolean; open: readonly PersonWay[] },
): PersonWay[] {
  const chosen = person.ways ?? USUAL_WAYS;
  return open.filter(way => person[way] && (urgent || chosen[way].includes(group)));
}
