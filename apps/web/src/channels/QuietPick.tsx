import type { QuietHours } from '@xinxuan/contract';
import { Select } from 'antd';
import { useWords } from '../words/i18n.ts';
import styles from './channels.module.css';
import { channelWords } from './words.ts';

export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
const OPTIONS = Array.from({ length: 48 }, (_, half) => ({ value: half * 30, label: clockOf(half * 30) }));

type QuietPickProps = { value: QuietHours; onChange: (value: QuietHours) => void };

/** Quiet hours by the half hour. */
export function QuietPick({ value, onChange }: QuietPickProps) {
  const t = useWords(channelWords);
  return (
    <div className={styles.quiet}>
      <span>{t('quiet_from')}</span>
      <Select
        aria-label={t('quiet_from')}
        value={value.from}
        options={OPTIONS}
        onChange={from => onChange({ ...value, from })}
      />
      <span>{t('quiet_to')}</span>
      <Select
        aria-label={t('quiet_to')}
        value={value.to}
        options={OPTIONS}
        onChange={to => onChange({ ...value, to })}
      />
    </div>
  );
}
