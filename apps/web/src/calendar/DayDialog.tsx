import type { CalendarDayView, CalendarYear } from '@xinxuan/contract';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { day as dayWords, moment } from '../formats.ts';
import { ActButton } from '../ui/ActButton.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './calendar.module.css';
import { calendarWords } from './words.ts';

type DayDialogProps = { day: CalendarDayView; found: CalendarYear; onClose: () => void };

/** What one day is and who says so; an officer turns it round with a reason, or takes that back. */
export function DayDialog({ day, found, onClose }: DayDialogProps) {
  const t = useWords(calendarWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const decide = useAct(api.calendar.decide.call, { done: () => t('decided_done'), onDone: onClose });
  const undecide = useAct(api.calendar.undecide.call, { done: () => t('undecided_done'), onDone: onClose });
  const { decided } = day;
  const own = decided?.unit.id === found.unit.id;
  const named = { day: day.day, unitId: found.unit.id, version: found.version };
  if (asking)
    return (
      <ReasonDialog
        title={t(day.work ? 'make_off' : 'make_work')}
        hint={t('decide_hint', { unit: found.unit.name, day: dayWords(day.day, language) })}
        label={t('reason')}
        act={t(day.work ? 'make_off' : 'make_work')}
        busy={decide.busy}
        onAct={reason => decide.go({ ...named, work: !day.work, reason })}
        onClose={() => setAsking(false)}
      />
    );
  return (
    <Modal
      open
      title={dayWords(day.day, language)}
      onCancel={onClose}
      footer={
        <div className={styles.acts}>
          <Button onClick={onClose}>{c('act.close')}</Button>
          {own ? (
            <ActButton
              can={found.can.decide}
              type="primary"
              loading={undecide.busy}
              onClick={() => undecide.go(named)}
            >
              {t('undecide')}
            </ActButton>
          ) : (
            <ActButton can={found.can.decide} type="primary" onClick={() => setAsking(true)}>
              {t(day.work ? 'make_off' : 'make_work')}
            </ActButton>
          )}
        </div>
      }
    >
      <p>
        <strong>{t(day.work ? 'work' : 'off')}</strong>　{day.name}
      </p>
      <p className={styles.quiet}>
        {t(`source.${day.source}`)}
        {day.provisional && `　${t('unsettled_hint')}`}
      </p>
      {decided && (
        <p className={styles.quiet}>
          {t('decided_by', {
            name: decided.by.name,
            at: moment(decided.at, now, language),
            unit: decided.unit.name,
          })}
          　{t('otherwise', { what: t(decided.otherwise ? 'work' : 'off') })}
        </p>
      )}
    </Modal>
  );
}
