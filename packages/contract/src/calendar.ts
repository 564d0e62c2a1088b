import * as z from 'zod';
import { Can, Day, endpoint, Id, line, Moment, Named, Reason, refuses, Version } from './base.ts';

/** Who says what a day is, strongest first. */
export const DAY_SOURCES = ['officer', 'notice', 'statutory', 'week'] as const;
export type DaySourceWord = (typeof DAY_SOURCES)[number];

const Year = z.coerce.number().int().min(2005).max(2100);

export const CalendarDayView = z.object({
  day: Day,
  work: z.boolean(),
  /** The festival, or the officer's reason. */
  name: z.string().nullable(),
  source: z.enum(DAY_SOURCES),
  provisional: z.boolean(),
  /** Of an officer's day: who decided it, for which unit, and what the day would be otherwise. */
  decided: z.object({ by: Named, at: Moment, unit: Named, otherwise: z.boolean() }).nullable(),
});
export type CalendarDayView = z.infer<typeof CalendarDayView>;

const Minute = z.number().int().min(0).max(1440);
export const Shift = z.tuple([Minute, Minute]);
/** How the days from an event to its item are counted: through days off, moved off a last day off, or working days only. */
export const REPORTING_DAYS = ['natural', 'natural_moved', 'working'] as const;

/** When an item comes too late after its event (M4, S4). Major events are counted through days off in any case. */
export const Reporting = z.object({
  newsDays: z.number().int().min(1).max(60),
  majorEventDays: z.number().int().min(0).max(60),
  days: z.enum(REPORTING_DAYS),
  /** Opinion reports: by this minute of the next working day. */
  opinionMinute: Minute,
  /** What comes in outside the reporting window counts from the next window; otherwise it is only noted. */
  outsideWaits: z.boolean(),
});
export type Reporting = z.infer<typeof Reporting>;

/** 三日内报送，重大事项次日内，舆情次个工作日 09:15 前。 */
export const USUAL_REPORTING: Reporting = {
  newsDays: 3,
  majorEventDays: 1,
  days: 'natural',
  opinionMinute: 555,
  outsideWaits: false,
};

export const WorkingHours = z.object({
  shifts: z.array(Shift).min(1).max(4),
  /** What comes in after the close counts as the next working day's. */
  lateCountsTomorrow: z.boolean(),
  /** 报送时间, in which items are received on working days (M4). */
  window: Shift,
  reporting: Reporting,
});
export type WorkingHours = z.infer<typeof WorkingHours>;

export const CalendarYear = z.object({
  year: z.number().int(),
  unit: Named,
  days: z.array(CalendarDayView),
  /** Null: no notice has come, the year is provisional. `by` is null for what came with the program. */
  notice: z.object({ papers: z.array(z.string()), by: Named.nullable(), at: Moment.nullable() }).nullable(),
  workingDays: z.number().int(),
  hours: WorkingHours,
  version: Version,
  /** Due times that are still to be computed again after the last change, and those that are provisional. */
  toCompute: z.number().int(),
  provisionalDuties: z.number().int(),
  can: z.object({ decide: Can, bring: Can }),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

/** The working calendar: official holidays and make-up days, and what officers decided. */
export const calendar = {
  year: endpoint
    .meta({ right: 'calendar.read', writes: false, place: 'body' })
    .route({
      method: 'GET',
      path: '/calendar/{year}',
      tags: ['calendar'],
      summary: 'The days of a year for a unit',
    })
    .input(z.object({ year: Year, unitId: Id.optional() }))
    .errors(refuses('not_found'))
    .output(CalendarYear),
  decide: endpoint
    .meta({ right: 'calendar.manage', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/calendar/days/{day}',
      tags: ['calendar'],
      summary: 'Decide that a day is worked or off, for a unit and all below it',
    })
    .input(z.object({ day: Day, unitId: Id, work: z.boolean(), reason: Reason, version: Version }))
    .errors(refuses('not_found', 'stale', 'invalid'))
    .output(CalendarYear),
  undecide: endpoint
    .meta({ right: 'calendar.manage', writes: true, place: 'thing' })
    .route({
      method: 'POST',
      path: '/calendar/days/{day}/undecide',
      tags: ['calendar'],
      summary: 'Take an officer’s decision back: the notice or the week counts again',
    })
    .input(z.object({ day: Day, unitId: Id, version: Version }))
    .errors(refuses('not_found', 'stale'))
    .output(CalendarYear),
  bring: endpoint
    .meta({ right: 'calendar.bring', writes: true, place: 'body' })
    .route({
      method: 'POST',
      path: '/calendar/notices',
      tags: ['calendar'],
      summary: 'Bring in the notice of a year as JSON ({year, papers, days: [{name, date, isOffDay}]})',
    })
    .input(z.object({ text: z.string().max(100_000), source: line(300).optional(), version: Version }))
    .errors(refuses('stale', 'invalid'))
    .output(CalendarYear),
  hours: endpoint
    .meta({ right: 'calendar.bring', writes: true, place: 'body' })
    .route({ method: 'POST', path: '/calendar/hours', tags: ['calendar'], summary: 'Set the working hours' })
    .input(WorkingHours.extend({ reporting: Reporting.optional(), version: Version }))
    .errors(refuses('stale', 'invalid'))
    .output(z.object({ hours: WorkingHours, version: Version })),
};
