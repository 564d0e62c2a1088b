import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { YearNotice } from './calendar.ts';
import { isDay } from './days.ts';

type Table = Record<string, string>;

/** The notices up to the last one that had come out when the package of holidays was made, a year each. */
export function publishedNotices(): YearNotice[] {
  const { holidays, workdays } = published as { holidays: Table; workdays: Table };
  const days = [
    ...Object.entries(holidays).map(([day, words]) => ({ day, name: festival(words), work: false })),
    ...Object.entries(workdays).map(([day, words]) => ({ day, name: festival(words), work: true })),
  ].sort((a, b) => a.day.localeCompare(b.day));
  const years = [...new Set(days.map(each => Number(each.day.slice(0, 4))))];
  return years.map(year => ({
    year,
    papers: [`国务院办公厅关于${year}年部分节假日安排的通知`],
    days: days.filter(each => Number(each.day.slice(0, 4)) === year),
  }));
}

/** `New Year's Day,元旦,1` -> 元旦 */
function festival(words: string): string {
  return words.split(',')[1] ?? words;
}

export type NoticeMistake = { place: string; zh: string; en: string };
export type ReadNotice = { notice: YearNotice; mistakes: [] } | { notice: null; mistakes: NoticeMistake[] };

const MOST_DAYS = 120;
const LONGEST = 100_000;

/**
 * Reads the yearly notice in the form `{year, papers: [URL], days: [{name, date, isOffDay}]}` that public trackers of the
 * notices use. All mistakes are told at once, each with its place; a table with a mistake is not taken at all.
 */
export function readNotice(text: string): ReadNotice {
  if (text.length > LONGEST)
    return refused('', '文件过大，不是一年的放假安排。', 'The file is too large for one year.');
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return refused('', '不是 JSON 文件，没有读出内容。', 'This is not a JSON file.');
  }
  if (!isRecord(data) || !Number.isInteger(data['year']))
    return refused('year', '缺少年份（year）。', 'The year is missing.');
  const year = Number(data['year']);
  if (year < 2007 || year > 2100)
    return refused('year', '年份应在2007至2100之间。', 'The year must be 2007 to 2100.');
  const listed = Array.isArray(data['days']) ? data['days'] : [];
  if (listed.length === 0) return refused('days', '没有列出任何日期（days）。', 'No days are listed.');
  if (listed.length > MOST_DAYS)
    return refused(
      'days',
      `日期超过${MOST_DAYS}个，不是一年的放假安排。`,
      `More than ${MOST_DAYS} days are listed.`,
    );
  const mistakes = listed.flatMap((each, index) =>
    mistakeOf(each, { index, year, before: listed.slice(0, index) }),
  );
  if (mistakes.length > 0) return { notice: null, mistakes };
  const papers = Array.isArray(data['papers']) ? data['papers'].filter(isText) : [];
  const days = (listed as { name: string; date: string; isOffDay: boolean }[]).map(each => ({
    day: each.date,
    name: each.name.trim(),
    work: !each.isOffDay,
  }));
  return { notice: { year, papers, days }, mistakes: [] };
}

type Listing = { index: number; year: number; before: unknown[] };

function mistakeOf(each: unknown, { index, year, before }: Listing): NoticeMistake[] {
  const place = `days[${index}]`;
  if (!isRecord(each)) return [{ place, zh: '此处应为一个日期。', en: 'A day is expected here.' }];
  const { date, name, isOffDay } = each;
  if (!isText(date) || !isDay(date))
    return [
      {
        place: `${place}.date`,
        zh: '日期不存在或写法不对，应为 YYYY-MM-DD。',
        en: 'No such day; write YYYY-MM-DD.',
      },
    ];
  if (!date.startsWith(`${year}-`) && !date.startsWith(`${year - 1}-12-`))
    return [{ place: `${place}.date`, zh: `${date} 不在${year}年。`, en: `${date} is not in ${year}.` }];
  if (!isText(name) || name.trim() === '' || name.length > 40)
    return [{ place: `${place}.name`, zh: '缺少节日名称。', en: 'The festival has no name.' }];
  if (typeof isOffDay !== 'boolean')
    return [
      {
        place: `${place}.isOffDay`,
        zh: '应写明放假（true）或上班（false）。',
        en: 'Say true (off) or false (work).',
      },
    ];
  if (before.some(other => isRecord(other) && other['date'] === date))
    return [{ place: `${place}.date`, zh: `${date} 出现两次。`, en: `${date} is listed twice.` }];
  return [];
}

function refused(place: string, zh: string, en: string): ReadNotice {
  return { notice: null, mistakes: [{ place, zh, en }] };
}

const isText = (value: unknown): value is string => typeof value === 'string';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
