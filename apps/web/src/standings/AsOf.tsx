import HistoryOutlined from '@ant-design/icons/HistoryOutlined';
import { Button } from 'antd';
import { createContext, useContext } from 'react';
import { day, dayOf } from '../formats.ts';
import { DayPick } from '../ui/DayPick.tsx';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './standings.module.css';
import { standingWords } from './words.ts';

/** The day that is looked back to, for the figures and their links further down; null shows the present. */
const AsOf = createContext<string | null>(null);
export const AsOfProvider = AsOf.Provider;
export const useAsOf = (): string | null => useContext(AsOf);

/** A day of the past; today and what is no past count as now. */
export function pastDay(asOf: string | undefined, today: string): string | null {
  return asOf !== undefined && asOf < today ? asOf : null;
}

type AsOfProps = { asOf: string | null; onAsOf: (day: string | undefined) => void };

/** Chooses the day whose figures are shown; an empty field is now. */
export function AsOfPick({ asOf, onAsOf }: AsOfProps) {
  const t = useWords(standingWords);
  const today = dayOf(useNow());
  const yesterday = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  return (
    <span className={styles.asOf}>
      <label htmlFor="as-of">{t('as_of')}</label>
      <span className={styles.asOfDay}>
        <DayPick id="as-of" value={asOf} until={yesterday} onChange={next => onAsOf(next ?? undefined)} />
      </span>
    </span>
  );
}

/** Says loudly that these are not the present figures, what they rest on, and leads back. */
export function AsOfNote({ asOf, onAsOf }: AsOfProps) {
  const t = useWords(standingWords);
  const language = useLanguage();
  if (!asOf) return null;
  return (
    <div className={styles.asOfNote} role="status">
      <HistoryOutlined aria-hidden />
      <span>
        <strong>{t('as_of_day', { day: day(asOf, language) })}</strong> {t('as_of_means')}
      </span>
      <Button size="small" onClick={() => onAsOf(undefined)}>
        {t('as_of_back')}
      </Button>
    </div>
  );
}
