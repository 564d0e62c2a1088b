import { DatePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import { type ReactElement, useMemo, useState } from 'react';
import { dayOf } from '../formats.ts';
import { useWords } from '../words/i18n.ts';
import { DayCell, DayLegend } from './DayCell.tsx';
import styles from './DayPick.module.css';
import { fromPicker, toPicker } from './days.ts';
import { dayWords } from './dayWords.ts';
import { typedDay } from './typedDays.ts';
import { useNow } from './useNow.ts';
import { useWorkDays } from './workDays.ts';

export type DayPickProps = {
  value: string | null;
  onChange: (value: string | null) => void;
  id?: string;
  disabled?: boolean;
  status?: 'error' | 'warning' | '';
  /** Days before this one cannot be chosen. */
  from?: string | undefined;
  /** Days after this one cannot be chosen. */
  until?: string | undefined;
};

/** A day, with what the working calendar says of each, and with the reason on those that the field refuses. */
export function DayPick({ value, onChange, id, disabled, status, from, until }: DayPickProps) {
  const t = useWords(dayWords);
  const [problem, setProblem] = useState<string | null>(null);
  const [year, setYear] = useState<number | null>(null);
  const today = dayOf(useNow());
  const days = useWorkDays(year);
  // The same object while the value is the same: with another one the picker drops what is being typed.
  const shown = useMemo(() => toPicker(value), [value]);
  const whyNot = (day: string): string | null => {
    if (from !== undefined && day < from) return from === today ? t('past') : t('before', { from });
    return until !== undefined && day > until ? t('after', { until }) : null;
  };
  const wrongOf = (text: string, day: string | null): string | null => {
    if (!day) return t('day_unreadable', { text });
    if (from && day < from) return t('day_early', { from, day });
    return until && day > until ? t('day_late', { until, day }) : null;
  };
  // What was typed and cannot be taken is said: the picker itself would drop it without a word.
  const take = (typed: EventTarget): void => {
    if (!(typed instanceof HTMLInputElement)) return;
    const text = typed.value.trim();
    // Left as it was, or emptied by the picker after a key has had its say.
    if (text === '' || text === value) return;
    const day = typedDay(text);
    const wrong = wrongOf(text, day);
    setProblem(wrong);
    if (day && !wrong && day !== value) onChange(day);
  };
  const cell = (of: Dayjs, plain: ReactElement) => {
    const day = of.format('YYYY-MM-DD');
    return <DayCell day={days.get(day)} why={whyNot(day)} plain={plain} />;
  };
  return (
    <>
      <DatePicker
        id={id}
        value={shown}
        disabled={disabled}
        status={problem ? 'error' : status}
        style={{ width: '100%' }}
        disabledDate={of => whyNot(of.format('YYYY-MM-DD')) !== null}
        onOpenChange={open => setYear(open ? Number((value ?? today).slice(0, 4)) : null)}
        onPanelChange={panel => setYear(panel.year())}
        cellRender={(of, { type, originNode }) =>
          type === 'date' ? cell(of as Dayjs, originNode as ReactElement) : originNode
        }
        renderExtraFooter={() => <DayLegend from={from} until={until} today={today} />}
        onChange={picked => {
          setProblem(null);
          onChange(fromPicker(picked));
        }}
        onBlur={event => take(event.target)}
        onKeyDown={({ key, target }) => (key === 'Enter' || key === 'Tab') && take(target)}
      />
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
