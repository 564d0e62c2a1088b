import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { FEE_ITEM_KINDS, type FeeItem } from '@xinxuan/contract';
import { Pagination } from 'antd';
import { api } from '../api/api.ts';
import { day } from '../formats.ts';
import { type Place, paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { FilterBar } from '../ui/FilterBar.tsx';
import { type Column, ListTable } from '../ui/ListTable.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { PhoneRows } from '../ui/PhoneRows.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import styles from './fees.module.css';
import type { LinesState, SetLines } from './listState.ts';
import { money } from './money.ts';
import { feeWords } from './words.ts';

const PER_PAGE = 20;
const SORTS = ['day', 'amount'] as const;

type LinesProps = { listId: string; state: LinesState; setState: SetLines };

/** The ledger lines behind the amounts of a list, each with its arithmetic; a line opens its adoption. */
export function FeeLines({ listId, state, setState }: LinesProps) {
  const t = useWords(feeWords);
  const narrow = useNarrow();
  const columns = useItemColumns();
  const { page, ownerId, kind, sort } = state;
  const query = useQuery(
    api.fees.items.queryOptions({
      input: { id: listId, page, pageSize: PER_PAGE, ownerId, kind, sort },
      placeholderData: keepPreviousData,
    }),
  );
  const here = paths.fee(listId, { ownerId });
  return (
    <>
      <FilterBar
        noun={t('item_noun')}
        filters={[
          {
            kind: 'one',
            key: 'kind',
            label: t('kind'),
            pinned: true,
            options: FEE_ITEM_KINDS.map(value => ({ value, label: t(`kind.${value}`) })),
          },
        ]}
        state={state}
        onState={patch => setState(patch as Partial<LinesState>)}
        sorts={SORTS.map(value => ({ value, label: t(value) }))}
      >
        {query.data && <strong>{t('mine_sum', { sum: money(query.data.sum) })}</strong>}
      </FilterBar>
      <Loaded query={query}>
        {data =>
          data.rows.length === 0 ? (
            <Empty title={t('line_none')} hint={t('line_none_hint')} />
          ) : (
            <>
              {narrow ? (
                <PhoneRows<FeeItem>
                  rows={data.rows}
                  columns={columns}
                  state={state}
                  rowKey={row => row.id}
                  rowPlace={row => placeOf(row, here)}
                />
              ) : (
                <ListTable<FeeItem>
                  rows={data.rows}
                  columns={columns}
                  state={state}
                  rowKey={row => row.id}
                  rowPlace={row => placeOf(row, here)}
                />
              )}
              {data.total > PER_PAGE && (
                <Pagination
                  current={page}
                  pageSize={PER_PAGE}
                  total={data.total}
                  showSizeChanger={false}
                  simple={narrow}
                  onChange={next => setState({ page: next })}
                />
              )}
            </>
          )
        }
      </Loaded>
    </>
  );
}

/** What an amount was earned with; a difference stays where it is. */
export function placeOf(item: FeeItem, here: Place): Place {
  if (item.adoptionId) return paths.adoption(item.adoptionId);
  return item.manuscriptId ? paths.manuscript(item.manuscriptId) : here;
}

export function useItemColumns(): Column<FeeItem>[] {
  const t = useWords(feeWords);
  const language = useLanguage();
  return [
    { key: 'owner', title: t('owner'), render: row => row.owner.name },
    { key: 'day', title: t('day'), render: row => day(row.on, language) },
    {
      key: 'item',
      title: t('item'),
      opens: true,
      render: row => <span className={styles.item}>{row.label || row.rule}</span>,
    },
    { key: 'rule', title: t('rule'), render: row => row.rule },
    { key: 'amount', title: t('amount'), align: 'right', render: row => money(row.amount) },
    { key: 'kind', title: t('kind'), render: row => t(`kind.${row.kind}`) },
    {
      key: 'reason',
      title: t('reason'),
      render: row => <span className={styles.reason}>{row.reason[language]}</span>,
    },
  ];
}
