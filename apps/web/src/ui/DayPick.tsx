import { DatePicker } from 'antd';
import { useState } from 'react';
import { useWords } from '../words/i18n.ts';
import styles from './DayPick.module.css';
import { fromPicker, toPicker } from './days.ts';
import { dayWords } from './dayWords.ts';
import { typedDay } from './typedDays.ts';

type DayPickProps = {
  value: string | null;
  onChange: (value: string | null) => void;
  id?: string;
  disabled?: boolean;
  status?: 'error' | 'warning' | '';
  /** Days after this one cannot be chosen. */
  until?: string;
};

export function DayPick({ value, onChange, id, disabled, status, until }: DayPickProps) {
  const t = useWords(dayWords);
  const [problem, setProblem] = useState<string | null>(null);
  // What was typed and cannot be taken is said: the picker itself would drop it without a word.
  const take = (typed: EventTarget): void => {
    if (!(typed instanceof HTMLInputElement)) return;
    const text = typed.value.trim();
    const day = typedDay(text);
    const unread = text !== '' && !day;
    const late = until !== undefined && day !== null && day > until;
    if (unread) setProblem(t('day_unreadable', { text }));
    else setProblem(late ? t('day_late', { until, day }) : null);
    if (day && !late && day !== value) onChange(day);
  };
  return (
    <>
      <DatePicker
        id={id}
        value={toPicker(value)}
        disabled={disabled}
        status={problem ? 'error' : status}
        style={{ width: '100%' }}
        disabledDate={until ? day => day.format('YYYY-MM-DD') > until : undefined}
        onChange={picked => {
          setProblem(null);
          onChange(fromPicker(picked));
        }}
        onBlur={event => take(event.target)}
      />
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
