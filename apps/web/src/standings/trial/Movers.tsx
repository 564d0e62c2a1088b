import type { TrialOwner, TrialResult } from '@xinxuan/contract';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/Go.tsx';
import { Panel } from '../../ui/Page.tsx';
import { useWords } from '../../words/i18n.ts';
import type { TrialSearch } from './search.ts';
import { Causes, Change, Places, Shift } from './TrialParts.tsx';
import styles from './trial.module.css';
import { trialWords } from './words.ts';

const ENDS = ['up', 'down', 'gained', 'lost'] as const;
const SHOWN = 5;

type MoversProps = { trialId: string; result: TrialResult; state: TrialSearch };

/** Who gains and loses most, in places and in points, each with the clauses that did it. */
export function Movers({ trialId, result, state }: MoversProps) {
  const t = useWords(trialWords);
  return (
    <Panel title={t('movers')}>
      <div className={styles.movers}>
        {ENDS.map(end => {
          const owners = result[`${end}Most`].slice(0, SHOWN);
          return (
            <section key={end}>
              <h3>{t(`movers.${end}`)}</h3>
              {owners.length === 0 ? (
                <p className={styles.faint}>{t('movers_none')}</p>
              ) : (
                <ol>
                  {owners.map(owner => (
                    <Mover key={owner.owner.id} owner={owner} trialId={trialId} state={state} />
                  ))}
                </ol>
              )}
            </section>
          );
        })}
      </div>
    </Panel>
  );
}

function Mover({ owner, trialId, state }: { owner: TrialOwner } & Omit<MoversProps, 'result'>) {
  const t = useWords(trialWords);
  const { period, kind } = state;
  return (
    <li>
      <div className={styles.moverHead}>
        <Go to={paths.trial(trialId, { period, kind, owner: owner.owner.id })}>{owner.owner.name}</Go>
        <span>
          {t('column_place')} <Places owner={owner} /> <Shift shift={owner.shift} /> {t('points_said')}{' '}
          <Change change={owner.change} />
        </span>
      </div>
      <Causes owner={owner} />
    </li>
  );
}
