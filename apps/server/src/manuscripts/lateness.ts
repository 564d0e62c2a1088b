import type { Channel, Importance } from '@xinxuan/contract';
import type { UnitCalendar } from '../calendar/body-calendar.ts';
import { openingAfter } from '../calendar/reporting-window.ts';
import { dayOf } from '../clock.ts';
import { addDays, instantAt } from '../deadlines/days.ts';
import { dueOf, isLate as isPast } from '../deadlines/term.ts';

type Event = { on: string | null; importance: Importance; channel: Channel };
type At = Pick<UnitCalendar, 'calendar' | 'hours'>;

/**
 * Whether an item comes too late after its event (M4, S4), as the rules of the body have it (`hours.reporting`): so many
 * days after the day of the event, which has no hour and is not counted. Opinion reports are due by a minute of the next
 * working day; that minute is in time to its last second. Major events have an emergency's clock: no day off stops it.
 */
export function isLate(event: Event, sentAt: Date, at: At): boolean {
  if (event.on === null) return false;
  const { calendar, hours } = at;
  const { reporting } = hours;
  const received = reporting.outsideWaits ? openingAfter(sentAt, at) : sentAt;
  const day = dayOf(received);
  if (event.channel === 'opinion') {
    const nextMorning = { from: instantAt(addDays(event.on, 1), 0), calendar, hours };
    return isPast(dueOf({ kind: 'daily', minute: reporting.opinionMinute }, nextMorning), received);
  }
  if (event.importance === 'major_event') return dayOf(sentAt) > addDays(event.on, reporting.majorEventDays);
  if (reporting.days === 'natural') return day > addDays(event.on, reporting.newsDays);
  const term =
    reporting.days === 'working'
      ? ({ kind: 'working_days', count: reporting.newsDays, until: 'midnight' } as const)
      : ({ kind: 'days', count: reporting.newsDays } as const);
  return isPast(dueOf(term, { from: instantAt(event.on, 0), calendar, hours }), received);
}
