import type { CalendarDayView } from '@xinxuan/contract';
import { cloneElement, type ReactElement, type ReactNode } from 'react';
import { useWords } from '../words/i18n.ts';
import styles from './DayPick.module.css';
import { dayWords } from './dayWords.ts';
import { dayMark } from './workDays.ts';

type CellProps = { day: CalendarDayView | undefined; why: string | null; plain: ReactElement };
type Inner = { title?: string | undefined; children?: ReactNode };

/** One day of a picker: 休 or 班 beside its number, and the reason when it cannot be chosen. */
export function DayCell({ day, why, plain }: CellProps) {
  const t = useWords(dayWords);
  const mark = day ? dayMark(day) : null;
  const inner = plain as ReactElement<Inner>;
  if (!mark && !why) return inner;
  const name = day?.name ?? t('unnamed');
  const said = mark && t(mark === 'short_off' ? 'day_off' : 'day_worked', { name });
  return cloneElement(
    inner,
    { title: [said, why && t('refused', { why })].filter(Boolean).join('；') },
    inner.props.children,
    mark && (
      <small key="mark" className={mark === 'short_off' ? styles.off : styles.worked}>
        {t(mark)}
      </small>
    ),
  );
}

type LegendProps = { from?: string | undefined; until?: string | undefined; today: string };

/** What the marks mean and why days are grey: a phone has no pointer to hover with. */
export function DayLegend({ from, until, today }: LegendProps) {
  const t = useWords(dayWords);
  const why = [
    from && (from === today ? t('past') : t('before', { from })),
    until && t('after', { until }),
  ].filter(Boolean);
  return (
    <p className={styles.legend}>
      {t('legend')}
      {why.length > 0 && <span>{t('legend_refused', { why: why.join('；') })}</span>}
    </p>
  );
}
