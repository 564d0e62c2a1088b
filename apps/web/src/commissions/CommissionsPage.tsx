import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CommissionRow } from '@xinxuan/contract';
import { Button } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { useGo } from '../ui/Go.tsx';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { dayField, flag, idField, listFields, oneOf, text } from '../ui/searchFields.ts';
import { Ago, DueTime } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { AskingMark } from './AskingMark.tsx';
import styles from './commissions.module.css';
import { commissionWords } from './words.ts';

const STATES = ['running', 'ended', 'cancelled'] as const;
const SORTS = ['newest', 'due'] as const;
const State = z.object({
  ...listFields,
  q: text(),
  state: oneOf(STATES),
  unitId: idField(),
  extension: flag(),
  from: dayField(),
  to: dayField(),
  sort: oneOf(SORTS),
});

/** What this post asks of others, and what is asked of its unit. */
export default function CommissionsPage() {
  const t = useWords(commissionWords);
  const go = useGo();
  const mayIssue = useRight('commission.issue');
  const [state, setState] = useSearchState(State);
  const { cols: _, open: __, ...wanted } = state;
  const query = useQuery(
    api.commissions.list.queryOptions({
      input: { ...wanted, pageSize: 20 },
      placeholderData: keepPreviousData,
    }),
  );
  const issue = mayIssue && (
    <Button type="primary" onClick={() => go(paths.commissionNew())}>
      {t('issue')}
    </Button>
  );
  return (
    <ListPage<CommissionRow>
      title={t('title')}
      noun={t('noun')}
      acts={issue}
      query={query}
      state={state}
      onState={setState}
      filters={[
        { kind: 'text', key: 'q', label: t('search') },
        {
          kind: 'one',
          key: 'state',
          label: t('filter.state'),
          pinned: true,
          options: STATES.map(value => ({ value, label: t(`filter.${value}`) })),
        },
        { kind: 'unit', key: 'unitId', label: t('unit'), pinned: true },
        { kind: 'days', key: 'from', until: 'to', label: t('issued') },
      ]}
      sorts={SORTS.map(value => ({ value, label: t(`sort_${value}`) }))}
      columns={useColumns()}
      rowKey={row => row.id}
      rowPlace={row => paths.commission(row.id)}
      phone={row => <Card row={row} />}
      empty={{ title: t('none'), hint: t(mayIssue ? 'none_hint' : 'none_hint_unit'), act: issue }}
    />
  );
}

function useColumns(): Column<CommissionRow>[] {
  const t = useWords(commissionWords);
  return [
    {
      key: 'topic',
      title: t('topic'),
      opens: true,
      render: row => <span className={styles.topic}>{row.topic}</span>,
    },
    { key: 'desk', title: t('desk'), render: row => row.above?.office ?? row.desk.name },
    { key: 'progress', title: t('progress'), align: 'right', render: row => <Progress row={row} /> },
    { key: 'own', title: t('own'), render: row => row.own && <AskingMark state={row.own.state} /> },
    {
      key: 'due',
      title: t('due'),
      render: row => row.dueAt && <DueTime at={row.own?.dueAt ?? row.dueAt} short />,
    },
    {
      key: 'issued',
      title: t('issued'),
      render: row => (
        <>
          {row.issuedBy.name} <Ago at={row.issuedAt} />
        </>
      ),
    },
  ];
}

function Progress({ row }: { row: CommissionRow }) {
  const t = useWords(commissionWords);
  if (row.cancelled) return <AskingMark state="cancelled" />;
  return (
    <span className={styles.progress}>
      {t('progress_said', { delivered: row.delivered, asked: row.asked })}
      {row.answersOverdue > 0 && (
        <span className={styles.missed}>{t('answers_overdue', { count: row.answersOverdue })}</span>
      )}
      {row.missed > 0 && <span className={styles.missed}>{t('missed_said', { count: row.missed })}</span>}
    </span>
  );
}

function Card({ row }: { row: CommissionRow }) {
  const t = useWords(commissionWords);
  return (
    <>
      <p className={styles.cardTopic}>{row.topic}</p>
      <p className={styles.cardFacts}>
        <span>{row.above?.office ?? row.desk.name}</span>
        {row.own ? (
          <AskingMark state={row.own.state} />
        ) : (
          <span>
            {t('progress')} <Progress row={row} />
          </span>
        )}
        {row.dueAt && <DueTime at={row.own?.dueAt ?? row.dueAt} short />}
      </p>
    </>
  );
}
