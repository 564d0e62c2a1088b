import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { LEAD_STATES, type LeadRow } from '@xinxuan/contract';
import { Button } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { dayField, flag, idField, listFields, oneOf, someOf, text } from '../ui/searchFields.ts';
import { Ago, DueTime } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { LeadMark } from './LeadMark.tsx';
import styles from './leads.module.css';
import { RecordDialog } from './RecordDialog.tsx';
import { leadWords } from './words.ts';

const SORTS = ['newest', 'due'] as const;
const OWED: readonly string[] = ['asked', 'accepted', 'writing'];
const State = z.object({
  ...listFields,
  q: text(),
  state: someOf(LEAD_STATES),
  unitId: idField(),
  mine: flag(),
  overdue: flag(),
  from: dayField(),
  to: dayField(),
  sort: oneOf(SORTS),
});

/** What was seen, who has to write about it, and who did. */
export default function LeadsPage() {
  const t = useWords(leadWords);
  const mayRecord = useRight('lead.record');
  const [recording, setRecording] = useState(false);
  const [state, setState] = useSearchState(State);
  const { cols: _, open: __, ...wanted } = state;
  const query = useQuery(
    api.leads.list.queryOptions({ input: { ...wanted, pageSize: 20 }, placeholderData: keepPreviousData }),
  );
  const record = mayRecord && (
    <Button type="primary" onClick={() => setRecording(true)}>
      {t('record')}
    </Button>
  );
  return (
    <>
      <ListPage<LeadRow>
        title={t('title')}
        noun={t('noun')}
        acts={record}
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
            options: LEAD_STATES.map(value => ({ value, label: t(`state.${value}`) })),
          },
          { kind: 'unit', key: 'unitId', label: t('unit'), pinned: true },
          { kind: 'flag', key: 'mine', label: t('mine'), pinned: true },
          { kind: 'flag', key: 'overdue', label: t('overdue') },
          { kind: 'days', key: 'from', until: 'to', label: t('recorded') },
        ]}
        sorts={SORTS.map(value => ({ value, label: t(`sort_${value}`) }))}
        columns={useColumns()}
        rowKey={row => row.id}
        rowPlace={row => paths.lead(row.id)}
        phone={row => <Card row={row} />}
        empty={{ title: t('none'), hint: t('none_hint'), act: record }}
      />
      {recording && <RecordDialog onClose={() => setRecording(false)} />}
    </>
  );
}

function useColumns(): Column<LeadRow>[] {
  const t = useWords(leadWords);
  return [
    {
      key: 'what',
      title: t('what'),
      opens: true,
      render: row => <span className={styles.what}>{row.what.split('\n')[0]}</span>,
    },
    { key: 'place', title: t('place'), render: row => row.place },
    { key: 'unit', title: t('unit'), render: row => row.unit.name },
    { key: 'state', title: t('state'), render: row => <LeadMark state={row.state} /> },
    { key: 'credit', title: t('credit'), render: row => row.creditedTo },
    {
      key: 'due',
      title: t('due'),
      render: row => OWED.includes(row.state) && <DueTime at={row.dueAt} short />,
    },
    {
      key: 'recorded',
      title: t('recorded'),
      render: row => (
        <>
          {row.recordedBy.name} <Ago at={row.recordedAt} />
        </>
      ),
    },
  ];
}

function Card({ row }: { row: LeadRow }) {
  return (
    <>
      <p className={styles.cardWhat}>{row.what.split('\n')[0]}</p>
      <p className={styles.cardFacts}>
        <span>{row.unit.name}</span>
        <LeadMark state={row.state} />
        {OWED.includes(row.state) && <DueTime at={row.dueAt} short />}
      </p>
    </>
  );
}
