import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Fault as FaultShape } from '@xinxuan/contract';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { dayField, idField, listFields } from '../ui/searchFields.ts';
import { Ago } from '../ui/Times.tsx';
import { useAct } from '../ui/useAct.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { commonWords } from '../words/common.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { FaultDialog } from './FaultDialog.tsx';
import { adoptionWords } from './words.ts';

type Fault = z.infer<typeof FaultShape>;
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
        columns={useColumns(mayRecord)}
        rowKey={row => row.id}
        rowPlace={row => paths.faults({ unitId: row.unit.id })}
        empty={{ title: t('fault_none'), hint: t('fault_none_hint'), act: record }}
      />
      {recording && <FaultDialog onClose={() => setRecording(false)} />}
    </>
  );
}

function useColumns(mayVoid: boolean): Column<Fault>[] {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  return [
    { key: 'unit', title: t('unit'), opens: true, render: row => row.unit.name },
    { key: 'kind', title: t('fault_kind'), render: row => c(`fault.${row.kind}`) },
    { key: 'on', title: t('fault_on'), render: row => day(row.on, language) },
    { key: 'note', title: t('fault_note'), render: row => row.note },
    {
      key: 'state',
      title: t('fault_state'),
      render: row =>
        row.voided ? t('fault_voided', { reason: row.voided.reason }) : <Tag>{t('fault_counts')}</Tag>,
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
    ...(mayVoid ? [{ key: 'acts', title: '', render: (row: Fault) => <Void fault={row} /> }] : []),
  ];
}

function Void({ fault }: { fault: Fault }) {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const [asking, setAsking] = useState(false);
  const act = useAct(api.faults.void.call, {
    done: () => t('fault_void_done', { unit: fault.unit.name, kind: c(`fault.${fault.kind}`) }),
    onDone: () => setAsking(false),
  });
  if (fault.voided) return null;
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('fault_void')}
      </Button>
      {asking && (
        <ReasonDialog
          title={t('fault_void_title')}
          hint={t('fault_void_hint')}
          label={t('fault_void_label')}
          act={t('fault_void')}
          busy={act.busy}
          onAct={reason => act.go({ id: fault.id, reason })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
