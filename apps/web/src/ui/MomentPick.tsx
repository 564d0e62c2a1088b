import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactElement, useMemo, useState } from 'react';
import { dayOf } from '../formats.ts';
import { useWords } from '../words/i18n.ts';
import { DayCell, DayLegend } from './DayCell.tsx';
import { toPicker } from './days.ts';
import { dayWords } from './dayWords.ts';
import { KeptField } from './KeptField.tsx';
import { KEPT_INPUT } from './KeptInput.tsx';
import styles from './MomentPick.module.css';
import { isMoment, momentWrong, onWall, typedMoment } from './typedDays.ts';
import { useNow } from './useNow.ts';
import { useTyped } from './useTyped.ts';
import { useCloseOfWork, useWorkDays, wallTime } from './workDays.ts';

type MomentPickProps = {
  id: string;
  /** ISO with its zone; what cannot be read as a moment is kept as it was typed. */
  value: string | null;
  onChange: (value: string | null) => void;
  /** Only what is to come makes sense: earlier days cannot be picked. */
  future?: boolean;
};

/**
 * A day and a time of that day, on the wall clock of the office whatever the machine's zone is. What cannot be read
 * stays; what is wrong is said by the `Field` around it (`useMomentProblem`), and no act goes through until it is mended.
 */
export function MomentPick({ id, value, onChange, future = false }: MomentPickProps) {
  const today = dayOf(useNow());
  const t = useWords(dayWords);
  const endOfWork = useEndOfWork();
  const [year, setYear] = useState<number | null>(null);
  const days = useWorkDays(year);
  const problem = useMomentProblem(value, { future });
  const wall = value !== null && isMoment(value) ? onWall(value) : null;
  // The same object while the value is the same: with another one the picker drops what is being typed.
  const shown = useMemo(() => toPicker(wall), [wall]);
  const isPast = (day: string): boolean => future && day < today;
  const cell = (of: Dayjs, plain: ReactElement) => {
    const day = of.format('YYYY-MM-DD');
    return <DayCell day={days.get(day)} why={isPast(day) ? t('past') : null} plain={plain} />;
  };
  // What was typed is taken over as it is, right or wrong: the picker itself would drop it.
  const typed = useTyped(text => onChange(text === '' ? null : (typedMoment(text, endOfWork) ?? text)));
  const text = value === null || wall ? null : value;
  return (
    <KeptField textOf={() => text} problem={problem ?? null} quiet onTyping={typed.typing}>
      <DatePicker
        id={id}
        showTime={{ format: 'HH:mm', minuteStep: 5, defaultOpenValue: dayjs(endOfWork, 'HH:mm') }}
        format="YYYY-MM-DD HH:mm"
        value={shown}
        status={problem ? 'error' : undefined}
        style={{ width: '100%' }}
        components={KEPT_INPUT}
        classNames={{ popup: { root: styles.popup } }}
        preserveInvalidOnBlur
        disabledDate={of => isPast(of.format('YYYY-MM-DD'))}
        onOpenChange={open => setYear(open ? Number((wall ?? today).slice(0, 4)) : null)}
        onPanelChange={panel => setYear(panel.year())}
        cellRender={(of, { type, originNode }) =>
          type === 'date' ? cell(of as Dayjs, originNode as ReactElement) : originNode
        }
        renderExtraFooter={() => <DayLegend from={future ? today : undefined} today={today} />}
        onChange={picked => onChange(picked ? `${picked.format('YYYY-MM-DDTHH:mm')}:00+08:00` : null)}
        onCalendarChange={typed.drop}
        onBlur={typed.onBlur}
        onKeyDown={typed.onKeyDown}
      />
    </KeptField>
  );
}

/** Until the hours of the body are here: the usual end of work. */
const USUAL_CLOSE = 1050;
const useEndOfWork = (): string => wallTime(useCloseOfWork() ?? USUAL_CLOSE);

/** What is wrong with a moment, in words for its field. */
export function useMomentProblem(value: string | null, { future }: { future: boolean }): string | undefined {
  const t = useWords(dayWords);
  const now = useNow();
  const wrong = momentWrong(value, future ? now : null);
  const time = useEndOfWork();
  return wrong ? t(`moment_${wrong}`, { text: value ?? '', time }) : undefined;
}
