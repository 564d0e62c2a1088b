import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** A due time as calendars show it. Nothing of the text and no name is in it: feeds are read by phones and their clouds. */
export type FeedEntry = {
  /** Stable: the same duty keeps its event. */
  id: string;
  /** What is due, in general words: 稿件待审核. */
  title: string;
  link: string;
  dueAt: Date;
  /** Counts the changes of the due time. */
  sequence: number;
  withdrawn: boolean;
  changedAt: Date;
};

export type Feed = { name: string; host: string; entries: readonly FeedEntry[] };

const SHOWN_MINUTES = 15;
const REMIND_MINUTES = 30;
const REFRESH_S = 3600;

/**
 * A person's due times as an iCalendar document (RFC 5545). They are events, because phones and Outlook do not show
 * tasks, and their times are UTC, which every program shows in its own zone.
 */
export function calendarFeed({ name, host, entries }: Feed): string {
  const calendar = ical({
    name,
    prodId: { company: 'Xinxuan', product: 'Xinxuan', language: 'ZH' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_S,
  });
  for (const entry of entries) {
    const event = calendar.createEvent({
      id: `deadline-${entry.id}@${host}`,
      stamp: entry.changedAt,
      start: entry.dueAt,
      end: new Date(entry.dueAt.getTime() + SHOWN_MINUTES * 60_000),
      summary: entry.title,
      url: plain(entry.link),
      sequence: entry.sequence,
      status: entry.withdrawn ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
    if (!entry.withdrawn)
      event.createAlarm({
        type: ICalAlarmType.display,
        trigger: REMIND_MINUTES * 60,
        description: entry.title,
      });
  }
  return calendar.toString();
}

/** The library escapes addresses like text, which other programs then take literally. */
function plain(link: string): string {
  return link.replaceAll(',', '%2C').replaceAll(';', '%3B');
}
