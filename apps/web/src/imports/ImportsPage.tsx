import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IMPORT_KINDS, IMPORT_STATES, type ImportSummary } from '@xinxuan/contract';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { count } from '../formats.ts';
import { paths } from '../paths.ts';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { listFields, oneOf } from '../ui/searchFields.ts';
import { Ago } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { ImportStateMark } from './ImportState.tsx';
import { StartImport } from './StartImport.tsx';
import { importWords } from './words.ts';

const State = z.object({ ...listFields, kind: oneOf(IMPORT_KINDS), state: oneOf(IMPORT_STATES) });

export default function ImportsPage() {
  const t = useWords(importWords);
  const [state, setState] = useSearchState(State);
  const query = useQuery(
    api.imports.list.queryOptions({
      input: { page: state.page, pageSize: 20, kind: state.kind, state: state.state && [state.state] },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <ListPage<ImportSummary>
      title={t('title')}
      noun={t('noun')}
      intro={<StartImport />}
      query={query}
      state={state}
      onState={setState}
      filters={[
        {
          kind: 'one',
          key: 'kind',
          label: t('kind'),
          pinned: true,
          options: IMPORT_KINDS.map(value => ({ value, label: t(`kind.${value}`) })),
        },
        {
          kind: 'one',
          key: 'state',
          label: t('state'),
          pinned: true,
          options: IMPORT_STATES.map(value => ({ value, label: t(`state.${value}`) })),
        },
      ]}
      columns={useColumns()}
      rowKey={row => row.id}
      rowPlace={row => paths.import(row.id)}
      empty={{ title: t('none'), hint: t('none_hint') }}
    />
  );
}

function useColumns(): Column<ImportSummary>[] {
  const t = useWords(importWords);
  return [
    { key: 'name', title: t('name'), opens: true, render: row => row.name },
    { key: 'kind', title: t('kind'), render: row => t(`kind.${row.kind}`) },
    { key: 'state', title: t('state'), render: row => <ImportStateMark state={row.state} /> },
    {
      key: 'results',
      title: t('results'),
      render: row =>
        t('result_said', { manuscripts: count(row.manuscripts), adoptions: count(row.adoptions) }),
    },
    {
      key: 'by',
      title: t('by'),
      render: row => (
        <>
          {row.by.name} <Ago at={row.at} />
        </>
      ),
    },
  ];
}
