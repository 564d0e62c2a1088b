import { DatePicker } from 'antd';
import { fromPicker, toPicker } from './days.ts';

type DaysPickProps = {
  from: string | null;
  to: string | null;
  label: string;
  onChange: (from: string | null, to: string | null) => void;
};

/** A span of days, either end of which may stay open. */
export default function DaysPick({ from, to, label, onChange }: DaysPickProps) {
  return (
    <DatePicker.RangePicker
      value={[toPicker(from), toPicker(to)]}
      allowEmpty={[true, true]}
      aria-label={label}
      onChange={range => onChange(fromPicker(range?.[0] ?? null), fromPicker(range?.[1] ?? null))}
    />
  );
}
