import { useQuery } from '@tanstack/react-query';
import type { CalendarDayView } from '@xinxuan/contract';
import { api } from '../api/api.ts';
import { dayOf } from '../formats.ts';
import { useNow } from './useNow.ts';

/** An officer changes a calendar a few times a year. */
const FRESH_MS = 10 * 60_000;

/** The working calendar of a year; null asks for none. */
function useWorkYear(year: number | null) {
  const input = { year: year ?? 0 };
  return useQuery(api.calendar.year.queryOptions({ input, enabled: year !== null, staleTime: FRESH_MS }));
}

/** What the working calendar says of the days of a year; nothing while it is not known. */
export function useWorkDays(year: number | null): ReadonlyMap<string, CalendarDayView> {
  const days = useWorkYear(year).data?.days ?? [];
  return new Map(days.map(each => [each.day, each]));
}

/** The minute of the day at which work ends, as the hours of the body say; null while it is not known. */
export function useCloseOfWork(): number | null {
  const year = Number(dayOf(useNow()).slice(0, 4));
  return useWorkYear(year).data?.hours.shifts.at(-1)?.[1] ?? null;
}

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
export const isWeekend = (day: string): boolean => [0, 6].includes(weekday(day));

/** 休 on a day off that is no mere weekend, 班 on a weekend that is worked; ordinary days bear no mark. */
export function dayMark({ day, work, source }: CalendarDayView): 'short_off' | 'short_work' | null {
  if (work && isWeekend(day)) return 'short_work';
  return !work && source !== 'week' ? 'short_off' : null;
}

/** 1050 is 17:30. */
export function wallTime(minute: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
