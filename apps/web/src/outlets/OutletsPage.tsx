import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { OUTLET_KINDS, OUTLET_LEVELS, type Outlet } from '@xinxuan/contract';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { flag, listFields, oneOf, text } from '../ui/searchFields.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { OutletDialog } from './OutletDialog.tsx';
import { outletWords } from './words.ts';

const State = z.object({
  ...listFields,
  q: text(),
  level: oneOf(OUTLET_LEVELS),
  kind: oneOf(OUTLET_KINDS),
  all: flag(),
});

export default function OutletsPage() {
  const t = useWords(outletWords);
  const c = useWords(commonWords);
  const mayAdd = useRight('outlet.manage');
  const [state, setState] = useSearchState(State);
  const [adding, setAdding] = useState(false);
  const { page, q, level, kind, all, open } = state;
  const query = useQuery(
    api.outlets.list.queryOptions({
      input: { page, pageSize: 20, q, level: level && [level], kind, open: !all },
      placeholderData: keepPreviousData,
    }),
  );
  const opened = query.data?.rows.find(row => row.id === open);
  const add = mayAdd && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <>
      <ListPage<Outlet>
        title={t('title')}
        noun={t('noun')}
        acts={add}
        query={query}
        state={state}
        onState={setState}
        filters={[
          { kind: 'text', key: 'q', label: t('search') },
          {
            kind: 'one',
            key: 'level',
            label: t('level'),
            pinned: true,
            options: OUTLET_LEVELS.map(value => ({ value, label: c(`level.${value}`) })),
          },
          {
            kind: 'one',
            key: 'kind',
            label: t('kind'),
            pinned: true,
            options: OUTLET_KINDS.map(value => ({ value, label: c(`outlet_kind.${value}`) })),
          },
          { kind: 'flag', key: 'all', label: t('all') },
        ]}
        columns={useColumns()}
        rowKey={row => row.id}
        rowPlace={row => paths.outlets({ ...state, open: row.id })}
        onOpen={row => setState({ open: row.id }, { keepPage: true })}
        empty={{ title: t('none'), hint: t('none_hint'), act: add }}
      />
      {adding && <OutletDialog outlet={null} onClose={() => setAdding(false)} />}
      {opened && (
        <OutletDialog
          key={`${opened.id}-${opened.version}`}
          outlet={opened}
          onClose={() => setState({ open: undefined }, { keepPage: true })}
        />
      )}
    </>
  );
}

function useColumns(): Column<Outlet>[] {
  const t = useWords(outletWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  return [
    { key: 'name', title: t('name'), opens: true, render: row => row.name },
    { key: 'level', title: t('level'), render: row => c(`level.${row.level}`) },
    { key: 'kind', title: t('kind'), render: row => c(`outlet_kind.${row.kind}`) },
    {
      key: 'internal',
      title: t('internal'),
      render: row => (row.internal ? <Tag>{t('internal_yes')}</Tag> : t('internal_no')),
    },
    {
      key: 'term',
      title: t('term'),
      render: row => {
        const from = day(row.openedOn, language);
        return row.closedOn ? t('until', { from, to: day(row.closedOn, language) }) : t('from', { from });
      },
    },
  ];
}
