import { useMemo } from 'react';
import { period as periodWords } from '../formats.ts';
import { Chart } from '../ui/chart/Chart.tsx';
import { useGo } from '../ui/Go.tsx';
import { Panel } from '../ui/Page.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { useAsOf } from './AsOf.tsx';
import { chartOf, type Group, listsBehind, type Owners, placeChanges } from './places.ts';
import { StandingCards } from './StandingCards.tsx';
import { StandingTable } from './StandingTable.tsx';
import { standingWords } from './words.ts';

type GroupPanelProps = {
  group: Group;
  before: readonly Group[];
  owners: Owners;
  period: string;
  schemeId: string | null;
  view: 'table' | 'chart';
};

export function GroupPanel({ group, before, owners, period, schemeId, view }: GroupPanelProps) {
  const t = useWords(standingWords);
  const language = useLanguage();
  const narrow = useNarrow();
  const go = useGo();
  const asOf = useAsOf();
  const name = group.group?.name ?? t(owners === 'unit' ? 'group_none' : 'group_people');
  const changes = useMemo(() => placeChanges([group], before), [group, before]);
  const data = useMemo(
    () =>
      chartOf(group, before, {
        title: t('chart_points', { group: name, period: periodWords(period, language) }),
        now: t('chart_this'),
        before: t('chart_before'),
      }),
    [group, before, name, period, language, t],
  );
  if (view === 'chart')
    return (
      <Panel>
        <Chart
          data={data}
          categoryName={t(owners === 'unit' ? 'owner_unit' : 'owner_person')}
          onOpen={index => {
            const row = group.rows[index];
            if (row) go(listsBehind(row, owners, { period, asOf }).points);
          }}
        />
      </Panel>
    );
  const Rows = narrow ? StandingCards : StandingTable;
  return (
    <Panel title={name}>
      <Rows rows={group.rows} changes={changes} owners={owners} period={period} schemeId={schemeId} />
    </Panel>
  );
}
