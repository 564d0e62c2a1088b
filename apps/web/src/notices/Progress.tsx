import type { Today } from '@xinxuan/contract';
import { period, points } from '../formats.ts';
import { paths } from '../paths.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { Panel } from '../ui/Page.tsx';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './today.module.css';
import { todayWords } from './todayWords.ts';

/** How far the targets are. The bar shows a proportion only; figures are the server's, digit for digit. */
export function Progress({ targets }: { targets: Today['progress'] }) {
  const t = useWords(todayWords);
  const language = useLanguage();
  return (
    <Panel title={t('progress')}>
      <ul className={styles.rows}>
        {targets.map(target => {
          const share = Math.min(100, (Number(target.done) / Math.max(Number(target.target), 1)) * 100);
          const reached = Number(target.missing) <= 0;
          return (
            <li key={`${target.owner.id} ${target.name} ${target.period}`} className={styles.row}>
              <span className={styles.target}>
                <span>{target.name}</span>
                <span className={styles.ifNot}>{target.owner.name}</span>
                <span className={styles.ifNot}>{period(target.period, language)}</span>
              </span>
              <span className={styles.facts}>
                <FigureLink
                  value={t('done_of', { done: points(target.done), target: points(target.target) })}
                  to={paths.counted({
                    owner: target.ownerKind,
                    schemeId: target.schemeId,
                    clause: target.clause,
                    period: target.period,
                  })}
                  definition={t('progress_definition')}
                />
                <span>{reached ? t('reached') : t('missing', { missing: points(target.missing) })}</span>
              </span>
              <span className={styles.bar} aria-hidden>
                <span className={styles.fill} style={{ width: `${share}%` }} />
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
