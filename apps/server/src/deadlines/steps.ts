import type { CalendarDay } from './calendar.ts';
import { addDays, weekdayOf } from './days.ts';

export type Step = { zh: string; en: string };

const WEEKDAYS = '日一二三四五六';
const WEEKDAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Writes down how a due time is found, in the order in which a person would count on a calendar. */
export class Steps {
  /** Whether a day of a year without a notice was looked at. */
  provisional = false;
  readonly #steps: Step[] = [];
  #rest: CalendarDay[] = [];

  start(day: string, minute: number): this {
    return this.#say(`${date(day)} ${clock(minute)} 起算`, `Counted from ${dateEn(day)} ${clock(minute)}`);
  }

  notCounted(day: string): this {
    return this.#say(`${date(day)} 起算，当天不计`, `From ${dateEn(day)}; the day itself is not counted`);
  }

  named(day: string): this {
    return this.#say(`指定 ${date(day)}下班前`, `Named: by the close of work on ${dateEn(day)}`);
  }

  afterClose(day: string, close: number): this {
    return this.#say(
      `${date(day)} ${clock(close)} 下班以后收到，按下一个工作日收到计`,
      `Came in after the close at ${clock(close)} on ${dateEn(day)}: counted as of the next working day`,
    );
  }

  naturalHours(count: number): this {
    return this.#say(
      `加 ${count} 小时，夜间和节假日照算`,
      `Plus ${count} hours, nights and holidays included`,
    );
  }

  naturalDays(count: number, last: string): this {
    return this.#say(`加 ${count} 日，至 ${date(last)}`, `Plus ${count} days: ${dateEn(last)}`);
  }

  crossed(day: CalendarDay): void {
    if (day.provisional) this.provisional = true;
  }

  rest(day: CalendarDay): void {
    this.#rest.push(day);
  }

  counted(day: CalendarDay, number: number): this {
    const make = day.source === 'notice' || day.source === 'officer';
    const why = make && day.name ? `（${day.name}，上班）` : '';
    const whyEn = make && day.name ? ` (${day.name}: a working day)` : '';
    return this.#say(
      `${date(day.day)} 第 ${number} 个工作日${why}`,
      `${dateEn(day.day)}: working day ${number}${whyEn}`,
    );
  }

  worked(day: CalendarDay, [from, to]: readonly [number, number], left: number): this {
    const rest = left === 0 ? '' : `，还剩 ${duration(left)}`;
    const restEn = left === 0 ? '' : `, ${durationEn(left)} left`;
    return this.#say(
      `${date(day.day)} ${clock(from)}–${clock(to)} 计 ${duration(to - from)}${rest}`,
      `${dateEn(day.day)} ${clock(from)}–${clock(to)}: ${durationEn(to - from)}${restEn}`,
    );
  }

  midnight(day: string): this {
    return this.#say(`${date(day)} 24:00 截止`, `Due ${dateEn(day)} at 24:00`);
  }

  close(day: string, minute: number): this {
    return this.#say(`${date(day)} ${clock(minute)} 截止`, `Due ${dateEn(day)} at ${clock(minute)}`);
  }

  list(): Step[] {
    this.#flush();
    const note = {
      zh: '其中有的年份放假安排尚未公布，公布后自动重算',
      en: 'A year on the way has no holiday notice yet; computed again when it comes',
    };
    return this.provisional ? [...this.#steps, note] : [...this.#steps];
  }

  #say(zh: string, en: string): this {
    this.#flush();
    this.#steps.push({ zh, en });
    return this;
  }

  /** A row of days off becomes one sentence, cut where its name changes. */
  #flush(): void {
    const rest = this.#rest;
    this.#rest = [];
    let first = 0;
    rest.forEach((day, index) => {
      const next = rest[index + 1];
      if (next && next.name === day.name && next.day === addDays(day.day, 1)) return;
      this.#steps.push(passed(rest[first] ?? day, day));
      first = index + 1;
    });
  }
}

function passed(first: CalendarDay, last: CalendarDay): Step {
  const one = first.day === last.day;
  const name = last.name ?? '休息日';
  return {
    zh: `${one ? date(first.day) : `${date(first.day)}至${date(last.day)}`} ${name}，不计`,
    en: `${one ? dateEn(first.day) : `${dateEn(first.day)} to ${dateEn(last.day)}`}: ${last.name ?? 'day off'}, not counted`,
  };
}

function date(day: string): string {
  const [, month, of] = day.split('-').map(Number);
  return `${month}月${of}日（周${WEEKDAYS[weekdayOf(day)]}）`;
}

function dateEn(day: string): string {
  const [, month, of] = day.split('-').map(Number);
  return `${WEEKDAYS_EN[weekdayOf(day)]} ${of} ${MONTHS_EN[(month ?? 1) - 1]}`;
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours}小时` : '', rest > 0 ? `${rest}分钟` : ''].join('') || '0分钟';
}

function durationEn(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ') || '0 min';
}
