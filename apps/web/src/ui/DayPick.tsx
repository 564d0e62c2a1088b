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
import { useTyped } from './useTyped.ts';
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
  /** Told of what was typed and cannot be taken, where an empty field says something of its own. */
  onWrong?: (wrong: boolean) => void;
};

/** What was typed and could not be taken; it stays in the field. */
type Refused = { text: string; day: string | null };

/** A day, with what the working calendar says of each, and with the reason on those that the field refuses. */
export function DayPick({ value, onChange, id, disabled, status, from, until, onWrong }: DayPickProps) {
  const t = useWords(dayWords);
  const [refused, setRefused] = useState<Refused | null>(null);
  const [year, setYear] = useState<number | null>(null);
  const today = dayOf(useNow());
  const days = useWorkDays(year);
  // The same object while the value is the same: with another one the picker drops what is being typed.
  const shown = useMemo(() => toPicker(refused ? refused.day : value), [refused, value]);
  const whyNot = (day: string): string | null => {
    if (from !== undefined && day < from) return from === today ? t('past') : t('before', { from });
    return until !== undefined && day > until ? t('after', { until }) : null;
  };
  const wrongOf = ({ text, day }: Refused): string | null => {
    if (!day) return t('day_unreadable', { text });
    if (from && day < from) return t('day_early', { from, day });
    return until && day > until ? t('day_late', { until, day }) : null;
  };
  const problem = refused && wrongOf(refused);
  const put = (day: string | null, wrong: Refused | null): void => {
    setRefused(wrong);
    onWrong?.(wrong !== null);
    if (day !== value) onChange(day);
  };
  // What cannot be taken stays and is said, and the field gives no day: an act with the former one would surprise.
  const typed = useTyped(text => {
    if (text === '') return put(null, null);
    const day = typedDay(text);
    const wrong = wrongOf({ text, day });
    put(wrong ? null : day, wrong ? { text, day } : null);
  });
  const cell = (of: Dayjs, plain: ReactElement) => {
    const day = of.format('YYYY-MM-DD');
    return <DayCell day={days.get(day)} why={whyNot(day)} plain={plain} />;
  };
  return (
    <div onChange={typed.typing}>
      <DatePicker
        id={id}
        value={shown}
        disabled={disabled}
        status={problem ? 'error' : status}
        style={{ width: '100%' }}
        preserveInvalidOnBlur
        disabledDate={of => whyNot(of.format('YYYY-MM-DD')) !== null}
        onOpenChange={open => setYear(open ? Number((value ?? today).slice(0, 4)) : null)}
        onPanelChange={panel => setYear(panel.year())}
        cellRender={(of, { type, originNode }) =>
          type === 'date' ? cell(of as Dayjs, originNode as ReactElement) : originNode
        }
        renderExtraFooter={() => <DayLegend from={from} until={until} today={today} />}
        onCalendarChange={typed.drop}
        onChange={picked => put(fromPicker(picked), null)}
        onBlur={typed.onBlur}
        onKeyDown={typed.onKeyDown}
      />
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
