import { DatePicker } from 'antd';
import type { Dayjs } from 'dayjs';
import { type SyntheticEvent, useId, useMemo } from 'react';
import { useWords } from '../words/i18n.ts';
import { fromPicker, toPicker } from './days.ts';
import { dayWords } from './dayWords.ts';
import { KeptField } from './KeptField.tsx';
import { KEPT_INPUT } from './KeptInput.tsx';
import { typedDay } from './typedDays.ts';
import { type Reading, useKept } from './useKept.ts';

type DaysPickProps = {
  from: string | null;
  to: string | null;
  label: string;
  onChange: (from: string | null, to: string | null) => void;
};

/** A span of days, either end of which may stay open; an end that was mistyped stays as it was typed and is named. */
export default function DaysPick({ from, to, label, onChange }: DaysPickProps) {
  const t = useWords(dayWords);
  const id = useId();
  const read = (text: string): Reading => {
    const value = typedDay(text);
    return value ? { value } : { wrong: t('day_unreadable', { text }) };
  };
  // The earlier day first, as the calendar itself puts them.
  const put = (first: string | null, last: string | null): void =>
    first && last && first > last ? onChange(last, first) : onChange(first, last);
  const start = useKept({ value: from, read, onChange: day => put(day, to) });
  const end = useKept({ value: to, read, onChange: day => put(from, day) });
  const ends = { start, end };
  const ids = { start: `${id}-start`, end: `${id}-end` };
  const shownFrom = useMemo(() => toPicker(start.text === null ? from : null), [start.text, from]);
  const shownTo = useMemo(() => toPicker(end.text === null ? to : null), [end.text, to]);
  // An end that holds something mistyped is empty to the calendar; what it was before stays until it is mended.
  const picked = (of: typeof start, day: Dayjs | null, before: string | null): string | null => {
    if (!day && of.text !== null) return before;
    of.forget();
    return fromPicker(day);
  };
  const pick = (days: (Dayjs | null)[] | null): void => {
    if (days) put(picked(start, days[0] ?? null, from), picked(end, days[1] ?? null, to));
    else {
      for (const of of [start, end]) of.forget();
      onChange(null, null);
    }
  };
  return (
    <KeptField
      textOf={input => (input === ids.start ? start.text : end.text)}
      problem={start.problem ?? end.problem}
      onTyping={event => (idOf(event) === ids.start ? start : end).typed.typing(event)}
    >
      <DatePicker.RangePicker
        id={ids}
        value={[shownFrom, shownTo]}
        allowEmpty={[true, true]}
        aria-label={label}
        status={start.problem || end.problem ? 'error' : undefined}
        components={KEPT_INPUT}
        preserveInvalidOnBlur
        onCalendarChange={(_days, _texts, { range }) => range && ends[range].typed.drop()}
        onChange={pick}
        onBlur={(_event, { range }) => range && ends[range].typed.onBlur()}
        onKeyDown={event => (idOf(event) === ids.start ? start : end).typed.onKeyDown(event)}
      />
    </KeptField>
  );
}

const idOf = ({ target }: SyntheticEvent): string => (target instanceof Element ? target.id : '');
