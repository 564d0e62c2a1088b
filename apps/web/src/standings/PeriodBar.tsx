import LeftOutlined from '@ant-design/icons/LeftOutlined';
import RightOutlined from '@ant-design/icons/RightOutlined';
import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { dayOf, period as periodWords } from '../formats.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { daysOf, periodOf, SPANS, type Span, shifted, spanOf } from './period.ts';
import styles from './standings.module.css';
import { standingWords } from './words.ts';

type PeriodBarProps = { period: string; onPeriod: (period: string) => void; children?: ReactNode };

/** Year, quarter or month, and one step back or on. Another span keeps the days that are looked at. */
export function PeriodBar({ period, onPeriod, children }: PeriodBarProps) {
  const t = useWords(standingWords);
  const language = useLanguage();
  const today = dayOf(useNow());
  const present = periodOf(today, spanOf(period));
  const inSpan = (span: Span) => {
    const { from, to } = daysOf(period);
    return periodOf(from <= today && today <= to ? today : to, span);
  };
  return (
    <div className={styles.bar}>
      <Segmented<Span>
        aria-label={t('span')}
        value={spanOf(period)}
        options={SPANS.map(value => ({ value, label: t(`span.${value}`) }))}
        onChange={span => onPeriod(inSpan(span))}
      />
      <span className={styles.stepper}>
        <Button
          icon={<LeftOutlined />}
          aria-label={t('previous')}
          title={t('previous')}
          onClick={() => onPeriod(shifted(period, -1))}
        />
        <strong className={styles.periodName} aria-live="polite">
          {periodWords(period, language)}
        </strong>
        <Button
          icon={<RightOutlined />}
          aria-label={t('next')}
          title={t('next')}
          disabled={period >= present}
          onClick={() => onPeriod(shifted(period, 1))}
        />
      </span>
      {period !== present && (
        <Button type="link" onClick={() => onPeriod(present)}>
          {t('this_period')}
        </Button>
      )}
      {children}
    </div>
  );
}
