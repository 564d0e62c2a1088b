import { DatePicker } from 'antd';
import { fromPicker, toPicker } from './days.ts';

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
  return (
    <DatePicker
      id={id}
      value={toPicker(value)}
      disabled={disabled}
      status={status}
      style={{ width: '100%' }}
      disabledDate={until ? day => day.format('YYYY-MM-DD') > until : undefined}
      onChange={picked => onChange(fromPicker(picked))}
    />
  );
}
