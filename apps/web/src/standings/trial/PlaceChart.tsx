import { useQuery } from '@tanstack/react-query';
import type { TrialResult } from '@xinxuan/contract';
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { api } from '../../api/api.ts';
import { paths } from '../../paths.ts';
import { Chart } from '../../ui/chart/Chart.tsx';
import { useGo } from '../../ui/Go.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Panel } from '../../ui/Page.tsx';
import { useWords } from '../../words/i18n.ts';
import { chartOf } from './chart.ts';
import type { TrialSearch } from './search.ts';
import styles from './trial.module.css';
import { trialWords } from './words.ts';

/** The most that one call answers; of a larger group the largest moves are drawn. */
const ASKED = 200;

type PlaceChartProps = { trialId: string; result: TrialResult; state: TrialSearch };

/** Places before and after as dumbbells: shape says at once who changes and who does not. */
export function PlaceChart({ trialId, result, state }: PlaceChartProps) {
  const t = useWords(trialWords);
  const go = useGo();
  const { period, kind } = result;
  const [mover] = [...result.upMost, ...result.downMost];
  const [chosen, setChosen] = useState<string | null>(null);
  const group = state.group ?? chosen ?? mover?.group ?? result.groups[0] ?? null;
  const shown = group !== null && result.groups.includes(group) ? group : null;
  const query = useQuery(
    api.trials.owners.queryOptions({
      input: { id: trialId, period, kind, ...(shown !== null && { group: shown }), pageSize: ASKED },
    }),
  );
  const name = shown ?? t('group_all');
  const made = useMemo(
    () =>
      chartOf(query.data?.rows ?? [], count => ({
        title: count === null ? t('chart', { group: name }) : t('chart_top', { count, group: name }),
        before: t('chart_before'),
        after: t('chart_after'),
      })),
    [query.data, name, t],
  );
  return (
    <Panel>
      {result.groups.length > 1 && (
        <Select
          className={styles.chartHead}
          aria-label={t('group')}
          value={shown}
          options={result.groups.map(value => ({ value, label: value }))}
          onChange={setChosen}
          popupMatchSelectWidth={false}
        />
      )}
      <Loaded query={query}>
        {() => (
          <Chart
            data={made.data}
            categoryName={t(`owners.${kind}`)}
            onOpen={index => {
              const owner = made.owners[index];
              if (owner) go(paths.trial(trialId, { period: state.period, kind, owner: owner.owner.id }));
            }}
          />
        )}
      </Loaded>
    </Panel>
  );
}
