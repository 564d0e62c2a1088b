import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ADOPTION_STATES, type Adoption, OUTLET_LEVELS } from '@xinxuan/contract';
import { Button } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { day, points } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { useGo } from '../ui/Go.tsx';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { dayField, idField, listFields, oneOf, someOf, text } from '../ui/searchFields.ts';
import { Ago } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { commonWords } from '../words/shared.ts';
import { AdoptionState } from './AdoptionState.tsx';
import styles from './adoptions.module.css';
import { adoptionWords } from './words.ts';

const SORTS = ['newest', 'oldest', 'claimed', 'unit', 'level'] as const;
const State = z.object({
  ...listFields,
  q: text(),
  state: someOf(ADOPTION_STATES),
  unitId: idField(),
  personId: idField(),
  outletId: idField(),
  manuscriptId: idField(),
  level: oneOf(OUTLET_LEVELS),
  from: dayField(),
  to: dayField(),
  sort: oneOf(SORTS),
});

export default function AdoptionsPage() {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const go = useGo();
  const mayClaim = useRight('adoption.claim');
  const [state, setState] = useSearchState(State);
  const { cols: _, open: __, ...filters } = state;
  const query = useQuery(
    api.adoptions.list.queryOptions({
      input: { ...filters, pageSize: 20 },
      placeholderData: keepPreviousData,
    }),
  );
  const claim = mayClaim && (
    <Button type="primary" onClick={() => go(paths.claim())}>
      {t('claim')}
    </Button>
  );
  return (
    <ListPage<Adoption>
      title={t('title')}
      noun={t('noun')}
      acts={claim}
      query={query}
      state={state}
      onState={setState}
      filters={[
        { kind: 'text', key: 'q', label: t('search') },
        {
          kind: 'some',
          key: 'state',
          label: t('state'),
          pinned: true,
          options: ADOPTION_STATES.map(value => ({ value, label: c(`adoption.${value}`) })),
        },
        { kind: 'unit', key: 'unitId', label: t('unit'), pinned: true },
        {
          kind: 'one',
          key: 'level',
          label: t('level'),
          options: OUTLET_LEVELS.map(value => ({ value, label: c(`level.${value}`) })),
        },
        { kind: 'days', key: 'from', until: 'to', label: t('published') },
        // Reached by links from a ledger or a manuscript only: nobody picks them here.
        ...(state.personId ? [{ kind: 'flag' as const, key: 'personId', label: t('of_person') }] : []),
        ...(state.manuscriptId
          ? [{ kind: 'flag' as const, key: 'manuscriptId', label: t('of_manuscript') }]
          : []),
      ]}
      sorts={SORTS.map(value => ({ value, label: t(`sort_${value}`) }))}
      columns={useColumns()}
      rowKey={row => row.id}
      rowPlace={row => paths.adoption(row.id)}
      phone={row => <AdoptionCard row={row} />}
      empty={{ title: t('none'), hint: t('none_hint'), act: claim }}
    />
  );
}

function useColumns(): Column<Adoption>[] {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  return [
    {
      key: 'manuscript',
      title: t('manuscript'),
      opens: true,
      width: 320,
      render: row => <span className={styles.listTitle}>{row.manuscript.title}</span>,
    },
    { key: 'unit', title: t('unit'), render: row => row.unit.name },
    {
      key: 'authors',
      title: t('authors'),
      hidden: true,
      render: row => row.authors.map(a => a.name).join(c('list.or')),
    },
    { key: 'outlet', title: t('outlet'), render: row => row.outlet.name },
    { key: 'level', title: t('level'), render: row => c(`level.${row.outlet.level}`) },
    { key: 'published', title: t('published'), render: row => day(row.publishedOn, language) },
    { key: 'issue', title: t('issue'), hidden: true, render: row => row.issue },
    { key: 'genre', title: t('genre'), render: row => c(`genre.${row.genre}`) },
    { key: 'position', title: t('position'), render: row => c(`position.${row.position}`) },
    {
      key: 'points',
      title: t('points'),
      align: 'right',
      render: row => row.points && <span title={row.points[language]}>{points(row.points.value)}</span>,
    },
    { key: 'state', title: t('state'), render: row => <AdoptionState state={row.state} /> },
    { key: 'claimed', title: t('claimed'), hidden: true, render: row => <Ago at={row.claimedAt} /> },
  ];
}

function AdoptionCard({ row }: { row: Adoption }) {
  const t = useWords(adoptionWords);
  const c = useWords(commonWords);
  const language = useLanguage();
  return (
    <>
      <p className={styles.cardTitle}>{row.manuscript.title}</p>
      <p className={styles.facts}>
        <AdoptionState state={row.state} />
        <span>{row.unit.name}</span>
        <span>{t('outlet_level', { name: row.outlet.name, level: c(`level.${row.outlet.level}`) })}</span>
        <span>{day(row.publishedOn, language)}</span>
        {row.points && <span>{c('points.unit', { points: points(row.points.value) })}</span>}
      </p>
    </>
  );
}
