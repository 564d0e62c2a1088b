import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FeeItem } from '@xinxuan/contract';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { ListPage } from '../ui/ListPage.tsx';
import { useWords } from '../words/i18n.ts';
import { placeOf, useItemColumns } from './FeeLines.tsx';
import { FeeState } from './FeeState.tsx';
import type { FeesState, SetFees } from './listState.ts';
import { money } from './money.ts';
import { PayeeDialog } from './PayeeDialog.tsx';
import { feeWords } from './words.ts';

type MineProps = { state: FeesState; setState: SetFees; acts: ReactNode };

/** One's own fees, and where they go. */
export function MyFees({ state, setState, acts }: MineProps) {
  const t = useWords(feeWords);
  const me = useMe();
  const [entering, setEntering] = useState(false);
  const query = useQuery(
    api.fees.mine.queryOptions({
      input: { page: state.page, pageSize: 20 },
      placeholderData: keepPreviousData,
    }),
  );
  const payee = query.data?.payee;
  const columns = useItemColumns().filter(column => column.key !== 'owner');
  return (
    <>
      <ListPage<FeeItem>
        title={t('view.mine')}
        noun={t('item_noun')}
        acts={
          <>
            {query.data && <strong>{t('mine_sum', { sum: money(query.data.sum) })}</strong>}
            {query.data && (
              <Button onClick={() => setEntering(true)}>
                {payee
                  ? t('payee_mine', { payee: t('payee_masked', { digits: payee.lastFour }) })
                  : t('payee_title_mine')}
              </Button>
            )}
            {acts}
          </>
        }
        query={query}
        state={state}
        onState={patch => setState(patch as Partial<FeesState>)}
        filters={[]}
        columns={[
          ...columns,
          {
            key: 'list',
            title: t('on_list'),
            render: row => (
              <>
                {row.list.number} <FeeState state={row.list.state} />
              </>
            ),
          },
        ]}
        rowKey={row => row.id}
        rowPlace={row => placeOf(row, paths.fees())}
        empty={{ title: t('mine_none'), hint: t('mine_none_hint') }}
      />
      {entering && (
        <PayeeDialog
          of={{ owner: 'person', id: me.person.id, name: null, version: payee?.version ?? null }}
          onClose={() => setEntering(false)}
        />
      )}
    </>
  );
}
