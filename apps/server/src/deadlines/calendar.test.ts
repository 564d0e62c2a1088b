import { describe, expect, it } from 'vitest';
import { workingCalendar, type YearNotice } from './calendar.ts';
import { addDays } from './days.ts';
import { publishedNotices, readNotice } from './notice.ts';
import { statutoryHolidays } from './statutory.ts';

const notices = publishedNotices();
const calendar = workingCalendar({ notices });

function daysOf(year: number, wanted: (day: string) => boolean): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(String(year)); day = addDays(day, 1))
    if (wanted(day)) days.push(day);
  return days;
}

const stretch = (from: string, to: string): string[] =>
  from > to ? [] : [from, ...stretch(addDays(from, 1), to)];

describe('the notice of 2026 (State Council, 4 November 2025)', () => {
  it('gives exactly its days off', () => {
    const off = daysOf(2026, day => !calendar.on(day).work && calendar.on(day).source === 'notice');
    expect(off).toEqual([
      ...stretch('2026-01-01', '2026-01-03'),
      ...stretch('2026-02-15', '2026-02-23'),
      ...stretch('2026-04-04', '2026-04-06'),
      ...stretch('2026-05-01', '2026-05-05'),
      ...stretch('2026-06-19', '2026-06-21'),
      ...stretch('2026-09-25', '2026-09-27'),
      ...stretch('2026-10-01', '2026-10-07'),
    ]);
  });

  it('gives exactly its make-up days', () => {
    const made = daysOf(2026, day => calendar.on(day).work && calendar.on(day).source === 'notice');
    expect(made).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);
  });
});

describe('a year without a notice', () => {
  it('has the thirteen days of the law and is provisional', () => {
    expect([...statutoryHolidays(2027).keys()].sort()).toEqual([
      '2027-01-01',
      ...stretch('2027-02-05', '2027-02-08'),
      '2027-04-05',
      ...stretch('2027-05-01', '2027-05-02'),
      '2027-06-09',
      '2027-09-15',
      ...stretch('2027-10-01', '2027-10-03'),
    ]);
    expect(calendar.on('2027-06-09')).toEqual({
      day: '2027-06-09',
      work: false,
      name: '端午节',
      source: 'statutory',
      provisional: true,
    });
    expect(calendar.on('2027-06-10')).toMatchObject({ work: true, source: 'week', provisional: true });
  });

  /** Years in which 中秋 falls on one of the days of 国庆. */
  const MEET = [2028, 2031, 2039, 2058];

  it.each(Array.from({ length: 40 }, (_, index) => 2025 + index))('has its days off in %i', year => {
    const days = statutoryHolidays(year);
    expect(days.size).toBe(MEET.includes(year) ? 12 : 13);
    for (const day of days.keys()) expect(day.slice(0, 4)).toBe(String(year));
  });

  it('is final when its notice has come, also for the last days of the year before', () => {
    const notice: YearNotice = {
      year: 2027,
      papers: [],
      days: [
        { day: '2026-12-31', name: '元旦', work: false },
        { day: '2027-01-01', name: '元旦', work: false },
      ],
    };
    const later = workingCalendar({ notices: [...notices, notice] });
    expect(calendar.on('2026-12-31').work).toBe(true);
    expect(later.on('2026-12-31')).toMatchObject({ work: false, source: 'notice', provisional: false });
    expect(later.on('2027-06-09')).toMatchObject({ work: true, provisional: false });
  });
});

it('lets an officer decide against notice and week', () => {
  const officers = [
    { day: '2026-10-02', name: '防汛值守', work: true },
    { day: '2026-11-24', name: '停电检修', work: false },
  ];
  const decided = workingCalendar({ notices, officers });
  expect(decided.on('2026-10-02')).toMatchObject({ work: true, name: '防汛值守', source: 'officer' });
  expect(decided.on('2026-11-24')).toMatchObject({ work: false, source: 'officer', provisional: false });
});

describe('reading a notice', () => {
  const good = {
    year: 2027,
    papers: ['https://example.cn/n'],
    days: [{ name: '元旦', date: '2027-01-01', isOffDay: true }],
  };

  it('takes the form of the public trackers', () => {
    expect(readNotice(JSON.stringify(good))).toEqual({
      notice: {
        year: 2027,
        papers: ['https://example.cn/n'],
        days: [{ day: '2027-01-01', name: '元旦', work: false }],
      },
      mistakes: [],
    });
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{', ''],
    ['no object', [1], 'year'],
    ['no year', { days: good.days }, 'year'],
    ['a year of another century', { ...good, year: 1927 }, 'year'],
    ['no days', { ...good, days: [] }, 'days'],
    ['too many days', { ...good, days: Array.from({ length: 121 }, () => good.days[0]) }, 'days'],
    [
      'a day that does not exist',
      { ...good, days: [{ name: '元旦', date: '2027-02-29', isOffDay: true }] },
      'days[0].date',
    ],
    [
      'a day of another year',
      { ...good, days: [{ name: '元旦', date: '2028-01-01', isOffDay: true }] },
      'days[0].date',
    ],
    ['no name', { ...good, days: [{ name: ' ', date: '2027-01-01', isOffDay: true }] }, 'days[0].name'],
    ['neither off nor work', { ...good, days: [{ name: '元旦', date: '2027-01-01' }] }, 'days[0].isOffDay'],
    ['a day twice', { ...good, days: [good.days[0], good.days[0]] }, 'days[1].date'],
    ['a day that is none', { ...good, days: [null] }, 'days[0]'],
  ])('refuses %s', (_, content, place) => {
    const read = readNotice(typeof content === 'string' ? content : JSON.stringify(content));
    expect(read.notice).toBeNull();
    expect(read.mistakes.map(mistake => mistake.place)).toEqual([place]);
  });
});
