import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FEE_STATES } from '@xinxuan/contract';
import type { ReactNode } from 'react';
import { api } from '../api/api.ts';
import { recentPeriods } from '../awards/periods.ts';
import { count, day, dayOf, period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { periodOf, shifted } from '../standings/period.ts';
import { FigureLink } from '../ui/FigureLink.tsx';
import { Go } from '../ui/Go.tsx';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { Ago } from '../ui/Times.tsx';
import { useNow } from '../ui/useNow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { FeeState } from './FeeState.tsx';
import styles from './fees.module.css';
import type { FeesState, SetFees } from './listState.ts';
import { money } from './money.ts';
import { feeWords } from './words.ts';

type Row = Awaited<ReturnType<typeof api.fees.list.call>>['rows'][number];
const SORTS = ['newest', 'sum', 'period'] as const;

type ListsProps = { state: FeesState; setState: SetFees; acts: ReactNode; begin: ReactNode };

export function FeeLists({ state, setState, acts, begin }: ListsProps) {
  const t = useWords(feeWords);
  const language = useLanguage();
  const today = dayOf(useNow());
  const { page, period, sort } = state;
  const query = useQuery(
    api.fees.list.queryOptions({
      input: { page, pageSize: 20, state: state.state, period, sort },
      placeholderData: keepPreviousData,
    }),
  );
  const last = shifted(periodOf(today, 'quarter'), -1);
  const due = useQuery(api.fees.due.queryOptions({ input: { period: last } }));
  const paysNothing = due.data?.ledgers.length === 0;
  return (
    <ListPage<Row>
      title={t('title')}
      noun={t('noun')}
      acts={acts}
      query={query}
      state={state}
      onState={patch => setState(patch as Partial<FeesState>)}
      filters={[
        {
          kind: 'one',
          key: 'state',
          label: t('state'),
          pinned: true,
          options: FEE_STATES.map(value => ({ value, label: t(`state.${value}`) })),
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
      sorts={SORTS.map(value => ({ value, label: t(`sort_${value}`) }))}
      columns={useColumns()}
      rowKey={row => row.id}
      rowPlace={row => paths.fee(row.id)}
      phone={row => <Card row={row} />}
      empty={
        paysNothing
          ? {
              title: t('no_money'),
              hint: t('no_money_hint'),
              act: <Go to={paths.schemes()}>{t('to_schemes')}</Go>,
            }
          : { title: t('none'), hint: t('none_hint'), act: begin }
      }
    />
  );
}

function Card({ row }: { row: Row }) {
  const t = useWords(feeWords);
  const language = useLanguage();
  return (
    <>
      <div className={styles.cardHead}>
        <strong>{periodWords(row.period, language)}</strong>
        <FeeState state={row.state} />
      </div>
      <div className={styles.facts}>
        <span>{row.number}</span>
        <span>
          {money(row.sum)} {t('yuan')}
        </span>
        <span>{t('for_persons', { count: row.persons })}</span>
        {row.paid && <span>{day(row.paid.on, language)}</span>}
      </div>
    </>
  );
}

function useColumns(): Column<Row>[] {
  const t = useWords(feeWords);
  const language = useLanguage();
  return [
    { key: 'number', title: t('number'), opens: true, render: row => row.number },
    { key: 'period', title: t('period'), render: row => periodWords(row.period, language) },
    {
      key: 'sum',
      title: t('sum'),
      align: 'right',
      render: row => (
        <FigureLink
          value={money(row.sum)}
          to={paths.fee(row.id)}
          definition={t('list_of', { period: periodWords(row.period, language) })}
        />
      ),
    },
    { key: 'state', title: t('state'), render: row => <FeeState state={row.state} /> },
    { key: 'persons', title: t('persons'), align: 'right', render: row => count(row.persons) },
    { key: 'items', title: t('items'), align: 'right', render: row => count(row.items) },
    {
      key: 'prepared',
      title: t('prepared'),
      render: row => (
        <>
          {row.preparedBy.name} <Ago at={row.preparedAt} />
        </>
      ),
    },
    {
      key: 'paid',
      title: t('paid'),
      render: row =>
        row.paid && t('paid_said', { day: day(row.paid.on, language), voucher: row.paid.voucher }),
    },
  ];
}
