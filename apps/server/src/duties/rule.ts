import type { DutyRuleBody } from '@xinxuan/contract';
import type { UnitCalendar } from '../calendar/body-calendar.ts';
import { addDays, instantAt, weekdayOf } from '../deadlines/days.ts';
import type { Step } from '../deadlines/steps.ts';
import type { Due } from '../deadlines/term.ts';

type Rhythm = DutyRuleBody['rhythm'];

/** The first day of the period that a day lies in: itself, its Monday, the first of its month. */
export function periodOf(rhythm: Rhythm, day: string): string {
  if (rhythm === 'working_day') return day;
  if (rhythm === 'month') return `${day.slice(0, 7)}-01`;
  return addDays(day, -((weekdayOf(day) + 6) % 7));
}

export function nextPeriod(rhythm: Rhythm, firstDay: string): string {
  if (rhythm === 'working_day') return addDays(firstDay, 1);
  if (rhythm === 'week') return addDays(firstDay, 7);
  return periodOf('month', addDays(firstDay, 31));
}

export type PeriodDue = Due & { onDay: string; closeAt: Date | null };

/**
 * When a recurring duty falls due in its period: on the nth working day, counted from the end when negative; a period that
 * has fewer takes the one nearest to it.
 * @returns 'none' for a period without a working day: then there is no duty
 */
export function dueInPeriod(
  rule: Pick<DutyRuleBody, 'rhythm' | 'workingDay' | 'minute' | 'closeAfter'>,
  firstDay: string,
  { calendar }: Pick<UnitCalendar, 'calendar'>,
): PeriodDue | 'none' {
  const days = daysOf(rule.rhythm, firstDay).map(day => calendar.on(day));
  const working = days.filter(each => each.work);
  const index = rule.workingDay > 0 ? rule.workingDay - 1 : working.length + rule.workingDay;
  const found = working[Math.min(Math.max(index, 0), working.length - 1)];
  if (!found) return 'none';
  const at = instantAt(found.day, rule.minute);
  const provisional = days.some(each => each.provisional);
  return {
    at,
    lateFrom: new Date(at.getTime() + (rule.minute === 1440 ? 0 : 60_000)),
    provisional,
    steps: explained(rule, {
      firstDay,
      lastDay: days.at(-1)?.day ?? firstDay,
      onDay: found.day,
      provisional,
    }),
    onDay: found.day,
    closeAt: rule.closeAfter === null ? null : new Date(at.getTime() + rule.closeAfter * 60_000),
  };
}

function daysOf(rhythm: Rhythm, firstDay: string): string[] {
  const days: string[] = [];
  const end = nextPeriod(rhythm, firstDay);
  for (let day = firstDay; day < end; day = addDays(day, 1)) days.push(day);
  return days;
}

const PERIOD: Record<Rhythm, { zh: string; en: string }> = {
  working_day: { zh: '每个工作日', en: 'Every working day' },
  week: { zh: '每周', en: 'Every week' },
  month: { zh: '每月', en: 'Every month' },
};

type Shown = { firstDay: string; lastDay: string; onDay: string; provisional: boolean };

function explained(rule: Pick<DutyRuleBody, 'rhythm' | 'workingDay' | 'minute'>, shown: Shown): Step[] {
  const { rhythm, workingDay, minute } = rule;
  const nth = Math.abs(workingDay);
  const zh = workingDay > 0 ? `第 ${nth} 个工作日` : nth === 1 ? '最后一个工作日' : `倒数第 ${nth} 个工作日`;
  const en =
    workingDay > 0
      ? `working day ${nth}`
      : nth === 1
        ? 'the last working day'
        : `working day ${nth} from the end`;
  const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const steps: Step[] =
    rhythm === 'working_day'
      ? [
          {
            zh: `${PERIOD.working_day.zh}一次，${shown.onDay} 是工作日`,
            en: `Every working day; ${shown.onDay} is one`,
          },
        ]
      : [
          {
            zh: `${PERIOD[rhythm].zh}一次：${shown.firstDay} 至 ${shown.lastDay}`,
            en: `${PERIOD[rhythm].en}: ${shown.firstDay} to ${shown.lastDay}`,
          },
          { zh: `${zh}是 ${shown.onDay}`, en: `${en} is ${shown.onDay}` },
        ];
  steps.push({ zh: `当日 ${clock} 截止`, en: `Due at ${clock} of that day` });
  if (shown.provisional)
    steps.push({
      zh: '这一年的放假安排尚未公布，公布后自动重新计算',
      en: 'The notice of this year has not come; computed again when it does',
    });
  return steps;
}
