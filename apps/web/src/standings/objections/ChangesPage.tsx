import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PeriodChange } from '@xinxuan/contract';
import * as z from 'zod';
import { api } from '../../api/api.ts';
import { dayOf, period as periodWords } from '../../formats.ts';
import { paths } from '../../paths.ts';
import { Go } from '../../ui/Go.tsx';
import { type Column, ListPage } from '../../ui/ListPage.tsx';
import { listFields } from '../../ui/searchFields.ts';
import { useNow } from '../../ui/useNow.ts';
import { useSearchState } from '../../ui/useSearchState.ts';
import { useLanguage, useWords } from '../../words/i18n.ts';
import { periodOf, shifted } from '../period.ts';
import { periodField } from '../searchFields.ts';
import styles from './objections.module.css';
import { objectionWords } from './words.ts';

const State = z.object({ ...listFields, period: periodField() });

/** Whatever is not any more as it was published, so that nobody is surprised by the closing. */
export default function ChangesPage() {
  const t = useWords(objectionWords);
  const language = useLanguage();
  const today = dayOf(useNow());
  const [state, setState] = useSearchState(State);
  const period = state.period ?? shifted(periodOf(today, 'quarter'), -1);
  const query = useQuery(
    api.standings.changesSincePublication.queryOptions({
      input: { period, page: state.page, pageSize: 20 },
      placeholderData: keepPreviousData,
    }),
  );
  const to = (row: PeriodChange) => paths.ledger({ owner: row.ownerKind, ownerId: row.owner.id, period });
  return (
    <ListPage<PeriodChange>
      title={t('changes_of', { period: periodWords(period, language) })}
      noun={t('changes_noun')}
      back={paths.standings({ period })}
      query={query}
      state={state}
      onState={setState}
      filters={[]}
      columns={useColumns()}
      rowKey={row => `${row.what} ${row.owner.id} ${row.zh}`}
      rowPlace={to}
      empty={{
        title: t('changes_none'),
        hint: `${t('changes_none_hint')}${t('changes_unpublished')}`,
        act: <Go to={paths.standings({ period })}>{t('to_standings')}</Go>,
      }}
    />
  );
}

function useColumns(): Column<PeriodChange>[] {
  const t = useWords(objectionWords);
  const language = useLanguage();
  return [
    { key: 'owner', title: t('change_owner'), opens: true, render: row => row.owner.name },
    { key: 'what', title: t('change_what'), render: row => t(`what.${row.what}`) },
    { key: 'before', title: t('change_before'), align: 'right', render: row => row.before ?? '—' },
    { key: 'now', title: t('change_now'), align: 'right', render: row => row.now ?? '—' },
    {
      key: 'why',
      title: t('change_why'),
      render: row => <span className={styles.why}>{row[language]}</span>,
    },
  ];
}
