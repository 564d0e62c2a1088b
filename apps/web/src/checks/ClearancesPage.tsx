import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { WaitingClearance } from '@xinxuan/contract';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { useGo } from '../ui/Go.tsx';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { listFields } from '../ui/searchFields.ts';
import { Ago } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import styles from './checks.module.css';
import { checkWords } from './words.ts';

const State = z.object(listFields);

/** Items that go nowhere before two persons have cleared them. */
export default function ClearancesPage() {
  const t = useWords(checkWords);
  const go = useGo();
  const [state, setState] = useSearchState(State);
  const query = useQuery(
    api.manuscripts.toClear.queryOptions({
      input: { page: state.page, pageSize: 20 },
      placeholderData: keepPreviousData,
    }),
  );
  const columns: Column<WaitingClearance>[] = [
    { key: 'title', title: t('clear.manuscript'), opens: true, render: row => row.title },
    { key: 'unit', title: t('clear.unit'), render: row => row.unit.name },
    { key: 'hints', title: t('clear.hints'), render: row => String(row.hints) },
    {
      key: 'cleared',
      title: t('clear.cleared'),
      render: row =>
        row.held ? t('clear.held') : row.cleared.length > 0 ? row.cleared.join('、') : t('clear.nobody'),
    },
    { key: 'since', title: t('clear.since'), render: row => <Ago at={row.since} /> },
  ];
  return (
    <ListPage<WaitingClearance>
      title={t('clear.title')}
      noun={t('clear.manuscript')}
      query={query}
      state={state}
      onState={setState}
      filters={[]}
      columns={columns}
      rowKey={row => row.id}
      rowPlace={row => paths.manuscript(row.id)}
      onOpen={row => go(paths.manuscript(row.id))}
      empty={{ title: t('clear.none'), hint: t('clear.none_hint') }}
      intro={<p className={styles.intro}>{t('clear.intro')}</p>}
    />
  );
}
