import type { Today } from '@xinxuan/contract';
import { paths } from '../paths.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { Ago } from '../ui/Times.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './today.module.css';
import { todayWords } from './todayWords.ts';

type ChangedProps = { changed: Today['changed']; reminders: Today['reminders']; since: string };

export function Changed({ changed, reminders, since }: ChangedProps) {
  const t = useWords(todayWords);
  const language = useLanguage();
  return (
    <Panel title={t('changed')}>
      {changed.length === 0 && reminders.count === 0 && <p className={styles.ifNot}>{t('changed_none')}</p>}
      <ul className={styles.rows}>
        {changed.map(one => {
          const text = language === 'zh' ? one.zh : one.en;
          return (
            <li key={one.id} className={styles.row}>
              {one.manuscript ? (
                <Go to={paths.manuscript(one.manuscript.id)} className={styles.rowTitle}>
                  {text}
                </Go>
              ) : (
                <span className={styles.rowTitle}>{text}</span>
              )}
              <span className={styles.facts}>
                {one.times > 1 && (
                  <FigureLink
                    value={t('changed_times', { count: one.times })}
                    to={paths.notices({ like: one.id, from: since })}
                    definition={t('counted.changed_times')}
                  />
                )}
                <Ago at={one.at} />
              </span>
            </li>
          );
        })}
        {reminders.count > 0 && (
          <li className={styles.row}>
            <span className={styles.rowTitle}>
              <FigureLink
                value={t('reminders', { count: reminders.count })}
                to={paths.notices({ kind: 'duty', from: since })}
                definition={t('counted.reminders')}
              />
            </span>
            <span className={styles.facts}>{reminders.at && <Ago at={reminders.at} />}</span>
          </li>
        )}
      </ul>
    </Panel>
  );
}
