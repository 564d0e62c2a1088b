import type { DutyLife, DutyReceiver } from '@xinxuan/contract';
import { Fragment } from 'react';
import { moment } from '../formats.ts';
import { When } from '../ui/Times.tsx';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './duties.module.css';
import { dutyWords } from './words.ts';

type Step = DutyLife['steps'][number];

/** Told in the place of somebody missing: neither the one who owes it nor a holder of the post the step names. */
const instead = (to: readonly DutyReceiver[], { role }: Step['told'][number]): boolean =>
  role !== null && !to.some(each => each === 'owner' || each === 'substitute' || each === role);

/** Who was told and when it went out, and who will be told, as posts stand today. */
export function Reminders({ steps }: { steps: DutyLife['steps'] }) {
  const t = useWords(dutyWords);
  const c = useWords(commonWords);
  const toldAs = (to: Step['to'], person: Step['told'][number]): string => {
    const roles = to.map(each => t(`to.${each}`)).join(t('and'));
    return person.role && instead(to, person)
      ? t('told_instead', { roles, post: c(`role.${person.role}`) })
      : t('told_as', { roles });
  };
  const now = useNow();
  const language = useLanguage();
  if (steps.length === 0) return <p className={styles.quiet}>{t('no_reminders')}</p>;
  return (
    <ul className={styles.lines}>
      {steps.map(({ at, to, last, doneAt, told, unsent }) => (
        <li key={`${at}${doneAt}`}>
          <When at={at} />
          {'　'}
          {unsent && t(`unsent.${unsent}`)}
          {told.map((person, place) => (
            <Fragment key={person.id}>
              {place > 0 && t('and')}
              {person.name}
              <span className={styles.quiet}>{toldAs(to, person)}</span>
            </Fragment>
          ))}
          {!unsent && (
            <span className={styles.quiet}>
              {'　'}
              {doneAt ? t('told_at', { at: moment(doneAt, now, language) }) : t('to_come')}
            </span>
          )}
          {last && !unsent && <strong>　{t('last')}</strong>}
        </li>
      ))}
    </ul>
  );
}
