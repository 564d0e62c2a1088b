import type { UseQueryResult } from '@tanstack/react-query';
import { Pagination } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { count } from '../formats.ts';
import type { Place } from '../paths.ts';
import { useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { ColumnChoice } from './ColumnChoice.tsx';
import { Empty } from './Empty.tsx';
import { FilterBar } from './FilterBar.tsx';
import { type Filter, type FilterState, isSet, type Option } from './filters.ts';
import { Grey } from './Grey.tsx';
import styles from './ListPage.module.css';
import { type Column, ListTable, type Selection } from './ListTable.tsx';
import { Loaded } from './Loaded.tsx';
import { Page } from './Page.tsx';
import { PhoneRows } from './PhoneRows.tsx';
import { useNarrow } from './useNarrow.ts';

export type { Column, Selection } from './ListTable.tsx';

/** How many rows a list shows at once. */
export const PAGE_SIZE = 20;

export type ListPageProps<Row> = {
  title: string;
  /** What is listed, as it stands in a sentence: 稿件 */
  noun: string;
  acts?: ReactNode;
  back?: Place;
  /** What a reader has to know of the list before its conditions. */
  intro?: ReactNode;
  query: UseQueryResult<{ rows: Row[]; total: number }>;
  /** The page's state in the URL, from `useSearchState` with `listFields` in its schema. */
  state: FilterState & { page: number };
  onState: (patch: FilterState) => void;
  filters: readonly Filter[];
  sorts?: readonly Option[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  rowPlace: (row: Row) => Place;
  /** On a wide screen, opens the row beside the list instead of leaving it. */
  onOpen?: (row: Row) => void;
  openKey?: string;
  /** What stands beside the list on a wide screen. */
  aside?: ReactNode;
  /** The row on a phone; the table's first columns stand in otherwise. */
  phone?: (row: Row) => ReactNode;
  /** Acts below the card, which itself is a link. */
  phoneActs?: (row: Row) => ReactNode;
  /** Shown when there is nothing at all: what this list is for, and how it begins. */
  empty: { title: string; hint: string; act?: ReactNode };
  selection?: Selection;
  pageSize?: number;
};

/** A list with its conditions, order, columns and page in the URL, in every state that a list can have. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const { title, acts, back, query, state, onState, filters, sorts, columns } = props;
  const narrow = useNarrow();
  return (
    <Page title={title} acts={acts} back={back}>
      {props.intro}
      <FilterBar noun={props.noun} filters={filters} state={state} onState={onState} sorts={sorts}>
        <Count total={query.data?.total} />
        {!narrow && <ColumnChoice columns={columns} state={state} onState={onState} />}
      </FilterBar>
      <div className={props.aside ? styles.sideBySide : undefined}>
        <div className={styles.list}>
          <Loaded query={query} skeleton={<Grey lines={12} />}>
            {data => <Rows {...props} rows={data.rows} total={data.total} />}
          </Loaded>
        </div>
        {props.aside && <aside className={styles.aside}>{props.aside}</aside>}
      </div>
    </Page>
  );
}

function Count({ total }: { total: number | undefined }) {
  const t = useWords(commonWords);
  if (total === undefined) return null;
  return (
    <span role="status" className={styles.count}>
      {t('list.total', { total: count(total) })}
    </span>
  );
}

function Rows<Row>(props: ListPageProps<Row> & { rows: Row[]; total: number }) {
  const t = useWords(commonWords);
  const narrow = useNarrow();
  const { rows, total, state, onState, filters, empty, pageSize = PAGE_SIZE } = props;
  // An old address can name a page that the list has lost since.
  const pages = Math.ceil(total / pageSize);
  const beyond = rows.length === 0 && pages > 0 && state.page > pages;
  useEffect(() => {
    if (beyond) onState({ page: pages });
  }, [beyond, pages, onState]);
  if (beyond) return <Grey lines={12} />;
  if (rows.length === 0) {
    const filtered = filters.some(f => isSet(f, state)) || state.page > 1;
    return filtered ? (
      <Empty title={t('list.none_match')} hint={t('list.none_match_hint')} />
    ) : (
      <Empty {...empty} />
    );
  }
  return (
    <>
      {narrow ? <PhoneRows {...props} /> : <ListTable {...props} />}
      {total > pageSize && (
        <Pagination
          className={styles.pages}
          current={state.page}
          pageSize={pageSize}
          total={total}
          showSizeChanger={false}
          simple={narrow}
          onChange={page => {
            onState({ page });
            globalThis.scrollTo({ top: 0 });
          }}
        />
      )}
    </>
  );
}
