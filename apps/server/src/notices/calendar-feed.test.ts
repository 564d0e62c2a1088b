import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { calendarFeed, type FeedEntry } from './calendar-feed.ts';

const entry: FeedEntry = {
  id: 'dut_1',
  title: '稿件待审核；请在截止前办理，逾期将提醒本单位负责人',
  link: 'https://xx.example.cn/m/1?a=1,2;b',
  dueAt: new Date('2026-11-23T01:15:00Z'),
  sequence: 2,
  withdrawn: false,
  changedAt: new Date('2026-11-22T02:00:00Z'),
};
const feed = (entries: FeedEntry[]): string =>
  calendarFeed({ name: '信宣：我的截止时间', host: 'xx.example.cn', entries });

/** Read by a parser of another make. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return {
    calendar,
    events: calendar.getAllSubcomponents('vevent').map(each => new ICAL.Event(each)),
  };
}

it('is read by another program with the moment, the words and the link as given', () => {
  const { calendar, events } = read(feed([entry]));
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  const [event] = events;
  expect(event?.uid).toBe('deadline-dut_1@xx.example.cn');
  expect(event?.summary).toBe(entry.title);
  expect(event?.component.getFirstPropertyValue('url')).toBe('https://xx.example.cn/m/1?a=1%2C2%3Bb');
  expect(event?.startDate.toJSDate()).toEqual(entry.dueAt);
  expect(event?.endDate.toString()).toBe('2026-11-23T01:30:00Z');
  expect(String(event?.component.getFirstPropertyValue('dtstamp'))).toBe('2026-11-22T02:00:00Z');
  expect(event?.sequence).toBe(2);
  const alarm = event?.component.getFirstSubcomponent('valarm');
  expect(String(alarm?.getFirstPropertyValue('trigger'))).toBe('-PT30M');
});

it('withdraws an event by its status and rings no alarm for it', () => {
  const [event] = read(feed([{ ...entry, withdrawn: true }])).events;
  expect(event?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(event?.component.getFirstSubcomponent('valarm')).toBeNull();
});

it('folds lines at 75 octets without splitting a character, ends them with CRLF', () => {
  const text = feed([{ ...entry, title: '长'.repeat(200) }]);
  const lines = text.split('\r\n');
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.isWellFormed()).toBe(true);
  expect(read(text).events[0]?.summary).toBe('长'.repeat(200));
});

it('is a calendar without events too', () => {
  expect(read(feed([])).events).toEqual([]);
});
