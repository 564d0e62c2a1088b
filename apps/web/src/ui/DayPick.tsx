import { DatePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import { type ReactElement, useMemo, useState } from 'react';
import { dayOf } from '../formats.ts';
import { useWords } from '../words/i18n.ts';
import { DayCell, DayLegend } from './DayCell.tsx';
import { fromPicker, toPicker } from './days.ts';
import { dayWords } from './dayWords.ts';
import { KeptField } from './KeptField.tsx';
import { KEPT_INPUT } from './KeptInput.tsx';
import { typedDay } from './typedDays.ts';
import { type Reading, useKept } from './useKept.ts';
import { useNow } from './useNow.ts';
import { useWorkDays } from './workDays.ts';

export type DayPickProps = {
  value: string | null;
  /** Told of days that can be taken and of an emptied field, never of what was mistyped. */
  onChange: (value: string | null) => void;
  id?: string;
  disabled?: boolean;
  /** An emptied field is as wrong as a mistyped one. */
  required?: boolean;
  status?: 'error' | 'warning' | '';
  /** Days before this one cannot be chosen. */
  from?: string | undefined;
  /** Days after this one cannot be chosen. */
  until?: string | undefined;
};

/**
 * A day, with what the working calendar says of each, and with the reason on those that the field refuses. What was
 * mistyped stays and is named; no act of the page or dialog goes through until it is mended, so no form has to ask.
 */
export function DayPick({ value, onChange, id, disabled, required, status, from, until }: DayPickProps) {
  const t = useWords(dayWords);
  const [year, setYear] = useState<number | null>(null);
  const today = dayOf(useNow());
  const days = useWorkDays(year);
  const whyNot = (day: string): string | null => {
    if (from !== undefined && day < from) return from === today ? t('past') : t('before', { from });
    return until !== undefined && day > until ? t('after', { until }) : null;
  };
  const read = (text: string): Reading => {
    const day = typedDay(text);
    if (!day) return { wrong: t('day_unreadable', { text }) };
    if (from && day < from) return { wrong: t('day_early', { from, day }) };
    return until && day > until ? { wrong: t('day_late', { until, day }) } : { value: day };
  };
  const { text, problem, typed, take } = useKept({
    ...{ value, read, onChange },
    missing: required ? t('day_missing') : undefined,
    off: disabled,
  });
  // The same object while the value is the same: with another one the picker drops what is being typed.
  const shown = useMemo(() => toPicker(text === null ? value : null), [text, value]);
  const cell = (of: Dayjs, plain: ReactElement) => {
    const day = of.format('YYYY-MM-DD');
    return <DayCell day={days.get(day)} why={whyNot(day)} plain={plain} />;
  };
  return (
    <KeptField textOf={() => text} problem={problem} onTyping={typed.typing}>
      <DatePicker
        id={id}
        value={shown}
        disabled={disabled}
        status={problem ? 'error' : status}
        style={{ width: '100%' }}
        components={KEPT_INPUT}
        allowClear={!required}
        preserveInvalidOnBlur
        disabledDate={of => whyNot(of.format('YYYY-MM-DD')) !== null}
        onOpenChange={open => setYear(open ? Number((value ?? today).slice(0, 4)) : null)}
        onPanelChange={panel => setYear(panel.year())}
        cellRender={(of, { type, originNode }) =>
          type === 'date' ? cell(of as Dayjs, originNode as ReactElement) : originNode
        }
        renderExtraFooter={() => <DayLegend from={from} until={until} today={today} />}
        onCalendarChange={typed.drop}
        onChange={picked => take(fromPicker(picked))}
        onBlur={typed.onBlur}
        onKeyDown={typed.onKeyDown}
      />
    </KeptField>
  );
}
