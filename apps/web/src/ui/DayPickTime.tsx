import { TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useMemo } from 'react';
import { useWords } from '../words/i18n.ts';
import styles from './DayPick.module.css';
import { DayPick, type DayPickProps } from './DayPick.tsx';
import { dayWords } from './dayWords.ts';
import { useCloseOfWork, wallTime } from './workDays.ts';

type DayPickTimeProps = Omit<DayPickProps, 'value' | 'onChange'> & {
  id: string;
  /** What the day is, for the name of the field of its time: 办理期限. */
  label: string;
  day: string | null;
  /** Null: the end of that day's work. */
  minute: number | null;
  onChange: (due: { day: string | null; minute: number | null }) => void;
};

/** A day by which something is due, and a time of it for whom the end of that day's work will not do. */
export function DayPickTime({ id, label, day, minute, onChange, ...rest }: DayPickTimeProps) {
  const t = useWords(dayWords);
  const close = useCloseOfWork();
  const time = useMemo(() => (minute === null ? null : dayjs(wallTime(minute), 'HH:mm')), [minute]);
  const usual = close === null ? t('until_close_unknown') : t('until_close', { time: wallTime(close) });
  return (
    <>
      <div className={styles.dayAndTime}>
        <DayPick
          {...rest}
          id={id}
          value={day}
          onChange={next => onChange({ day: next, minute: next === null ? null : minute })}
        />
        <TimePicker
          id={`${id}-time`}
          aria-label={t('time_of_day', { label })}
          format="HH:mm"
          minuteStep={5}
          needConfirm={false}
          disabled={day === null}
          placeholder={close === null ? 'HH:mm' : wallTime(close)}
          value={time}
          style={{ width: '100%' }}
          onChange={picked => onChange({ day, minute: picked ? picked.hour() * 60 + picked.minute() : null })}
        />
      </div>
      <p className={styles.said}>{minute === null ? usual : t('until_time', { time: wallTime(minute) })}</p>
    </>
  );
}
