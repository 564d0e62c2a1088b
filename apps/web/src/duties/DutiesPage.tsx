import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { DUTY_FILTERS, DUTY_KINDS, DUTY_VIEWS, type Duty } from '@xinxuan/contract';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { paths, placeAt } from '../paths.ts';
import { DueWithSteps } from '../ui/DueTime.tsx';
import type { Filter } from '../ui/filters.ts';
import { Go } from '../ui/Go.tsx';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { dayField, flag, idField, listFields, oneOf } from '../ui/searchFields.ts';
import { When } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useWords } from '../words/i18n.ts';
import { DutyState } from './DutyState.tsx';
import { DutyView } from './DutyView.tsx';
import styles from './duties.module.css';
import { What } from './What.tsx';
import { Who } from './Who.tsx';
import { dutyWords } from './words.ts';

const SORTS = ['due', 'newest', 'latest'] as const;
const State = z.object({
  ...listFields,
  view: oneOf(DUTY_VIEWS),
  show: oneOf(DUTY_FILTERS),
  kind: oneOf(DUTY_KINDS),
  unitId: idField(),
  from: dayField(),
  to: dayField(),
  provisional: flag(),
  sort: oneOf(SORTS),
});

/** Who owes what by when: mine, of my unit, and what nobody holds. */
export default function DutiesPage() {
  const t = useWords(dutyWords);
  const [state, setState] = useSearchState(State);
  const { cols: _, open, ...asked } = state;
  const query = useQuery(
    api.duties.list.queryOptions({ input: { ...asked, pageSize: 20 }, placeholderData: keepPreviousData }),
  );
  return (
    <>
      <ListPage<Duty>
        title={t('title')}
        noun={t('noun')}
        query={query}
        state={state}
        onState={setState}
        filters={useFilters()}
        sorts={SORTS.map(value => ({ value, label: t(`sort.${value}`) }))}
        columns={useColumns()}
        rowKey={row => row.id}
        rowPlace={row => paths.duties({ ...state, open: row.id })}
        onOpen={row => setState({ open: row.id }, { keepPage: true })}
        empty={{ title: t('none'), hint: t('none_hint') }}
        intro={<p className={styles.intro}>{t('intro')}</p>}
      />
      {open && (
        <DutyView key={open} id={open} onClose={() => setState({ open: undefined }, { keepPage: true })} />
      )}
    </>
  );
}

function useFilters(): Filter[] {
  const t = useWords(dutyWords);
  return [
    {
      kind: 'one',
      key: 'view',
      label: t('view'),
      pinned: true,
      usual: 'mine',
      options: DUTY_VIEWS.map(value => ({ value, label: t(`view.${value}`) })),
    },
    {
      kind: 'one',
      key: 'show',
      label: t('show'),
      pinned: true,
      usual: 'open',
      options: DUTY_FILTERS.map(value => ({ value, label: t(`show.${value}`) })),
    },
    {
      kind: 'one',
      key: 'kind',
      label: t('kind'),
      pinned: true,
      options: DUTY_KINDS.map(value => ({ value, label: t(`kind.${value}`) })),
    },
    { kind: 'unit', key: 'unitId', label: t('unit') },
    { kind: 'days', key: 'from', until: 'to', label: t('days') },
    { kind: 'flag', key: 'provisional', label: t('provisional') },
  ];
}

function useColumns(): Column<Duty>[] {
  const t = useWords(dutyWords);
  return [
    { key: 'title', title: t('what'), opens: true, render: row => <What duty={row} /> },
    { key: 'who', title: t('who'), render: row => <Who duty={row} /> },
    {
      key: 'due',
      title: t('due'),
      render: row => (row.state === 'open' ? <DueWithSteps due={row.due} /> : <When at={row.due.at} />),
    },
    { key: 'state', title: t('state'), render: row => <DutyState duty={row} /> },
    {
      key: 'do',
      title: t('do'),
      render: row => row.state === 'open' && <Go to={placeAt(row.link)}>{t('go')}</Go>,
    },
  ];
}
