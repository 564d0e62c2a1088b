import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ROUND_STATES } from '@xinxuan/contract';
import { api } from '../api/api.ts';
import { count, dayOf, period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { Ago } from '../ui/Times.tsx';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import type { AwardsState, ListProps } from './listState.ts';
import { recentPeriods } from './periods.ts';
import { RoundState } from './RoundState.tsx';
import { awardWords } from './words.ts';

type Row = Awaited<ReturnType<typeof api.awards.rounds.call>>['rows'][number];

/** Selections being worked on and those that were granted. */
export function RoundList({ state, setState, acts, begin }: ListProps) {
  const t = useWords(awardWords);
  const language = useLanguage();
  const today = dayOf(useNow());
  const { page, period, round } = state;
  const query = useQuery(
    api.awards.rounds.queryOptions({
      input: { page, pageSize: 20, period, state: round },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <ListPage<Row>
      title={t('title')}
      noun={t('round_noun')}
      acts={acts}
      query={query}
      state={state}
      onState={patch => setState(patch as Partial<AwardsState>)}
      filters={[
        {
          kind: 'one',
          key: 'round',
          label: t('result'),
          pinned: true,
          options: ROUND_STATES.map(value => ({ value, label: t(`round.${value}`) })),
        },
        {
          kind: 'one',
          key: 'period',
          label: t('period'),
          pinned: true,
          options: recentPeriods(today, period).map(value => ({
            value,
            label: periodWords(value, language),
          })),
        },
      ]}
      columns={useColumns()}
      rowKey={row => row.id}
      rowPlace={row => paths.award(row.id)}
      empty={{ title: t('round_none'), hint: t('round_none_hint'), act: begin }}
    />
  );
}

function useColumns(): Column<Row>[] {
  const t = useWords(awardWords);
  const language = useLanguage();
  return [
    {
      key: 'period',
      title: t('period'),
      opens: true,
      render: row => t('round_of', { period: periodWords(row.period, language) }),
    },
    { key: 'state', title: t('result'), render: row => <RoundState state={row.state} /> },
    {
      key: 'winners',
      title: t('result.gets'),
      align: 'right',
      render: row => count(row.winners),
    },
    { key: 'lost', title: t('result.lost'), align: 'right', render: row => count(row.lost) },
    {
      key: 'proposed',
      title: t('round.proposed'),
      render: row => (
        <>
          {t('proposed_by', { name: row.proposedBy.name })} <Ago at={row.proposedAt} />
        </>
      ),
    },
  ];
}
