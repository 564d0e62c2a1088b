import LockOutlined from '@ant-design/icons/LockOutlined';
import UnlockOutlined from '@ant-design/icons/UnlockOutlined';
import type { api } from '../api/api.ts';
import { distance, moment } from '../formats.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './standings.module.css';
import { standingWords } from './words.ts';

export type Standings = Awaited<ReturnType<typeof api.standings.get.call>>;

/** What the figures below rest on: whether they still move, the scheme, and its choices where the source is silent. */
export function StandingsHead({ standings }: { standings: Standings }) {
  const t = useWords(standingWords);
  const language = useLanguage();
  const now = useNow();
  const { state, scheme, computedAt } = standings;
  return (
    <div className={styles.basis}>
      <p>
        {state.closedAt ? (
          <>
            <LockOutlined aria-hidden /> {t('closed', { at: moment(state.closedAt, now, language) })}
          </>
        ) : (
          <>
            <UnlockOutlined aria-hidden /> {t('open')}
          </>
        )}
        {computedAt && <span>{t('computed', { ago: distance(computedAt, now) })}</span>}
      </p>
      {scheme ? (
        <p>
          <Go to={paths.scheme(scheme.id)}>{t('by_scheme', { name: scheme.name })}</Go>
        </p>
      ) : (
        <p>
          {t('no_scheme')} <Go to={paths.schemes()}>{t('to_schemes')}</Go>
        </p>
      )}
      {scheme && scheme.switches.length > 0 && (
        <details>
          <summary>{t('switches', { count: scheme.switches.length })}</summary>
          <dl className={styles.switches}>
            {scheme.switches.map(choice => (
              <div key={choice.id}>
                <dt>{choice.question}</dt>
                <dd>{choice.value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}
