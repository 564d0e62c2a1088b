import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { TRIAL_FILTERS, TRIAL_SORTS, type TrialOwner, type TrialResult } from '@xinxuan/contract';
import { Pagination, Table } from 'antd';
import { api } from '../../api/api.ts';
import { count, points } from '../../formats.ts';
import { paths } from '../../paths.ts';
import { Empty } from '../../ui/Empty.tsx';
import { FilterBar } from '../../ui/FilterBar.tsx';
import type { Filter } from '../../ui/filters.ts';
import { Go } from '../../ui/Go.tsx';
import { Loaded } from '../../ui/Loaded.tsx';
import { Panel } from '../../ui/Page.tsx';
import { useNarrow } from '../../ui/useNarrow.ts';
import { useWords } from '../../words/i18n.ts';
import type { SetTrialSearch, TrialSearch } from './search.ts';
import { Causes, Change, Places, Shift } from './TrialParts.tsx';
import styles from './trial.module.css';
import { trialWords } from './words.ts';

const PAGE_SIZE = 20;
/** Sorted by these, the largest stand first; `rising` in the address turns the order round. */
const LARGEST_FIRST: readonly string[] = ['before', 'after', 'change', 'shift'];

type TrialOwnersProps = {
  trialId: string;
  result: TrialResult;
  state: TrialSearch;
  setState: SetTrialSearch;
};

/** Everybody before and after, cut and ordered as the reader likes; each opens the lines behind. */
export function TrialOwners({ trialId, result, state, setState }: TrialOwnersProps) {
  const t = useWords(trialWords);
  const narrow = useNarrow();
  const { period, kind } = result;
  const { page, group, filter, q, sort = 'place', rising } = state;
  const query = useQuery(
    api.trials.owners.queryOptions({
      input: {
        id: trialId,
        period,
        kind,
        group,
        filter,
        search: q,
        sort,
        descending: LARGEST_FIRST.includes(sort) && !rising,
        page,
        pageSize: PAGE_SIZE,
      },
      placeholderData: keepPreviousData,
    }),
  );
  const filters: Filter[] = [
    { kind: 'text', key: 'q', label: t('search') },
    {
      kind: 'one',
      key: 'filter',
      label: t('filter'),
      pinned: true,
      options: TRIAL_FILTERS.map(value => ({ value, label: t(`filter.${value}`) })),
    },
    ...(result.groups.length > 1
      ? [
          {
            kind: 'one' as const,
            key: 'group',
            label: t('group'),
            pinned: true,
            options: result.groups.map(value => ({ value, label: value })),
          },
        ]
      : []),
  ];
  const Rows = narrow ? OwnerCards : OwnerTable;
  return (
    <Panel title={t('list')}>
      <FilterBar
        noun={t('noun')}
        filters={filters}
        state={state}
        onState={setState}
        sorts={TRIAL_SORTS.map(value => ({ value, label: t(`sort.${value}`) }))}
      >
        {query.data && <span role="status">{t('list_total', { total: count(query.data.total) })}</span>}
      </FilterBar>
      <Loaded query={query}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty title={t('none_match')} hint={t('none_match_hint')} />
          ) : (
            <>
              <Rows rows={rows} trialId={trialId} result={result} />
              {total > PAGE_SIZE && (
                <Pagination
                  className={styles.pages}
                  current={page}
                  pageSize={PAGE_SIZE}
                  total={total}
                  showSizeChanger={false}
                  simple={narrow}
                  onChange={next => setState({ page: next })}
                />
              )}
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}

type RowsProps = { rows: TrialOwner[]; trialId: string; result: TrialResult };

function Name({ row, trialId, result }: { row: TrialOwner } & Omit<RowsProps, 'rows'>) {
  const { period, kind } = result;
  return (
    <>
      <Go to={paths.trial(trialId, { period, kind, owner: row.owner.id })}>{row.owner.name}</Go>
      {row.unit && <span className={styles.under}>{row.unit}</span>}
    </>
  );
}

function OwnerTable({ rows, trialId, result }: RowsProps) {
  const t = useWords(trialWords);
  const figure = (side: 'before' | 'after') => ({
    key: side,
    title: t(`column_${side}`),
    align: 'right' as const,
    width: 104,
    render: (_: unknown, row: TrialOwner) => (
      <span className={styles.number}>{row[side] ? points(row[side].points) : '—'}</span>
    ),
  });
  return (
    <Table<TrialOwner>
      size="small"
      rowKey={row => row.owner.id}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 960 }}
      columns={[
        {
          key: 'name',
          title: t('column_name'),
          render: (_, row) => <Name row={row} trialId={trialId} result={result} />,
        },
        { key: 'group', title: t('column_group'), render: (_, row) => row.group || t('group_none') },
        figure('before'),
        figure('after'),
        {
          key: 'change',
          title: t('column_change'),
          align: 'right',
          width: 88,
          render: (_, row) => <Change change={row.change} />,
        },
        { key: 'place', title: t('column_place'), width: 132, render: (_, row) => <Places owner={row} /> },
        {
          key: 'shift',
          title: t('column_shift'),
          width: 88,
          render: (_, row) => <Shift shift={row.shift} />,
        },
        { key: 'why', title: t('column_why'), width: '34%', render: (_, row) => <Causes owner={row} /> },
      ]}
    />
  );
}

/** The table on a phone. */
function OwnerCards({ rows, trialId, result }: RowsProps) {
  const t = useWords(trialWords);
  return (
    <ul className={styles.cards}>
      {rows.map(row => (
        <li key={row.owner.id} className={styles.card}>
          <div className={styles.cardHead}>
            <span>
              <Name row={row} trialId={trialId} result={result} />
            </span>
            <Shift shift={row.shift} />
          </div>
          <p>
            {t('column_place')} <Places owner={row} />
          </p>
          <p>
            {t('change_of', {
              before: row.before ? points(row.before.points) : '—',
              after: row.after ? points(row.after.points) : '—',
            })}{' '}
            <Change change={row.change} />
          </p>
          <Causes owner={row} />
        </li>
      ))}
    </ul>
  );
}
