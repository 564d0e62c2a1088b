import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ManuscriptRow } from '@xinxuan/contract';
import { Button } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { ManuscriptBeside } from '../manuscripts/ManuscriptBeside.tsx';
import { PhoneManuscript } from '../manuscripts/PhoneManuscript.tsx';
import { useManuscriptColumns } from '../manuscripts/useManuscriptColumns.tsx';
import { paths } from '../paths.ts';
import { useGo } from '../ui/Go.tsx';
import { ListPage, PAGE_SIZE } from '../ui/ListPage.tsx';
import { flag, listFields } from '../ui/searchFields.ts';
import { useWide } from '../ui/useNarrow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { reviewWords } from './words.ts';

const State = z.object({ ...listFields, overdue: flag() });
const SHOWN = new Set(['title', 'unit', 'authors', 'holder', 'submittedAt', 'importance']);

/** What waits for my signature; on a phone one after the other, on a wide screen list and paper side by side. */
export default function ReviewsPage() {
  const t = useWords(reviewWords);
  const go = useGo();
  const wide = useWide();
  const [state, set] = useSearchState(State);
  const waiting = useQuery(
    api.reviews.waiting.queryOptions({
      input: { page: state.page, pageSize: PAGE_SIZE, overdue: state.overdue },
      placeholderData: keepPreviousData,
    }),
  );
  const columns = useManuscriptColumns()
    .filter(c => SHOWN.has(c.key))
    .map(c => ({ ...c, hidden: false, ...(c.key === 'holder' ? { title: t('column.due') } : {}) }));
  const open = wide ? state.open : undefined;
  const show = (id: string | undefined) => set({ open: id }, { keepPage: true });
  const next = (id: string) => waiting.data?.rows.find(row => row.id !== id)?.id;
  return (
    <ListPage<ManuscriptRow>
      title={t('waiting.title')}
      noun={t('waiting.noun')}
      acts={
        (waiting.data?.total ?? 0) > 1 && (
          <Button onClick={() => go(paths.reviewBatch())}>{t('waiting.batch')}</Button>
        )
      }
      query={waiting}
      state={open ? { ...state, cols: ['unit'] } : state}
      onState={patch => set(patch)}
      filters={[{ kind: 'flag', key: 'overdue', label: t('overdue') }]}
      columns={columns}
      rowKey={row => row.id}
      rowPlace={row => paths.manuscript(row.id, { queue: 'reviews' })}
      onOpen={wide ? row => show(row.id) : undefined}
      openKey={open}
      aside={
        open && (
          <ManuscriptBeside
            key={open}
            id={open}
            onClose={() => show(undefined)}
            onDecided={() => show(next(open))}
          />
        )
      }
      phone={row => <PhoneManuscript row={row} />}
      empty={{ title: t('waiting.empty'), hint: t('waiting.empty_hint') }}
    />
  );
}
