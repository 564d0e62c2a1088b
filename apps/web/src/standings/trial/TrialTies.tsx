import type { TrialResult, TrialTie } from '@xinxuan/contract';
import { points } from '../../formats.ts';
import { Panel } from '../../ui/Page.tsx';
import { useLanguage, useWords } from '../../words/i18n.ts';
import styles from './trial.module.css';
import { trialWords } from './words.ts';

/** Ties that appear or vanish, by who shares the place. */
export function TrialTies({ result }: { result: TrialResult }) {
  const t = useWords(trialWords);
  const sides = [
    { key: 'ties.gone' as const, ties: result.tiesGone },
    { key: 'ties.new' as const, ties: result.tiesNew },
  ].filter(({ ties }) => ties.length > 0);
  return (
    <Panel title={t('ties')}>
      <div className={styles.ties}>
        {sides.length === 0 && <p className={styles.faint}>{t('ties_none')}</p>}
        {sides.map(({ key, ties }) => (
          <section key={key}>
            <h3 className={styles.subhead}>{t(key)}</h3>
            <ul>
              {ties.map(tie => (
                <Tie key={`${tie.among} ${tie.place} ${tie.owners[0]?.id}`} tie={tie} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Panel>
  );
}

function Tie({ tie: { among, place, points: shared, owners, count } }: { tie: TrialTie }) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const named = owners.map(({ name }) => name).join(language === 'zh' ? '、' : ', ');
  const names = count > owners.length ? t('tie_more', { names: named, count }) : named;
  return <li>{t('tie', { among, place, points: points(shared), names })}</li>;
}
