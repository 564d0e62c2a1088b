import DeleteOutlined from '@ant-design/icons/DeleteOutlined';
import { type CalendarYear, REPORTING_DAYS, type Reporting, type WorkingHours } from '@xinxuan/contract';
import { Button, InputNumber, Select, Switch, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { Field } from '../ui/Field.tsx';
import { useAct } from '../ui/useAct.ts';
import { useWords } from '../words/i18n.ts';
import styles from './calendar.module.css';
import { calendarWords } from './words.ts';

type Shift = WorkingHours['window'];
const AFTERNOON: Shift = [810, 1050];

/** The hours in which working time runs, and those in which items are received. */
export function HoursForm({ found }: { found: CalendarYear }) {
  const t = useWords(calendarWords);
  const [hours, setHours] = useState<WorkingHours>(found.hours);
  const save = useAct(api.calendar.hours.call, { done: () => t('hours_saved') });
  const fixed = found.can.bring !== null;
  const shifts = (next: Shift[]): void => setHours({ ...hours, shifts: next });
  return (
    <>
      <p className={styles.quiet}>{t('hours_hint')}</p>
      {hours.shifts.map((shift, index) => (
        <div key={shift.join('-')} className={styles.bar}>
          <ShiftPick
            label={t('shift', { n: index + 1 })}
            value={shift}
            disabled={fixed}
            onChange={next => shifts(hours.shifts.map((other, at) => (at === index ? next : other)))}
          />
          {!fixed && hours.shifts.length > 1 && (
            <Button
              icon={<DeleteOutlined />}
              aria-label={t('remove_shift', { n: index + 1 })}
              onClick={() => shifts(hours.shifts.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {!fixed && hours.shifts.length < 4 && (
        <Button onClick={() => shifts([...hours.shifts, AFTERNOON])}>{t('add_shift')}</Button>
      )}
      <Field id="hours-window" label={t('window')} hint={t('window_hint')}>
        <div>
          <ShiftPick
            id="hours-window"
            label={t('window')}
            value={hours.window}
            disabled={fixed}
            onChange={window => setHours({ ...hours, window })}
          />
        </div>
      </Field>
      <Field id="hours-late" label={t('late_tomorrow')}>
        <div>
          <Switch
            id="hours-late"
            checked={hours.lateCountsTomorrow}
            disabled={fixed}
            onChange={lateCountsTomorrow => setHours({ ...hours, lateCountsTomorrow })}
          />
        </div>
      </Field>
      <ReportingRules
        rules={hours.reporting}
        fixed={fixed}
        onChange={reporting => setHours({ ...hours, reporting })}
      />
      <ActButton
        can={found.can.bring}
        loading={save.busy}
        onClick={() => save.go({ ...hours, version: found.version })}
      >
        {t('save_hours')}
      </ActButton>
    </>
  );
}

type ReportingRulesProps = { rules: Reporting; fixed: boolean; onChange: (rules: Reporting) => void };

/** By when an item is due after its event; what comes later is marked late and does not count. */
function ReportingRules({ rules, fixed, onChange }: ReportingRulesProps) {
  const t = useWords(calendarWords);
  const set = (change: Partial<Reporting>): void => onChange({ ...rules, ...change });
  const days = (name: 'newsDays' | 'majorEventDays', min: number) => (
    <Field id={`reporting-${name}`} label={t(`reporting.${name}`)}>
      <InputNumber
        id={`reporting-${name}`}
        min={min}
        max={60}
        precision={0}
        disabled={fixed}
        value={rules[name]}
        onChange={value => value !== null && set({ [name]: value })}
      />
    </Field>
  );
  return (
    <>
      {days('newsDays', 1)}
      <Field id="reporting-days" label={t('reporting.days')}>
        <Select
          id="reporting-days"
          disabled={fixed}
          value={rules.days}
          options={REPORTING_DAYS.map(value => ({ value, label: t(`reporting.days.${value}`) }))}
          onChange={value => set({ days: value })}
        />
      </Field>
      {days('majorEventDays', 0)}
      <Field id="reporting-opinion" label={t('reporting.opinion')}>
        <div>
          <TimePicker
            id="reporting-opinion"
            format="HH:mm"
            minuteStep={5}
            allowClear={false}
            disabled={fixed}
            value={shown(rules.opinionMinute)}
            onChange={time => time && set({ opinionMinute: minuteOf(time) })}
          />
        </div>
      </Field>
      <Field id="reporting-outside" label={t('reporting.outside')} hint={t('reporting.outside_hint')}>
        <div>
          <Switch
            id="reporting-outside"
            checked={rules.outsideWaits}
            disabled={fixed}
            onChange={outsideWaits => set({ outsideWaits })}
          />
        </div>
      </Field>
    </>
  );
}

const shown = (minute: number): Dayjs => dayjs().startOf('day').add(minute, 'minute');
const minuteOf = (time: Dayjs): number => time.hour() * 60 + time.minute();

type ShiftPickProps = {
  id?: string;
  label: string;
  value: Shift;
  disabled: boolean;
  onChange: (shift: Shift) => void;
};

function ShiftPick({ id, label, value, disabled, onChange }: ShiftPickProps) {
  return (
    <TimePicker.RangePicker
      {...(id ? { id: { start: id } } : {})}
      aria-label={label}
      format="HH:mm"
      minuteStep={5}
      allowClear={false}
      order={false}
      disabled={disabled}
      value={[shown(value[0]), shown(value[1])]}
      onChange={times => {
        const [from, to] = times ?? [];
        if (from && to) onChange([minuteOf(from), minuteOf(to)]);
      }}
    />
  );
}
