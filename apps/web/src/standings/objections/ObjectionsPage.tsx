import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { OBJECTION_STATES, type ObjectionRow, OUTCOMES } from '@xinxuan/contract';
import * as z from 'zod';
import { api } from '../../api/api.ts';
import { period as periodWords } from '../../formats.ts';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/Go.tsx';
import { type Column, ListPage } from '../../ui/ListPage.tsx';
import { idField, listFields, oneOf, someOf, text } from '../../ui/searchFields.ts';
import { Ago } from '../../ui/Times.tsx';
import { useSearchState } from '../../ui/useSearchState.ts';
import { useLanguage, useWords } from '../../words/i18n.ts';
import { periodField } from '../searchFields.ts';
import { ObjectionState, OutcomeMark } from './ObjectionState.tsx';
import styles from './objections.module.css';
import { objectionWords } from './words.ts';

const SORTS = ['newest', 'waiting', 'unit'] as const;
const State = z.object({
  ...listFields,
  q: text(),
  period: periodField(),
  unitId: idField(),
  state: someOf(OBJECTION_STATES),
  outcome: oneOf(OUTCOMES),
  sort: oneOf(SORTS),
});

/** Every objection that this post may see, whoever has to act on it next. */
export default function ObjectionsPage() {
  const t = useWords(objectionWords);
  const language = useLanguage();
  const [state, setState] = useSearchState(State);
  const { page, q, period, unitId, outcome, sort } = state;
  const query = useQuery(
    api.objections.list.queryOptions({
      input: { page, pageSize: 20, q, period, unitId, state: state.state, outcome, sort },
      placeholderData: keepPreviousData,
    }),
  );
  const known = [...new Set([period, ...(query.data?.rows.map(row => row.period) ?? [])])].filter(
    each => each !== undefined,
  );
  return (
    <ListPage<ObjectionRow>
      title={t('title')}
      noun={t('noun')}
      back={paths.standings(period ? { period } : {})}
      query={query}
      state={state}
      onState={setState}
      filters={[
        { kind: 'text', key: 'q', label: t('search') },
        {
          kind: 'some',
          key: 'state',
          label: t('state'),
          pinned: true,
          options: OBJECTION_STATES.map(value => ({ value, label: t(`state.${value}`) })),
        },
        {
          kind: 'one',
          key: 'period',
          label: t('period'),
          pinned: true,
          options: known.map(value => ({ value, label: periodWords(value, language) })),
        },
        { kind: 'unit', key: 'unitId', label: t('unit') },
        {
          kind: 'one',
          key: 'outcome',
          label: t('outcome'),
          options: OUTCOMES.map(value => ({ value, label: t(`outcome.${value}`) })),
        },
      ]}
      sorts={SORTS.map(value => ({ value, label: t(`sort_${value}`) }))}
      columns={useColumns()}
      rowKey={row => row.id}
      rowPlace={row => paths.objection(row.id)}
      phone={row => <Card row={row} />}
      empty={{
        title: t('none'),
        hint: t('none_hint'),
        act: <Go to={paths.standings()}>{t('to_standings')}</Go>,
      }}
    />
  );
}

function useColumns(): Column<ObjectionRow>[] {
  const t = useWords(objectionWords);
  const language = useLanguage();
  return [
    { key: 'number', title: t('number'), align: 'right', render: row => row.number },
    {
      key: 'text',
      title: t('matter'),
      opens: true,
      render: row => <span className={styles.text}>{row.text}</span>,
    },
    { key: 'unit', title: t('unit'), render: row => row.unit.name },
    { key: 'period', title: t('period'), render: row => periodWords(row.period, language) },
    { key: 'state', title: t('state'), render: row => <ObjectionState state={row.state} /> },
    { key: 'outcome', title: t('outcome'), render: row => <OutcomeMark outcome={row.outcome} /> },
    {
      key: 'raised',
      title: t('raised'),
      render: row => (
        <>
          {row.raisedBy.name} <Ago at={row.raisedAt} />
        </>
      ),
    },
  ];
}

function Card({ row }: { row: ObjectionRow }) {
  const t = useWords(objectionWords);
  const language = useLanguage();
  return (
    <>
      <p className={styles.cardText}>{row.text}</p>
      <p className={styles.cardFacts}>
        <span>
          {row.unit.name}　{periodWords(row.period, language)}　{t('one', { number: row.number })}
        </span>
        <ObjectionState state={row.state} />
        <OutcomeMark outcome={row.outcome} />
        <Ago at={row.raisedAt} />
      </p>
    </>
  );
}
