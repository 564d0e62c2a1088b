import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { RELEASE_STATES, type ReleaseRow } from '@xinxuan/contract';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths } from '../paths.ts';
import { Go } from '../ui/Go.tsx';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { dayField, flag, idField, listFields, someOf, text } from '../ui/searchFields.ts';
import { Ago } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { PostOf } from './PostOf.tsx';
import { ReleaseMark } from './ReleaseMark.tsx';
import styles from './releases.module.css';
import { releaseWords } from './words.ts';

const State = z.object({
  ...listFields,
  q: text(),
  state: someOf(RELEASE_STATES),
  manuscriptId: idField(),
  mine: flag(),
  from: dayField(),
  to: dayField(),
});

/** What goes round before it may go outside. */
export default function ReleasesPage() {
  const t = useWords(releaseWords);
  const [state, setState] = useSearchState(State);
  const { cols: _, open: __, ...wanted } = state;
  const query = useQuery(
    api.releases.list.queryOptions({
      input: { ...wanted, pageSize: 20 },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <ListPage<ReleaseRow>
      title={t('title')}
      noun={t('noun')}
      acts={<Go to={paths.releaseErrors()}>{t('error_stats')}</Go>}
      query={query}
      state={state}
      onState={setState}
      filters={[
        { kind: 'text', key: 'q', label: t('search') },
        { kind: 'flag', key: 'mine', label: t('mine'), pinned: true },
        {
          kind: 'some',
          key: 'state',
          label: t('state'),
          pinned: true,
          options: RELEASE_STATES.map(value => ({ value, label: t(`state.${value}`) })),
        },
        { kind: 'days', key: 'from', until: 'to', label: t('started') },
      ]}
      columns={useColumns()}
      rowKey={row => row.id}
      rowPlace={row => paths.release(row.id)}
      phone={row => <Card row={row} />}
      empty={{
        title: t('none'),
        hint: t('none_hint'),
        act: <Go to={paths.desk({ state: 'accepted' })}>{t('to_desk')}</Go>,
      }}
    />
  );
}

function useColumns(): Column<ReleaseRow>[] {
  const t = useWords(releaseWords);
  return [
    {
      key: 'title',
      title: t('text'),
      opens: true,
      render: row => <span className={styles.title}>{row.title}</span>,
    },
    { key: 'unit', title: t('unit'), render: row => row.unit.name },
    { key: 'destination', title: t('destination'), render: row => row.destination },
    {
      key: 'state',
      title: t('state'),
      render: row => (
        <ReleaseMark state={row.state} urgent={row.urgent} owed={row.signed < 7} returned={row.returned} />
      ),
    },
    {
      key: 'signed',
      title: t('signed'),
      align: 'right',
      render: row => t('signed_said', { signed: row.signed }),
    },
    { key: 'waits', title: t('waits_for'), render: row => <Waits row={row} /> },
    {
      key: 'started',
      title: t('started'),
      render: row => (
        <>
          {row.startedBy.name} <Ago at={row.startedAt} />
        </>
      ),
    },
  ];
}

/** The next two that have to sign; the rest are on the page. */
function Waits({ row }: { row: ReleaseRow }) {
  const t = useWords(releaseWords);
  return (
    <span className={styles.waits}>
      {row.waitsFor.slice(0, 2).map(({ stage, person, post }) => (
        <span key={stage}>
          {t(`stage.${stage}`)} {person.name}
          <PostOf post={post} />
        </span>
      ))}
    </span>
  );
}

function Card({ row }: { row: ReleaseRow }) {
  const t = useWords(releaseWords);
  return (
    <>
      <p className={styles.cardTitle}>{row.title}</p>
      <p className={styles.cardFacts}>
        <span>{row.destination}</span>
        <ReleaseMark state={row.state} urgent={row.urgent} owed={row.signed < 7} returned={row.returned} />
        <span>{t('signed_said', { signed: row.signed })}</span>
        <Waits row={row} />
      </p>
    </>
  );
}
