import { dayOf, minuteOfDay } from '../clock.ts';
import type { WorkingCalendar } from './calendar.ts';
import { addDays, instantAt } from './days.ts';
import { type Step, Steps } from './steps.ts';

/** Minutes since midnight, from and to. */
export type Shift = readonly [from: number, to: number];

export type Hours = {
  /** In order, without overlap: 09:00–12:00, 13:30–17:30. */
  shifts: readonly Shift[];
  /** What comes in after the last shift's end counts as the next working day's. */
  lateCountsTomorrow: boolean;
};

/**
 * How long somebody has. Natural time runs through nights and holidays; working time only while the office works.
 * - `hours`: from the moment, to the minute;
 * - `days`: 民法典 201, 203: the day itself is not counted; a last day that is no working day moves to the next that is;
 *   ends at 24:00;
 * - `working_days`: the nth working day after the day itself, at 24:00 or at the close of business;
 * - `working_hours`: walked through the shifts of working days;
 * - `daily`: the wall-clock minute of the next working day on which that minute is still to come;
 * - `day_close`: the end of work of a day that somebody named, whether it is worked or not.
 */
export type Term =
  | { kind: 'hours'; count: number }
  | { kind: 'days'; count: number }
  | { kind: 'working_days'; count: number; until: 'midnight' | 'close' }
  | { kind: 'working_hours'; count: number }
  | { kind: 'daily'; minute: number }
  | { kind: 'day_close'; day: string };

export type Due = {
  /** As it is shown. */
  at: Date;
  /** The first instant that is late: a named minute is on time to its last second, 24:00 is not. */
  lateFrom: Date;
  /** A day on the way belongs to a year without a notice; to be computed again when the notice comes. */
  provisional: boolean;
  /** How the time was found, a sentence a step. */
  steps: Step[];
};

type Given = { from: Date; calendar: WorkingCalendar; hours: Hours };

const MINUTE = 60_000;
const MIDNIGHT = 1440;
/** No calendar has a longer row of days off; beyond it the data must be wrong. */
const LONGEST_REST = 60;

/**
 * When something given at `from` falls due.
 * @throws RangeError when the calendar has no working day within sixty days, or the hours have no shift
 */
export function dueOf(term: Term, given: Given): Due {
  switch (term.kind) {
    case 'hours':
      return natural(term.count, given);
    case 'days':
      return calendarDays(term.count, given);
    case 'working_days':
      return workingDays(term, given);
    case 'working_hours':
      return workingHours(term.count, given);
    case 'daily':
      return daily(term.minute, given);
    case 'day_close':
      return dayClose(term.day, given);
  }
}

/** A lateness is judged by the server's own moment of receipt. */
export function isLate(due: Pick<Due, 'lateFrom'>, received: Date): boolean {
  return received.getTime() >= due.lateFrom.getTime();
}

function natural(count: number, { from }: Given): Due {
  const at = new Date(from.getTime() + count * 60 * MINUTE);
  const steps = new Steps().start(dayOf(from), minuteOfDay(from)).naturalHours(count);
  return end(at, at.getTime() + MINUTE, steps);
}

function calendarDays(count: number, { from, calendar }: Given): Due {
  const steps = new Steps().notCounted(dayOf(from));
  const last = addDays(dayOf(from), count);
  steps.naturalDays(count, last);
  const day = nextWorking(last, calendar, steps);
  return end(instantAt(day, MIDNIGHT), instantAt(day, MIDNIGHT).getTime(), steps.midnight(day));
}

function workingDays({ count, until }: Extract<Term, { kind: 'working_days' }>, given: Given): Due {
  const { calendar, hours } = given;
  const close = closeOf(hours);
  const steps = new Steps();
  let day = dayOf(given.from);
  if (hours.lateCountsTomorrow && calendar.on(day).work && minuteOfDay(given.from) >= close) {
    steps.afterClose(day, close);
    day = nextWorking(addDays(day, 1), calendar, steps);
  }
  steps.notCounted(day);
  for (let counted = 1; counted <= count; counted++) {
    day = nextWorking(addDays(day, 1), calendar, steps);
    steps.counted(calendar.on(day), counted);
  }
  if (count === 0) day = nextWorking(day, calendar, steps);
  const minute = until === 'close' ? close : MIDNIGHT;
  return endAt(day, minute, until === 'close' ? steps.close(day, minute) : steps.midnight(day));
}

function workingHours(count: number, { from, calendar, hours }: Given): Due {
  closeOf(hours);
  const steps = new Steps().start(dayOf(from), minuteOfDay(from));
  let left = Math.round(count * 60);
  let day = dayOf(from);
  let minute = minuteOfDay(from);
  for (;;) {
    const working = nextWorking(day, calendar, steps);
    if (working !== day) minute = 0;
    day = working;
    for (const [opens, closes] of hours.shifts) {
      const begin = Math.max(opens, minute);
      if (begin >= closes) continue;
      const taken = Math.min(left, closes - begin);
      left -= taken;
      steps.worked(calendar.on(day), [begin, begin + taken], left);
      if (left === 0) return endAt(day, begin + taken, steps);
    }
    day = addDays(day, 1);
    minute = 0;
  }
}

function daily(minute: number, { from, calendar }: Given): Due {
  const steps = new Steps().start(dayOf(from), minuteOfDay(from));
  const today = dayOf(from);
  const day = nextWorking(minuteOfDay(from) <= minute ? today : addDays(today, 1), calendar, steps);
  return endAt(day, minute, steps.close(day, minute));
}

/** Whoever names a day means that day: a day off does not move it, other hours move its end. */
function dayClose(day: string, { hours }: Given): Due {
  const close = closeOf(hours);
  return endAt(day, close, new Steps().named(day).close(day, close));
}

/** The day itself when it is a working day, else the next one that is; what is passed over is noted. */
function nextWorking(from: string, calendar: WorkingCalendar, steps: Steps): string {
  let day = from;
  for (let passed = 0; passed <= LONGEST_REST; passed++) {
    const found = calendar.on(day);
    steps.crossed(found);
    if (found.work) return day;
    steps.rest(found);
    day = addDays(day, 1);
  }
  throw new RangeError(`no working day within ${LONGEST_REST} days from ${from}`);
}

/**
 * The minute at which a day's work ends.
 * @throws RangeError when the hours have no shift
 */
export function closeOf({ shifts }: Hours): number {
  const last = shifts.at(-1);
  if (!last || shifts.some(([from, to]) => from >= to)) throw new RangeError('the hours have no shift');
  return last[1];
}

function endAt(day: string, minute: number, steps: Steps): Due {
  const at = instantAt(day, minute);
  return end(at, at.getTime() + (minute === MIDNIGHT ? 0 : MINUTE), steps);
}

function end(at: Date, lateFrom: number, steps: Steps): Due {
  return { at, lateFrom: new Date(lateFrom), provisional: steps.provisional, steps: steps.list() };
}
