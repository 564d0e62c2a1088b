import { OWNERS, type Trial, type TrialResult } from '@xinxuan/contract';
import { Alert, Segmented, Select } from 'antd';
import { count, day, moment, period as periodWords, points } from '../../formats.ts';
import { paths } from '../../paths.ts';
import { FigureLink } from '../../ui/FigureLink.tsx';
import { Panel } from '../../ui/Page.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useLanguage, useWords } from '../../words/i18n.ts';
import { Movers } from './Movers.tsx';
import { PlaceChart } from './PlaceChart.tsx';
import type { SetTrialSearch, TrialSearch } from './search.ts';
import { TrialClauses } from './TrialClauses.tsx';
import { TrialOwnerDetail } from './TrialOwnerDetail.tsx';
import { TrialOwners } from './TrialOwners.tsx';
import { useSchemeName } from './TrialParts.tsx';
import { TrialTies } from './TrialTies.tsx';
import styles from './trial.module.css';
import { trialWords } from './words.ts';

type TrialResultProps = { trial: Trial; state: TrialSearch; setState: SetTrialSearch };

/** The result of one period and one kind of owner: the sentence first, then who, which clauses, and everybody. */
export function TrialResultView({ trial, state, setState }: TrialResultProps) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const period = trial.periods.includes(state.period ?? '') ? (state.period ?? '') : (trial.periods[0] ?? '');
  const kinds = OWNERS.filter(kind =>
    trial.results.some(each => each.period === period && each.kind === kind),
  );
  const result = trial.results.find(each => each.period === period && each.kind === state.kind);
  const at = { ...state, period };
  return (
    <>
      <Basis trial={trial} />
      <div className={styles.bar}>
        {trial.periods.length > 1 && (
          <Select
            aria-label={t('period')}
            value={period}
            options={trial.periods.map(value => ({ value, label: periodWords(value, language) }))}
            onChange={next => setState({ period: next, owner: undefined, group: undefined })}
          />
        )}
        {trial.periods.length === 1 && <strong>{periodWords(period, language)}</strong>}
        {kinds.length > 1 && (
          <Segmented
            aria-label={t('owners')}
            value={state.kind}
            options={kinds.map(value => ({ value, label: t(`owners.${value}`) }))}
            onChange={kind => setState({ kind, owner: undefined, group: undefined })}
          />
        )}
      </div>
      {!result ? (
        <Panel>{t('not_ranked', { owners: t(`owners.${state.kind}`) })}</Panel>
      ) : state.owner ? (
        <TrialOwnerDetail trialId={trial.id} result={result} ownerId={state.owner} state={at} />
      ) : (
        <>
          <Summary trial={trial} result={result} />
          {!result.same && <Movers trialId={trial.id} result={result} state={at} />}
          {result.up + result.down > 0 && (
            <PlaceChart key={`${period} ${state.kind}`} trialId={trial.id} result={result} state={at} />
          )}
          <TrialOwners trialId={trial.id} result={result} state={at} setState={setState} />
          <TrialTies result={result} />
          <TrialClauses result={result} />
        </>
      )}
    </>
  );
}

function Basis({ trial }: { trial: Trial }) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const now = useNow();
  const nameOf = useSchemeName();
  const days = (iso: string) => day(iso, language);
  const current = trial.current
    .map(each => t('compared_days', { name: nameOf(each), from: days(each.from), to: days(each.to) }))
    .join(language === 'zh' ? '、' : ', ');
  const { proposed, facts, factsAt, asOf, startedBy } = trial;
  return (
    <div className={styles.basis}>
      <p>{t('compared', { current, proposed: nameOf(proposed) })}</p>
      <p>
        {t('basis', {
          facts: count(facts ?? 0),
          at: factsAt ? moment(factsAt, now, language) : '—',
          asOf: days(asOf),
          name: startedBy.name,
        })}
      </p>
      <details>
        <summary>{t('hashes')}</summary>
        {[...trial.current, proposed].map((each, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one text may stand on both sides
          <p key={i} className={styles.hash}>
            {nameOf(each)} sha256 {each.hash}
          </p>
        ))}
      </details>
    </div>
  );
}

function Summary({ trial, result }: { trial: Trial; result: TrialResult }) {
  const t = useWords(trialWords);
  const language = useLanguage();
  const { period, kind, rankings, tied } = result;
  const listed = (filter: string) => paths.trial(trial.id, { period, kind, filter });
  const figure = (name: 'moved' | 'up' | 'down' | 'judged') => (
    <div key={name}>
      <dt>{t(`figure.${name}`)}</dt>
      <dd>
        <FigureLink value={count(result[name])} to={listed(name)} definition={t(`figure.${name}_means`)} />
      </dd>
    </div>
  );
  const both = (before: string, after: string) => t('change_of', { before, after });
  const regrouped = rankings.before?.zh !== rankings.after?.zh && rankings.before && rankings.after;
  return (
    <Panel>
      <p className={styles.headline}>{result.headline[language]}</p>
      {result.uncovered > 0 && (
        <Alert
          className={styles.notice}
          type="info"
          showIcon
          title={t('uncovered', { days: result.uncovered })}
        />
      )}
      {result.facts === 0 && (
        <Alert className={styles.notice} type="info" showIcon title={t('no_facts_period')} />
      )}
      {regrouped && (
        <Alert
          className={styles.notice}
          type="info"
          showIcon
          title={t('regrouped', {
            before: rankings.before?.[language] ?? '',
            after: rankings.after?.[language] ?? '',
          })}
        />
      )}
      <dl className={styles.figures}>
        {(['moved', 'up', 'down', 'judged'] as const).map(figure)}
        <div>
          <dt>{t('figure.tied')}</dt>
          <dd>
            <FigureLink
              value={both(count(tied.before), count(tied.after))}
              to={listed('tied')}
              definition={t('figure.tied_means')}
            />
          </dd>
        </div>
        <div>
          <dt>{t('figure.points')}</dt>
          <dd>
            <FigureLink
              value={both(points(result.points.before), points(result.points.after))}
              to={paths.trial(trial.id, { period, kind, sort: 'change' })}
              definition={t('figure.points_means')}
            />
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
