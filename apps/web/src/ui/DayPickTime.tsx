import { TimePicker } from 'antd';
import dayjs from 'dayjs';
import { useMemo } from 'react';
import { useWords } from '../words/i18n.ts';
import styles from './DayPick.module.css';
import { DayPick, type DayPickProps } from './DayPick.tsx';
import { dayWords } from './dayWords.ts';
import { KeptField } from './KeptField.tsx';
import { KEPT_INPUT } from './KeptInput.tsx';
import { typedTime } from './typedDays.ts';
import { type Reading, useKept } from './useKept.ts';
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

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** A day by which something is due, and a time of it for whom the end of that day's work will not do. */
export function DayPickTime({ id, label, day, minute, onChange, ...rest }: DayPickTimeProps) {
  const t = useWords(dayWords);
  const close = useCloseOfWork();
  const time = minute === null ? null : wallTime(minute);
  const read = (said: string): Reading => {
    const value = typedTime(said);
    return value ? { value } : { wrong: t('time_unreadable', { text: said }) };
  };
  const { text, problem, typed, take } = useKept({
    value: time,
    off: day === null,
    read,
    onChange: next => onChange({ day, minute: next === null ? null : minuteOf(next) }),
  });
  const shown = useMemo(() => (time === null || text !== null ? null : dayjs(time, 'HH:mm')), [time, text]);
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
        <KeptField textOf={() => text} problem={problem} onTyping={typed.typing}>
          <TimePicker
            id={`${id}-time`}
            aria-label={t('time_of_day', { label })}
            format="HH:mm"
            minuteStep={5}
            needConfirm={false}
            disabled={day === null}
            placeholder={close === null ? 'HH:mm' : wallTime(close)}
            value={shown}
            status={problem ? 'error' : undefined}
            style={{ width: '100%' }}
            components={KEPT_INPUT}
            preserveInvalidOnBlur
            onCalendarChange={typed.drop}
            onChange={picked => take(picked ? picked.format('HH:mm') : null)}
            onBlur={typed.onBlur}
            onKeyDown={typed.onKeyDown}
          />
        </KeptField>
      </div>
      <p className={styles.said}>{minute === null ? usual : t('until_time', { time: wallTime(minute) })}</p>
    </>
  );
}
