import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  CHANNELS,
  CREDITS,
  GENRES,
  IMPORTANCES,
  MANUSCRIPT_STATES,
  MANUSCRIPT_TYPES,
  type ManuscriptRow,
} from '@xinxuan/contract';
import { Button } from 'antd';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import type { Filter } from '../ui/filters.ts';
import { useGo } from '../ui/Go.tsx';
import { ListPage, PAGE_SIZE } from '../ui/ListPage.tsx';
import { useWide } from '../ui/useNarrow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { ManuscriptsState, SORTS } from './listState.ts';
import { ManuscriptBeside } from './ManuscriptBeside.tsx';
import { PhoneManuscript } from './PhoneManuscript.tsx';
import { useAuthorFilter } from './useAuthorFilter.tsx';
import { useManuscriptColumns } from './useManuscriptColumns.tsx';
import { manuscriptWords } from './words.ts';

export default function ManuscriptsPage() {
  const t = useWords(manuscriptWords);
  const me = useMe();
  const go = useGo();
  const wide = useWide();
  const [state, set] = useSearchState(ManuscriptsState);
  const { open, cols: _, ...asked } = state;
  const list = useQuery(
    api.manuscripts.list.queryOptions({
      input: { ...asked, pageSize: PAGE_SIZE },
      placeholderData: keepPreviousData,
    }),
  );
  const columns = useManuscriptColumns();
  const filters = useFilters(useAuthorFilter(state.authorId, set));
  const mayWrite = me.rights.includes('manuscript.write');
  const write = (
    <Button type="primary" onClick={() => go(paths.write())}>
      {t('write')}
    </Button>
  );
  const beside = wide && open ? open : undefined;
  return (
    <ListPage<ManuscriptRow>
      title={t('title')}
      noun={t('noun')}
      acts={mayWrite && write}
      query={list}
      state={beside ? { ...state, cols: ['state'] } : state}
      onState={patch => set(patch, { keepPage: 'open' in patch || 'cols' in patch })}
      filters={filters}
      sorts={SORTS.map(value => ({ value, label: t(`sort.${value}`) }))}
      columns={columns}
      rowKey={row => row.id}
      rowPlace={row => paths.manuscript(row.id)}
      onOpen={wide ? row => set({ open: row.id }, { keepPage: true }) : undefined}
      openKey={open}
      aside={
        beside && (
          <ManuscriptBeside
            key={beside}
            id={beside}
            onClose={() => set({ open: undefined }, { keepPage: true })}
          />
        )
      }
      phone={row => <PhoneManuscript row={row} />}
      empty={{ title: t('empty'), hint: t('empty_hint'), act: mayWrite && write }}
    />
  );
}

function useFilters(author: Filter): Filter[] {
  const t = useWords(manuscriptWords);
  const c = useWords(commonWords);
  return [
    { kind: 'text', key: 'q', label: t('search') },
    {
      kind: 'some',
      key: 'state',
      label: t('column.state'),
      pinned: true,
      options: MANUSCRIPT_STATES.map(value => ({ value, label: c(`state.${value}`) })),
    },
    { kind: 'unit', key: 'unitId', label: t('column.unit'), pinned: true },
    { kind: 'days', key: 'from', until: 'to', label: t('filter.days') },
    author,
    { kind: 'flag', key: 'mine', label: t('filter.mine') },
    {
      kind: 'one',
      key: 'credit',
      label: t('filter.credit'),
      options: CREDITS.map(value => ({ value, label: t(`credit.${value}`) })),
    },
    { kind: 'flag', key: 'late', label: t('filter.late') },
    {
      kind: 'one',
      key: 'channel',
      label: t('column.channel'),
      options: CHANNELS.map(value => ({ value, label: c(`channel.${value}`) })),
    },
    {
      kind: 'one',
      key: 'type',
      label: t('column.type'),
      options: MANUSCRIPT_TYPES.map(value => ({ value, label: c(`type.${value}`) })),
    },
    {
      kind: 'one',
      key: 'genre',
      label: t('column.genre'),
      options: GENRES.map(value => ({ value, label: c(`genre.${value}`) })),
    },
    {
      kind: 'one',
      key: 'importance',
      label: t('column.importance'),
      options: IMPORTANCES.map(value => ({ value, label: c(`importance.${value}`) })),
    },
  ];
}
