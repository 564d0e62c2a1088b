/** A date as written, and the day it means; null when there is no such day. */
export interface DayReading {
  text: string;
  day: string | null;
  /** Month and day, where the year is not written beside them. */
  yearless?: { month: number; day: number };
}

const CHINESE: Record<string, number> = {
  〇: 0,
  '○': 0,
  零: 0,
  O: 0,
  o: 0,
  '0': 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const NUMERAL = '[一二三四五六七八九十廿卅]{1,3}';
const FORMS = [
  /(?<!\d)(?<y>(?:19|20)\d{2})\s*年\s*(?<m>\d{1,2})\s*月\s*(?<d>\d{1,2})\s*[日号]/u,
  /(?<!\d)(?<y>(?:19|20)\d{2})\s*(?<s>[.．/／、_—–－-]|——)\s*(?<m>\d{1,2})\s*\k<s>\s*(?<d>\d{1,2})(?!\d|\s*[.．/／-]\s*\d)/u,
  new RegExp(
    `(?<y>[一二][〇○零Oo0一二三四五六七八九]{3})\\s*年\\s*(?<m>元|${NUMERAL})\\s*月\\s*(?<d>${NUMERAL})\\s*[日号]`,
    'u',
  ),
  // The year in figures and the day in words, or the other way round, as tired typists write.
  new RegExp(
    `(?<!\\d)(?<y>20\\d{2})\\s*年\\s*(?<m>元|\\d{1,2}|${NUMERAL})\\s*月\\s*(?<d>\\d{1,2}|${NUMERAL})\\s*[日号]`,
    'u',
  ),
  /(?<!\d)(?<y>20\d{2})(?<m>\d{2})(?<d>\d{2})(?!\d)/u,
  /(?<![\d年])(?<y>2\d)\s*年\s*(?<m>\d{1,2})\s*月\s*(?<d>\d{1,2})\s*[日号]/u,
];

/** The first complete date in a text, in any of the ways in which offices write one. */
export function readDay(text: string): DayReading | null {
  const plain = narrow(text);
  let first: { at: number; reading: DayReading } | null = null;
  for (const form of FORMS) {
    const match = form.exec(plain);
    if (!match?.groups || (first && match.index >= first.at)) continue;
    const { y, m, d } = match.groups as { y: string; m: string; d: string };
    const reading = {
      text: text.slice(match.index, match.index + match[0].length),
      day: dayOf(year(y), number(m), number(d)),
    };
    first = { at: match.index, reading };
  }
  return first?.reading ?? null;
}

const YEARLESS = [
  /^(?<m>\d{1,2})\s*月\s*(?<d>\d{1,2})\s*[日号]$/u,
  /^(?<m>[一二三四五六七八九十]{1,2})月(?<d>[一二三四五六七八九十]{1,3})日$/u,
  /^(?<m>\d{1,2})\s*[.．/／]\s*(?<d>\d{1,2})$/u,
];

/** A day without its year that stands apart: alone on the line or after its last wide gap. What it means is left open. */
export function readMonthDay(text: string): DayReading | null {
  const plain = narrow(text).replace(/[）)]+$/u, '');
  const from = Math.max(...[' ', '\u3000', '\t', '（', '('].map(gap => plain.lastIndexOf(gap))) + 1;
  const piece = plain.slice(from);
  for (const [at, form] of YEARLESS.entries()) {
    // Figures alone are a day only beside a name.
    const groups = at === 2 && from === 0 ? undefined : form.exec(piece)?.groups;
    const [month, day] = [number(groups?.m ?? ''), number(groups?.d ?? '')];
    // A leap year holds every day that there is.
    if (groups && dayOf(2024, month, day) !== null)
      return { text: text.slice(from, from + piece.length), day: null, yearless: { month, day } };
  }
  return null;
}

/** Month and day without a year, as news tell them; `latest` (YYYY-MM-DD) is the day of the report, which is not before it. */
export function readEventDay(text: string, latest: string): DayReading | null {
  const match = /(?<![\d年])(\d{1,2})月(\d{1,2})日/u.exec(narrow(text));
  if (!match) return null;
  const [month, day] = [Number(match[1]), Number(match[2])];
  const own = Number(latest.slice(0, 4));
  const thisYear = dayOf(own, month, day);
  return {
    text: match[0],
    day: thisYear !== null && thisYear > latest ? dayOf(own - 1, month, day) : thisYear,
  };
}

export function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** Full-width digits and separators to their ordinary width, one for one so that positions stay. */
export function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e]/gu, each => String.fromCodePoint(each.codePointAt(0)! - 0xfee0));
}

function year(text: string): number {
  if (/^\d{2}$/u.test(text)) return 2000 + Number(text);
  return /^\d+$/u.test(text) ? Number(text) : Number([...text].map(each => CHINESE[each] ?? 0).join(''));
}

function number(text: string): number {
  if (/^\d+$/u.test(text)) return Number(text);
  if (text === '元') return 1;
  const [before, after] = text.replace('廿', '二十').replace('卅', '三十').split('十');
  if (after === undefined) return CHINESE[text] ?? 0;
  return (before === '' ? 1 : (CHINESE[before!] ?? 0)) * 10 + (after === '' ? 0 : (CHINESE[after] ?? 0));
}
