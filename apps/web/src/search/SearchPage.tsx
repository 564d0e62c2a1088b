import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { Understood } from '@xinxuan/contract';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { count as said } from '../formats.ts';
import { paths } from '../paths.ts';
import { useMe } from '../session/me.ts';
import { Empty } from '../ui/Empty.tsx';
import { FilterBar } from '../ui/FilterBar.tsx';
import { Go } from '../ui/Go.tsx';
import { Grey } from '../ui/Grey.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page } from '../ui/Page.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { Finds } from './Finds.tsx';
import { keepRecent, recentOf, withRecent } from './recents.ts';
import { SaveDialog } from './SaveDialog.tsx';
import { SavedSearches } from './SavedSearches.tsx';
import { RecentSearches, SearchHelp } from './SearchHelp.tsx';
import styles from './search.module.css';
import { filterOf, SearchState } from './searchState.ts';
import { useSearchFilters } from './useSearchFilters.ts';
import { searchWords } from './words.ts';

/** Everything that the post may read, searched by what it says. */
export default function SearchPage() {
  const t = useWords(searchWords);
  const me = useMe();
  const narrow = useNarrow();
  const [state, set] = useSearchState(SearchState);
  const [saving, setSaving] = useState(false);
  const [recent, setRecent] = useState(() => recentOf(me.person.id));
  const q = state.q ?? '';
  useEffect(() => {
    if (q === '') return;
    setRecent(before => {
      const next = withRecent(before, q);
      keepRecent(me.person.id, next);
      return next;
    });
  }, [q, me.person.id]);
  const aside = (
    <div>
      <SavedSearches />
      <RecentSearches
        recent={recent}
        onClear={() => {
          keepRecent(me.person.id, []);
          setRecent([]);
        }}
      />
    </div>
  );
  return (
    <Page title={t('title')} acts={q !== '' && <Button onClick={() => setSaving(true)}>{t('save')}</Button>}>
      <Input.Search
        key={q}
        className={styles.box}
        size="large"
        defaultValue={q}
        autoFocus={q === ''}
        placeholder={t('box')}
        aria-label={t('box')}
        maxLength={200}
        allowClear
        enterButton={t('go')}
        onSearch={value => set({ q: value.trim() || undefined })}
      />
      <IndexNotes />
      <div className={narrow ? styles.narrow : styles.layout}>
        {q === '' ? <SearchHelp /> : <Results state={state} onState={set} />}
        {aside}
      </div>
      {saving && q !== '' && (
        <SaveDialog question={{ ...filterOf(state), q }} onClose={() => setSaving(false)} />
      )}
    </Page>
  );
}

type ResultsProps = { state: SearchState; onState: ReturnType<typeof useSearchState<typeof SearchState>>[1] };

function Results({ state, onState }: ResultsProps) {
  const t = useWords(searchWords);
  const q = state.q ?? '';
  const filters = useSearchFilters(state, onState);
  const query = useInfiniteQuery(
    api.search.find.infiniteOptions({
      input: (after: string | undefined) => ({
        ...filterOf(state),
        q,
        sort: state.sort ?? 'newest',
        ...(after && { after }),
      }),
      initialPageParam: undefined,
      getNextPageParam: page => page.next ?? undefined,
    }),
  );
  const first = query.data?.pages[0];
  return (
    <section aria-label={t('title')}>
      <FilterBar
        noun={t('noun')}
        filters={filters}
        state={state}
        onState={patch => onState(patch)}
        sorts={(['newest', 'best'] as const).map(value => ({ value, label: t(`sort.${value}`) }))}
      >
        {first?.count && <Counted count={first.count} />}
      </FilterBar>
      {first && <HowUnderstood understood={first.understood} onExactly={() => onState({ q: `“${q}”` })} />}
      <Loaded query={query} skeleton={<Grey lines={12} />}>
        {({ pages }) => {
          const rows = pages.flatMap(page => page.rows);
          const pausedAt = pages.at(-1)?.pausedAt ?? null;
          const none = rows.length === 0 && !query.hasNextPage;
          if (none) return <Empty title={t('none', { q })} hint={t('none_hint')} />;
          return (
            <>
              {rows.length > 0 && <Finds rows={rows} />}
              <div className={styles.foot}>
                {pausedAt && <p>{t('paused', { day: pausedAt })}</p>}
                {query.hasNextPage && (
                  <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {t(pausedAt ? 'go_on' : 'more')}
                  </Button>
                )}
                {!query.hasNextPage && pages.length > 1 && <p>{t('end')}</p>}
              </div>
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function Counted({ count }: { count: { found: number; exact: boolean } }) {
  const t = useWords(searchWords);
  const many = count.found >= 1000 && !count.exact;
  return (
    <span role="status">
      {t(count.exact ? 'count_exact' : many ? 'count_many' : 'count_open', { found: said(count.found) })}
    </span>
  );
}

function HowUnderstood({ understood, onExactly }: { understood: Understood; onExactly: () => void }) {
  const t = useWords(searchWords);
  const single = understood.words.find(word => word.titleOnly);
  return (
    <>
      {understood.parted && (
        <p className={styles.note}>
          {t('parted', { words: understood.words.map(word => `“${word.text}”`).join('') })}{' '}
          <Button type="link" size="small" onClick={onExactly}>
            {t('exactly')}
          </Button>
        </p>
      )}
      {single && <p className={styles.note}>{t('title_only', { word: single.text })}</p>}
    </>
  );
}

/** What a searcher has to know of the index: that it is still being made, or that files are missing from it. */
function IndexNotes() {
  const t = useWords(searchWords);
  const query = useQuery(api.search.state.queryOptions());
  if (!query.data) return null;
  const { waiting, renewing, filesUnread } = query.data;
  // What was written just now is always on its way; that is not worth a word.
  const behind = waiting >= 50;
  return (
    <>
      {behind && (
        <p className={styles.note} role="status">
          {t('indexing', { waiting: said(waiting) })}
        </p>
      )}
      {renewing > 0 && (
        <p className={styles.note} role="status">
          {t('renewing', { renewing: said(renewing) })}
        </p>
      )}
      {filesUnread > 0 && (
        <p className={styles.note}>
          {t('unread_note', { count: filesUnread })} <Go to={paths.unreadFiles()}>{t('unread_look')}</Go>
        </p>
      )}
    </>
  );
}
