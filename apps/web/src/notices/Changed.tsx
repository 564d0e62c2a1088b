import type { Today } from '@xinxuan/contract';
import { paths } from '../paths.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { Go } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { Ago } from '../ui/Times.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './today.module.css';
import { todayWords } from './todayWords.ts';

export function Changed({ changed, since }: { changed: Today['changed']; since: string }) {
  const t = useWords(todayWords);
  const language = useLanguage();
  return (
    <Panel title={t('changed')}>
      {changed.length === 0 && <p className={styles.ifNot}>{t('changed_none')}</p>}
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
      </ul>
    </Panel>
  );
}
