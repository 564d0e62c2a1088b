import { DatePicker } from 'antd';
import { useState } from 'react';
import { useWords } from '../words/i18n.ts';
import styles from './DayPick.module.css';
import { fromPicker, toPicker } from './days.ts';
import { dayWords } from './dayWords.ts';
import { typedDay } from './typedDays.ts';

type DaysPickProps = {
  from: string | null;
  to: string | null;
  label: string;
  onChange: (from: string | null, to: string | null) => void;
};

/** A span of days, either end of which may stay open. */
export default function DaysPick({ from, to, label, onChange }: DaysPickProps) {
  const t = useWords(dayWords);
  const [unread, setUnread] = useState<string | null>(null);
  return (
    <>
      <DatePicker.RangePicker
        value={[toPicker(from), toPicker(to)]}
        allowEmpty={[true, true]}
        aria-label={label}
        status={unread ? 'error' : undefined}
        onChange={range => onChange(fromPicker(range?.[0] ?? null), fromPicker(range?.[1] ?? null))}
        onBlur={({ target }) => {
          const text = target instanceof HTMLInputElement ? target.value.trim() : '';
          setUnread(text && !typedDay(text) ? text : null);
        }}
      />
      {unread && (
        <p className={styles.problem} role="alert">
          {t('day_unreadable', { text: unread })}
        </p>
      )}
    </>
  );
}
