import type { CalendarDayView } from '@xinxuan/contract';
import { dayOf } from '../formats.ts';
import { useNow } from '../ui/useNow.ts';
import { dayMark, isWeekend } from '../ui/workDays.ts';
import { useWords } from '../words/i18n.ts';
import styles from './calendar.module.css';
import { calendarWords } from './words.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0] as const;

type MonthProps = {
  year: number;
  month: number;
  days: readonly CalendarDayView[];
  /** With the names of festivals and reasons written into the days. */
  large: boolean;
  onChoose: (day: CalendarDayView) => void;
};

/** One month as a table that begins on Monday; what a day is stands in it as a word, not only as a colour. */
export function Month({ year, month, days, large, onChoose }: MonthProps) {
  const t = useWords(calendarWords);
  const today = dayOf(useNow());
  return (
    <table className={large ? styles.large : styles.month}>
      <caption>{t('of_month', { year, month })}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map(weekday => (
            <th key={weekday} scope="col">
              {t(`weekday.${weekday}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map(week => (
          <tr key={week.find(day => day !== null)?.day}>
            {week.map((day, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place in the week is what it is
              <td key={index}>
                {day && (
                  <button
                    type="button"
                    className={`${styles.day} ${classOf(day)} ${day.day === today ? styles.today : ''}`}
                    aria-current={day.day === today ? 'date' : undefined}
                    onClick={() => onChoose(day)}
                  >
                    <span>{Number(day.day.slice(8))}</span>
                    {dayMark(day) && <small>{t(dayMark(day) ?? 'short_off')}</small>}
                    {large && <span className={styles.name}>{day.name}</span>}
                    <span className="unseen">
                      {t('day_label', {
                        day: day.day,
                        what: t(day.work ? 'work' : 'off'),
                        name: large ? '' : (day.name ?? ''),
                        sure: day.provisional ? t('unsettled') : '',
                      })}
                    </span>
                  </button>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

function classOf(day: CalendarDayView): string {
  const what = day.work
    ? isWeekend(day.day)
      ? styles.made
      : styles.work
    : day.source === 'week'
      ? styles.week
      : styles.off;
  return [what, day.source === 'officer' && styles.decided, day.provisional && styles.unsettled]
    .filter(Boolean)
    .join(' ');
}

/** Rows of seven from Monday to Sunday, with nothing where the month has no day. */
function weeksOf(days: readonly CalendarDayView[]): (CalendarDayView | null)[][] {
  const lead = days[0] ? (weekday(days[0].day) + 6) % 7 : 0;
  const cells: (CalendarDayView | null)[] = [...Array.from({ length: lead }, () => null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
