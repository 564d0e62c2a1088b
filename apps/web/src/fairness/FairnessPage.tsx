import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FairnessFinding, FINDING_KINDS } from '@xinxuan/contract';
import { Button } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { dayOf, moment, period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import type { Filter } from '../ui/filters.ts';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { idField, listFields, oneOf } from '../ui/searchFields.ts';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { FindingView } from './FindingView.tsx';
import styles from './fairness.module.css';
import { VerdictMark } from './VerdictMark.tsx';
import { fairnessWords } from './words.ts';

const SORTS = ['newest', 'strongest'] as const;
const ANSWERED = ['yes', 'no'] as const;
const State = z.object({
  ...listFields,
  period: z
    .string()
    .regex(/^\d{4}-Q[1-4]$/)
    .optional()
    .catch(undefined),
  kind: oneOf(FINDING_KINDS),
  unitId: idField(),
  answered: oneOf(ANSWERED),
  sort: oneOf(SORTS),
});

/** What may not be fair in the scores of a quarter: a list of questions to the assessor. */
export default function FairnessPage() {
  const t = useWords(fairnessWords);
  const language = useLanguage();
  const now = useNow();
  const mayAnswer = useRight('fairness.answer');
  const [state, setState] = useSearchState(State);
  const quarters = lastQuarters(dayOf(now));
  const { page, kind, unitId, sort } = state;
  const query = useQuery(
    api.fairness.list.queryOptions({
      input: {
        page,
        pageSize: 20,
        period: state.period,
        kind,
        unitId,
        sort: sort ?? 'newest',
        answered: state.answered && state.answered === 'yes',
      },
      placeholderData: keepPreviousData,
    }),
  );
  const opened = query.data?.rows.find(row => row.id === state.open);
  const asked = state.period ?? quarters[0] ?? '';
  const look = useAct(api.fairness.look.call, {
    done: made =>
      t('look_done', { period: periodWords(asked, language), items: made.items, found: made.found }),
    onDone: () => setState({ period: asked }),
  });
  const lookAgain = mayAnswer && (
    <Button type="primary" loading={look.busy} onClick={() => look.go({ period: asked })}>
      {t('look', { period: periodWords(asked, language) })}
    </Button>
  );
  const last = query.data?.look;
  return (
    <>
      <ListPage<FairnessFinding>
        title={t('title')}
        noun={t('noun')}
        acts={lookAgain}
        query={query}
        state={state}
        onState={setState}
        filters={useFilters(quarters)}
        sorts={SORTS.map(value => ({ value, label: t(`sort.${value}`) }))}
        columns={useColumns()}
        rowKey={row => row.id}
        rowPlace={row => paths.fairness({ ...state, open: row.id })}
        onOpen={row => setState({ open: row.id }, { keepPage: true })}
        empty={{ title: t('none'), hint: t('none_hint'), act: lookAgain }}
        intro={
          <p className={styles.intro}>
            {t('intro')}{' '}
            {last
              ? t('looked', { name: last.by.name, at: moment(last.at, now, language), items: last.items })
              : query.data && t('never')}
          </p>
        }
      />
      {opened && (
        <FindingView
          key={opened.id}
          finding={opened}
          mayAnswer={mayAnswer}
          onClose={() => setState({ open: undefined }, { keepPage: true })}
        />
      )}
    </>
  );
}

/** This quarter and the seven before it, newest first. */
function lastQuarters(day: string): string[] {
  const year = Number(day.slice(0, 4));
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
  return Array.from({ length: 8 }, (_, back) => {
    const index = year * 4 + quarter - 1 - back;
    return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`;
  });
}

function useFilters(quarters: readonly string[]): Filter[] {
  const t = useWords(fairnessWords);
  const language = useLanguage();
  return [
    {
      kind: 'one',
      key: 'period',
      label: t('period'),
      pinned: true,
      options: quarters.map(value => ({ value, label: periodWords(value, language) })),
    },
    {
      kind: 'one',
      key: 'kind',
      label: t('kind'),
      pinned: true,
      options: FINDING_KINDS.map(value => ({ value, label: t(`kind.${value}`) })),
    },
    { kind: 'unit', key: 'unitId', label: t('unit'), pinned: true },
    {
      kind: 'one',
      key: 'answered',
      label: t('answered'),
      options: ANSWERED.map(value => ({ value, label: t(`answered.${value}`) })),
    },
  ];
}

function useColumns(): Column<FairnessFinding>[] {
  const t = useWords(fairnessWords);
  const language = useLanguage();
  return [
    { key: 'kind', title: t('kind'), opens: true, render: row => t(`kind.${row.kind}`) },
    {
      key: 'units',
      title: t('units'),
      render: ({ units }) =>
        units.length > 2
          ? t('units_more', { first: units[0]?.name ?? '', count: units.length })
          : units.map(unit => unit.name).join('、'),
    },
    { key: 'seen', title: t('seen'), render: row => <span className={styles.seen}>{row[language]}</span> },
    { key: 'period', title: t('period'), render: row => periodWords(row.period, language) },
    {
      key: 'items',
      title: t('items'),
      render: ({ manuscripts }) =>
        manuscripts.length > 0 ? t('items_count', { count: manuscripts.length }) : '',
    },
    { key: 'verdict', title: t('verdict'), render: row => <VerdictMark answer={row.answer} /> },
  ];
}
