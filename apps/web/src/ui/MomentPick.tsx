import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { dayOf } from '../formats.ts';
import { useWords } from '../words/i18n.ts';
import { toPicker } from './days.ts';
import { dayWords } from './dayWords.ts';
import styles from './MomentPick.module.css';
import { isMoment, momentWrong, onWall, typedMoment } from './typedDays.ts';
import { useNow } from './useNow.ts';

type MomentPickProps = {
  id: string;
  /** ISO with its zone; what cannot be read as a moment is kept as it was typed. */
  value: string | null;
  onChange: (value: string | null) => void;
  /** Only what is to come makes sense: earlier days cannot be picked. */
  future?: boolean;
};

/** A day and a time of that day, on the wall clock of the office whatever the machine's zone is. */
export function MomentPick({ id, value, onChange, future = false }: MomentPickProps) {
  const today = dayOf(useNow());
  const problem = useMomentProblem(value, { future });
  const wall = value !== null && isMoment(value) ? onWall(value) : null;
  // What was typed is taken over when the field is left: the picker itself would drop it.
  const take = (typed: EventTarget): void => {
    if (!(typed instanceof HTMLInputElement) || typed.id !== id) return;
    const text = typed.value.trim();
    if (text && text !== wall?.replace('T', ' ')) onChange(typedMoment(text) ?? text);
  };
  return (
    <DatePicker
      id={id}
      showTime={{ format: 'HH:mm', minuteStep: 5, defaultOpenValue: dayjs('17:30', 'HH:mm') }}
      format="YYYY-MM-DD HH:mm"
      value={toPicker(wall)}
      status={problem ? 'error' : undefined}
      style={{ width: '100%' }}
      classNames={{ popup: { root: styles.popup } }}
      preserveInvalidOnBlur
      disabledDate={future ? day => day.format('YYYY-MM-DD') < today : undefined}
      onChange={picked => onChange(picked ? `${picked.format('YYYY-MM-DDTHH:mm')}:00+08:00` : null)}
      onBlur={event => take(event.target)}
      onKeyDown={event => event.key === 'Enter' && take(event.target)}
    />
  );
}

/** What is wrong with a moment, in words for its field. */
export function useMomentProblem(value: string | null, { future }: { future: boolean }): string | undefined {
  const t = useWords(dayWords);
  const now = useNow();
  const wrong = momentWrong(value, future ? now : null);
  return wrong ? t(`moment_${wrong}`, { text: value ?? '' }) : undefined;
}
