import type { DutyLife } from '@xinxuan/contract';
import { moment } from '../formats.ts';
import { When } from '../ui/Times.tsx';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './duties.module.css';
import { dutyWords } from './words.ts';

/** Who was told and when it went out, and who will be told, as posts stand today. */
export function Reminders({ steps }: { steps: DutyLife['steps'] }) {
  const t = useWords(dutyWords);
  const now = useNow();
  const language = useLanguage();
  if (steps.length === 0) return <p className={styles.quiet}>{t('no_reminders')}</p>;
  return (
    <ul className={styles.lines}>
      {steps.map(({ at, to, last, doneAt, told }) => (
        <li key={`${at}${doneAt}`} className={styles.reminder}>
          <When at={at} />
          <span>
            {told.length === 0 ? t('told_nobody') : told.map(person => person.name).join(t('and'))}
            <span className={styles.quiet}>
              {t('told_as', { roles: to.map(each => t(`to.${each}`)).join(t('and')) })}
            </span>
          </span>
          <span className={styles.quiet}>
            {doneAt ? t('told_at', { at: moment(doneAt, now, language) }) : t('to_come')}
          </span>
          {last && <strong>{t('last')}</strong>}
        </li>
      ))}
    </ul>
  );
}
