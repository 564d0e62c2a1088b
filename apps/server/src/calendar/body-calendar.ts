import { USUAL_REPORTING, type WorkingHours } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import { type WorkingCalendar, workingCalendar, type YearNotice } from '../deadlines/calendar.ts';
import { instantAt } from '../deadlines/days.ts';
import { publishedNotices } from '../deadlines/notice.ts';
import { closeOf, type Due, dueOf, type Term } from '../deadlines/term.ts';
import { allOfficerDays, broughtNotices, calendarHead, type OfficerDay } from './queries.ts';

/** Until an officer says otherwise: 09:00–12:00 and 13:30–17:30; items are received from 09:00 to 17:00 (M4). */
export const USUAL_HOURS: WorkingHours = {
  shifts: [
    [540, 720],
    [810, 1050],
  ],
  lateCountsTomorrow: false,
  window: [540, 1020],
  reporting: USUAL_REPORTING,
};

const PUBLISHED = publishedNotices();
/** A program that brings a newer notice is another calendar, although no officer changed anything. */
const PUBLISHED_UP_TO = Math.max(...PUBLISHED.map(notice => notice.year));

/** Without officers' decisions and brought notices: what holds for an invented body. */
export const usualCalendar = () => ({
  calendar: workingCalendar({ notices: PUBLISHED }),
  hours: USUAL_HOURS,
});

/** What counts at one unit: its calendar, its hours and the version that what is computed keeps. */
export type UnitCalendar = { calendar: WorkingCalendar; hours: WorkingHours; computedWith: string };
export type Calendars = { of(unitPath: string): UnitCalendar; computedWith: string; version: number };

/**
 * The working calendars of a body, loaded once; `of` answers for a unit by its path. A decision of an officer holds for
 * the unit and all below it, and the nearest one wins.
 */
export async function loadCalendars(reader: Reader): Promise<Calendars> {
  const head = await calendarHead(reader);
  const brought = await broughtNotices(reader);
  const days = await allOfficerDays(reader);
  const notices = allNotices(brought);
  const hours = head.hours ?? USUAL_HOURS;
  const computedWith = versionWord(head.version);
  const made = new Map<string, UnitCalendar>();
  const deciding = new Set(days.map(day => day.unitId));
  const of = (unitPath: string): UnitCalendar => {
    const above = unitPath.split('/').filter(id => deciding.has(id));
    const key = above.join('/');
    const known = made.get(key);
    if (known) return known;
    const officers = above.flatMap(id => days.filter(day => day.unitId === id).map(named));
    const fresh = { calendar: workingCalendar({ notices, officers }), hours, computedWith };
    made.set(key, fresh);
    return fresh;
  };
  return { of, computedWith, version: head.version };
}

/** The working calendar of one unit. */
export async function calendarOf(reader: Reader, unitPath: string): Promise<UnitCalendar> {
  return (await loadCalendars(reader)).of(unitPath);
}

/**
 * When something given at `from` to a unit falls due, with its steps, across the calendar and hours of that unit:
 * `dueAt(reader, unit.path, { term: { kind: 'working_hours', count: 4 }, from: now })`.
 */
export async function dueAt(
  reader: Reader,
  unitPath: string,
  { term, from }: { term: Term; from: Date },
): Promise<Due> {
  return dueOf(term, { ...(await calendarOf(reader, unitPath)), from });
}

/** When a day's work ends: what somebody names a day for is due by then, unless they say a minute of it. */
export async function closeOfWork(reader: Reader): Promise<number> {
  return closeOf((await calendarHead(reader)).hours ?? USUAL_HOURS);
}

/** What is due on a day, by a minute of it or by the end of its work. */
export const dueOnDay = (day: string, minute: number | null, close: number): Date =>
  instantAt(day, minute ?? close);

/** Notices that came with the program, and those that an officer brought; the officer's win. */
export function allNotices(brought: readonly YearNotice[]): YearNotice[] {
  const years = new Set(brought.map(notice => notice.year));
  return [...PUBLISHED.filter(notice => !years.has(notice.year)), ...brought];
}

export const versionWord = (version: number): string => `${version}.${PUBLISHED_UP_TO}`;

const named = (day: OfficerDay) => ({ day: day.day, name: day.reason, work: day.work });
