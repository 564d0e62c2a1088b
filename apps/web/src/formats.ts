import type { Language } from './words/i18n.ts';
import { t } from './words/shared.ts';

/** Moments are shown in the time of the institution, wherever the reader's machine stands. */
const ZONE = 'Asia/Shanghai';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  weekday: 'short',
  hourCycle: 'h23',
});
const WEEKDAYS_ZH: Record<string, string> = {
  Sun: '周日',
  Mon: '周一',
  Tue: '周二',
  Wed: '周三',
  Thu: '周四',
  Fri: '周五',
  Sat: '周六',
};
const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

type Civil = { year: number; month: number; day: number; weekday: string; time: string };

function civil(at: Date): Civil {
  const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const part of parts.formatToParts(at)) found[part.type] = part.value;
  return {
    year: Number(found.year),
    month: Number(found.month),
    day: Number(found.day),
    weekday: found.weekday ?? '',
    time: `${found.hour}:${found.minute}`,
  };
}

/** 3月12日 周四 09:15; with the year in front when it is not this year. */
export function moment(iso: string, now: Date, language: Language): string {
  const at = civil(new Date(iso));
  const other = at.year !== civil(now).year;
  if (language === 'zh') {
    const date = `${at.month}月${at.day}日 ${WEEKDAYS_ZH[at.weekday]} ${at.time}`;
    return other ? `${at.year}年${date}` : date;
  }
  const date = `${at.weekday} ${at.day} ${MONTHS_EN[at.month - 1]}`;
  return other ? `${date} ${at.year} ${at.time}` : `${date} ${at.time}`;
}

/** A due time: midnight ends the day before it, and nobody should read it as the morning of the next. */
export function dueMoment(iso: string, now: Date, language: Language): string {
  const at = new Date(iso);
  if (civil(at).time !== '00:00') return moment(iso, now, language);
  const before = new Date(at.getTime() - 1).toISOString();
  return moment(before, now, language).replace('23:59', '24:00');
}

/** A calendar day (2026-03-12) as 2026年3月12日; short leaves the year out. */
export function day(iso: string, language: Language, form: 'full' | 'short' = 'full'): string {
  const [year, month, date] = iso.split('-').map(Number);
  if (!year || !month || !date) return iso;
  if (language === 'zh') return form === 'full' ? `${year}年${month}月${date}日` : `${month}月${date}日`;
  return form === 'full' ? `${date} ${MONTHS_EN[month - 1]} ${year}` : `${date} ${MONTHS_EN[month - 1]}`;
}

/** The calendar day at the institution, as the contract writes days. */
export function dayOf(now: Date): string {
  const at = civil(now);
  return `${at.year}-${String(at.month).padStart(2, '0')}-${String(at.day).padStart(2, '0')}`;
}

/** How long ago, or how far ahead, in one unit: 3 小时前. */
export function distance(iso: string, now: Date): string {
  const ms = new Date(iso).getTime() - now.getTime();
  const far = Math.abs(ms);
  if (far < MINUTE) return t('time.just_now');
  const past = ms < 0;
  if (far < HOUR) {
    const minutes = Math.floor(far / MINUTE);
    return past ? t('time.ago_minutes', { minutes }) : t('time.in_minutes', { minutes });
  }
  if (far < DAY) {
    const hours = Math.floor(far / HOUR);
    return past ? t('time.ago_hours', { hours }) : t('time.in_hours', { hours });
  }
  const days = Math.floor(far / DAY);
  return past ? t('time.ago_days', { days }) : t('time.in_days', { days });
}

/** The distance to a due time in two units, and whether it has passed: 还剩 2 小时 14 分. */
export function remaining(iso: string, now: Date): { text: string; late: boolean } {
  const ms = new Date(iso).getTime() - now.getTime();
  const late = ms < 0;
  const far = Math.abs(ms);
  const minutes = Math.floor(far / MINUTE) % 60;
  const hours = Math.floor(far / HOUR) % 24;
  const days = Math.floor(far / DAY);
  if (days > 0)
    return { late, text: late ? t('time.late_days', { days, hours }) : t('time.left_days', { days, hours }) };
  if (hours > 0)
    return {
      late,
      text: late ? t('time.late_hours', { hours, minutes }) : t('time.left_hours', { hours, minutes }),
    };
  return { late, text: late ? t('time.late_minutes', { minutes }) : t('time.left_minutes', { minutes }) };
}

const integers = new Intl.NumberFormat('en-US');

/** 12,345 */
export function count(value: number): string {
  return integers.format(value);
}

/** Exact points keep every digit they came with: "1234.50" → 1,234.5, "-2" → −2. */
export function points(exact: string): string {
  const negative = exact.startsWith('-');
  const [whole = '0', fraction = ''] = exact.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const digits = fraction.replace(/0+$/, '');
  const shown = digits ? `${grouped}.${digits}` : grouped;
  return negative && shown !== '0' ? `−${shown}` : shown;
}

/** 1.5 MB */
export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${Math.round(size / 1024)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

/** 2026-Q3 → 2026年第三季度 / Q3 2026; 2026-09 → 2026年9月; 2026-W47 → 2026年第47周; 2026 → 2026年. */
export function period(value: string, language: Language): string {
  const [year, part] = value.split('-');
  if (!part) return language === 'zh' ? `${year}年` : `${year}`;
  if (part.startsWith('Q')) {
    const quarter = Number(part.slice(1));
    return language === 'zh' ? `${year}年第${'一二三四'[quarter - 1]}季度` : `Q${quarter} ${year}`;
  }
  if (part.startsWith('W')) {
    const week = Number(part.slice(1));
    return language === 'zh' ? `${year}年第${week}周` : `week ${week} of ${year}`;
  }
  const month = Number(part);
  return language === 'zh' ? `${year}年${month}月` : `${MONTHS_EN[month - 1]} ${year}`;
}
