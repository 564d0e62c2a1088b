import type { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { useWords } from '../words/i18n.ts';
import { PeriodNote } from './objections/PeriodNote.tsx';
import styles from './standings.module.css';
import { standingWords } from './words.ts';

export type Standings = Awaited<ReturnType<typeof api.standings.get.call>>;

/** What the figures below rest on: whether they still move, the scheme, and its choices where the source is silent. */
export function StandingsHead({ standings }: { standings: Standings }) {
  const t = useWords(standingWords);
  const { state, scheme, asOf } = standings;
  return (
    <div className={styles.basis}>
      {asOf && state.state !== 'closed' ? (
        <p>{t(state.state === 'published' ? 'then_published' : 'then_open')}</p>
      ) : (
        <PeriodNote state={state} />
      )}
      {scheme ? (
        <p>
          <Go to={paths.scheme(scheme.id)}>{t('by_scheme', { name: scheme.name })}</Go>
        </p>
      ) : (
        <p>
          {t(asOf ? 'then_no_scheme' : 'no_scheme')} <Go to={paths.schemes()}>{t('to_schemes')}</Go>
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
