import { type CalendarDayView, type CalendarYear, contract } from '@xinxuan/contract';
import type { Reader } from '../db/connect.ts';
import { addDays } from '../deadlines/days.ts';
import { answers, type ReadCall } from '../http/endpoint.ts';
import { can, notFound, type Refusal } from '../http/refusal.ts';
import { whyNotAct } from '../http/rights.ts';
import { findUnit } from '../network/units/queries.ts';
import { allNotices, calendarOf, loadCalendars, USUAL_HOURS } from './body-calendar.ts';
import {
  broughtNotice,
  broughtNotices,
  calendarHead,
  type DecidedDay,
  decidedDays,
  rootUnit,
  waitingForCalendar,
} from './queries.ts';

type Unit = { id: string; name: string; path: string };
type Asked = { year: number; unitId?: string | undefined };
type Call = Pick<ReadCall<unknown>, 'reader' | 'may' | 'actor'>;

export const year = answers(contract.calendar.year, ({ input, ...call }) => showYear(call, input));

/** The year as its page shows it, for one unit; without one, for the whole body. */
export async function showYear(call: Call, { year, unitId }: Asked): Promise<CalendarYear | Refusal> {
  const { reader, may, actor } = call;
  const root = await rootUnit(reader);
  const unit = unitId ? await findUnit(reader, unitId) : root;
  if (!unit || !root) return notFound('单位', 'unit');
  const calendars = await loadCalendars(reader);
  const head = await calendarHead(reader);
  const days = await daysOf(reader, unit, year);
  const waiting = await waitingForCalendar(reader, calendars.computedWith);
  return {
    year,
    unit: { id: unit.id, name: unit.name },
    days,
    notice: await noticeOf(reader, year),
    workingDays: days.filter(day => day.work).length,
    hours: head.hours ?? USUAL_HOURS,
    version: head.version,
    toCompute: waiting.toCompute,
    provisionalDuties: waiting.provisional,
    can: {
      decide: can(may({ unitPath: unit.path }, 'calendar.manage')),
      bring: can(whyNotAct(actor, 'calendar.bring')),
    },
  };
}

async function daysOf(reader: Reader, unit: Unit, year: number): Promise<CalendarDayView[]> {
  const { calendar } = await calendarOf(reader, unit.path);
  const above = unit.path.slice(0, -(unit.id.length + 1));
  const decided = new Map((await decidedDays(reader, unit.path, year)).map(each => [each.day, each]));
  const plain = (await loadCalendars(reader)).of('');
  const inherited = (await loadCalendars(reader)).of(above);
  const days: CalendarDayView[] = [];
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1)) {
    const by = decided.get(day);
    const otherwise = by?.unitId === unit.id ? inherited : plain;
    days.push({
      ...calendar.on(day),
      decided: by ? shownDecision(by, otherwise.calendar.on(day).work) : null,
    });
  }
  return days;
}

function shownDecision({ by, at, unit }: DecidedDay, otherwise: boolean): CalendarDayView['decided'] {
  return { by, at, unit, otherwise };
}

async function noticeOf(reader: Reader, year: number): Promise<CalendarYear['notice']> {
  const brought = await broughtNotice(reader, year);
  if (brought) return brought;
  const known = allNotices(await broughtNotices(reader)).find(notice => notice.year === year);
  return known ? { papers: [...known.papers], by: null, at: null } : null;
}
