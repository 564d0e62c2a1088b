import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { CHANNELS, type ManuscriptRow } from '@xinxuan/contract';
import { Pagination } from 'antd';
import { useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { count } from '../formats.ts';
import { Empty } from '../ui/Empty.tsx';
import { FilterBar } from '../ui/FilterBar.tsx';
import type { Filter } from '../ui/filters.ts';
import { Grey } from '../ui/Grey.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page } from '../ui/Page.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useKey } from '../ui/useShortcuts.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { DeskItem } from './DeskItem.tsx';
import { DeskList } from './DeskList.tsx';
import styles from './desk.module.css';
import { DESK_PAGE, DESK_SORTS, DESK_STATES, DeskState, moved, neighbour } from './deskState.ts';
import { type Decision, useTriage } from './useTriage.ts';
import { reviewWords } from './words.ts';

/**
 * Triage: the list on the left, the paper on the right, one key for each decision, the next opens by itself. On a phone
 * the same tree shows one of the two, so that a dialog or a typed reason outlives the turning of a tablet.
 */
export default function DeskPage() {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  const narrow = useNarrow();
  const [state, set] = useSearchState(DeskState);
  const [selected, setSelected] = useState<readonly string[]>([]);
  const show = (id: string | undefined) => set({ open: id }, { keepPage: true });
  const filters = useFilters();
  const triage = useTriage(show);
  const { open: asked, cols: _, ...input } = state;
  const queue = useQuery(
    api.reviews.desk.queue.queryOptions({
      input: { ...input, pageSize: DESK_PAGE },
      placeholderData: keepPreviousData,
    }),
  );
  const rows = (queue.data?.rows ?? []).filter(row => !triage.gone.has(row.id));
  const ids = rows.map(row => row.id);
  const open = asked ?? (narrow ? undefined : ids[0]);
  useReadAhead(open && neighbour(ids, open));
  useKey('j', () => show(moved(ids, open, 1)), !narrow);
  useKey('k', () => show(moved(ids, open, -1)), !narrow);
  const decide = (on: ManuscriptRow, decision: Decision) => {
    show(narrow ? undefined : neighbour(ids, on.id));
    setSelected(selected.filter(id => id !== on.id));
    triage.decide(on, decision);
  };
  const alone = narrow && asked !== undefined;
  return (
    <Page title={t('desk.title')}>
      <div hidden={alone}>
        <FilterBar
          noun={t('desk.noun')}
          filters={filters}
          state={state}
          onState={patch => set({ ...patch, open: undefined })}
          sorts={DESK_SORTS.map(value => ({ value, label: t(`desk.sort.${value}`) }))}
        >
          {queue.data && <span role="status">{c('list.total', { total: count(queue.data.total) })}</span>}
        </FilterBar>
      </div>
      <Loaded query={queue} skeleton={<Grey lines={12} />}>
        {data =>
          rows.length === 0 && !open ? (
            <Empty title={t('desk.empty')} hint={t('desk.empty_hint')} />
          ) : (
            <div className={styles.desk}>
              <div className={styles.queue} hidden={alone}>
                <DeskList rows={rows} open={open} onOpen={show} selected={selected} onSelect={setSelected} />
                {data.total > DESK_PAGE && (
                  <Pagination
                    simple
                    current={state.page}
                    pageSize={DESK_PAGE}
                    total={data.total}
                    onChange={page => set({ page, open: undefined })}
                  />
                )}
              </div>
              <div className={styles.paper}>
                {open ? (
                  <DeskItem
                    key={open}
                    id={open}
                    onDecide={decide}
                    onBack={alone ? () => show(undefined) : undefined}
                  />
                ) : (
                  !narrow && <Empty title={t('desk.none_open')} />
                )}
              </div>
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

/** The paper that will open next is fetched while this one is read. */
function useReadAhead(id: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (id) void queries.prefetchQuery(api.manuscripts.get.queryOptions({ input: { id } }));
  }, [queries, id]);
}

function useFilters(): Filter[] {
  const t = useWords(reviewWords);
  const c = useWords(commonWords);
  return [
    { kind: 'text', key: 'q', label: t('desk.search') },
    {
      kind: 'one',
      key: 'state',
      label: t('desk.state'),
      pinned: true,
      usual: 'at_desk',
      options: DESK_STATES.map(value => ({ value, label: c(`state.${value}`) })),
    },
    { kind: 'unit', key: 'unitId', label: t('desk.unit'), pinned: true },
    {
      kind: 'one',
      key: 'channel',
      label: t('desk.channel'),
      options: CHANNELS.map(value => ({ value, label: c(`channel.${value}`) })),
    },
    { kind: 'flag', key: 'overdue', label: t('overdue') },
  ];
}
