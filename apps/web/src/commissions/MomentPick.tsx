import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { toPicker } from '../ui/days.ts';

type MomentPickProps = {
  id: string;
  /** ISO with its zone. */
  value: string | null;
  onChange: (value: string | null) => void;
};

/** Shanghai has been eight hours ahead of UTC all year since 1992; people give its wall clock. */
const ZONE = '+08:00';

/** A day and a time of that day, on the wall clock of the office whatever the machine's zone is. */
export function MomentPick({ id, value, onChange }: MomentPickProps) {
  const wall = value === null ? null : new Date(Date.parse(value) + 8 * 3_600_000).toISOString().slice(0, 16);
  return (
    <DatePicker
      id={id}
      showTime={{ format: 'HH:mm', minuteStep: 5, defaultOpenValue: dayjs('17:30', 'HH:mm') }}
      format="YYYY-MM-DD HH:mm"
      value={toPicker(wall)}
      style={{ width: '100%' }}
      onChange={picked => onChange(picked ? `${picked.format('YYYY-MM-DDTHH:mm')}:00${ZONE}` : null)}
    />
  );
}
