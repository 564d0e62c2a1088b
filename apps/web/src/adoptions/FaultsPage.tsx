import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { dayField, idField, listFields } from '../ui/searchFields.ts';
import { Ago } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import styles from './adoptions.module.css';
import { FaultDialog } from './FaultDialog.tsx';
import { type Fault, FaultEffect, FaultView } from './FaultView.tsx';
import { adoptionWords } from './words.ts';

const State = z.object({ ...listFields, unitId: idField(), from: dayField(), to: dayField() });

export default function FaultsPage() {
  const t = useWords(adoptionWords);
  const mayRecord = useRight('fault.record');
  const [state, setState] = useSearchState(State);
  const [recording, setRecording] = useState(false);
  const { page, unitId, from, to } = state;
  const query = useQuery(
    api.faults.list.queryOptions({
      input: { page, pageSize: 20, unitId, from, to },
      placeholderData: keepPreviousData,
    }),
  );
  const opened = query.data?.rows.find(row => row.id === state.open);
  const record = mayRecord && (
    <Button type="primary" onClick={() => setRecording(true)}>
      {t('fault_record')}
    </Button>
  );
  return (
    <>
      <ListPage<Fault>
        title={t('faults')}
        noun={t('fault_noun')}
        acts={record}
        query={query}
        state={state}
        onState={setState}
        filters={[
          { kind: 'unit', key: 'unitId', label: t('unit'), pinned: true },
          { kind: 'days', key: 'from', until: 'to', label: t('fault_on'), pinned: true },
        ]}
        columns={useColumns()}
        rowKey={row => row.id}
        rowPlace={row => paths.faults({ ...state, open: row.id })}
        onOpen={row => setState({ open: row.id }, { keepPage: true })}
        empty={{ title: t('fault_none'), hint: t('fault_none_hint'), act: record }}
      />
      {recording && <FaultDialog onClose={() => setRecording(false)} />}
      {opened && (
        <FaultView
          fault={opened}
          mayVoid={mayRecord}
          onClose={() => setState({ open: undefined }, { keepPage: true })}
        />
      )}
    </>
  );
}

function useColumns(): Column<Fault>[] {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  return [
    { key: 'unit', title: t('unit'), opens: true, render: row => row.unit.name },
    { key: 'kind', title: t('fault_kind'), render: row => c(`fault.${row.kind}`) },
    { key: 'on', title: t('fault_on'), render: row => day(row.on, language) },
    { key: 'note', title: t('fault_note'), render: row => <span className={styles.note}>{row.note}</span> },
    {
      key: 'state',
      title: t('fault_state'),
      render: row => <FaultEffect fault={row} />,
    },
    {
      key: 'by',
      title: t('fault_by'),
      render: row => (
        <>
          {row.by.name} <Ago at={row.at} />
        </>
      ),
    },
  ];
}
