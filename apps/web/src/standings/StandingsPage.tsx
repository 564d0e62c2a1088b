import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { OWNERS } from '@xinxuan/contract';
import { Button, Segmented } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { download } from '../api/download.ts';
import { dayOf, period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { Empty } from '../ui/Empty.tsx';
import { Go, useGo } from '../ui/Go.tsx';
import { Loaded } from '../ui/Loaded.tsx';
import { Page } from '../ui/Page.tsx';
import { dayField } from '../ui/searchFields.ts';
import { useAct } from '../ui/useAct.ts';
import { useNow } from '../ui/useNow.ts';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { AsOfNote, AsOfPick, AsOfProvider, pastDay } from './AsOf.tsx';
import { GroupPanel } from './GroupPanel.tsx';
import { PeriodActs } from './objections/PeriodActs.tsx';
import { PeriodBar } from './PeriodBar.tsx';
import { periodOf, shifted, spanOf } from './period.ts';
import type { Owners } from './places.ts';
import { type Standings, StandingsHead } from './StandingsHead.tsx';
import { periodField } from './searchFields.ts';
import { standingWords } from './words.ts';

const VIEWS = ['table', 'chart'] as const;
const State = z.object({
  period: periodField(),
  asOf: dayField(),
  owners: z.enum(OWNERS).catch('unit').default('unit'),
  view: z.enum(VIEWS).catch('table').default('table'),
});

export default function StandingsPage() {
  const t = useWords(standingWords);
  const language = useLanguage();
  const today = dayOf(useNow());
  const [state, setState] = useSearchState(State);
  const { owners, view } = state;
  const period = state.period ?? periodOf(today, 'quarter');
  const asOf = pastDay(state.asOf, today);
  const past = asOf ? { asOf } : {};
  const toDay = (day: string | undefined) => setState({ asOf: day });
  const query = useQuery(
    api.standings.get.queryOptions({ input: { period, owners, ...past }, placeholderData: keepPreviousData }),
  );
  const before = useQuery(
    api.standings.get.queryOptions({ input: { period: shifted(period, -1), owners, ...past } }),
  );
  return (
    <Page
      title={t('title_of', { period: periodWords(period, language) })}
      acts={query.data && !asOf && <Acts standings={query.data} />}
    >
      <PeriodBar period={period} onPeriod={next => setState({ period: next })}>
        <Segmented<Owners>
          aria-label={t('owners')}
          value={owners}
          options={OWNERS.map(value => ({ value, label: t(`owners.${value}`) }))}
          onChange={next => setState({ owners: next })}
        />
        <Segmented<(typeof VIEWS)[number]>
          aria-label={t('view')}
          value={view}
          options={VIEWS.map(value => ({ value, label: t(`view.${value}`) }))}
          onChange={next => setState({ view: next })}
        />
        <AsOfPick asOf={asOf} onAsOf={toDay} />
      </PeriodBar>
      <AsOfNote asOf={asOf} onAsOf={toDay} />
      <Loaded query={query}>
        {standings => (
          <AsOfProvider value={asOf}>
            <StandingsHead standings={standings} />
            <Groups standings={standings} before={before.data ?? null} owners={owners} view={view} />
          </AsOfProvider>
        )}
      </Loaded>
    </Page>
  );
}

type GroupsProps = {
  standings: Standings;
  before: Standings | null;
  owners: Owners;
  view: (typeof VIEWS)[number];
};

function Groups({ standings, before, owners, view }: GroupsProps) {
  const t = useWords(standingWords);
  const filled = standings.groups.filter(group => group.rows.length > 0);
  if (filled.length === 0)
    return (
      <Empty
        title={t('none')}
        hint={t('none_hint')}
        act={<Go to={paths.adoptions({ state: ['claimed'] })}>{t('to_claims')}</Go>}
      />
    );
  return filled.map(group => (
    <GroupPanel
      key={group.group?.id ?? 'none'}
      group={group}
      before={before?.groups ?? []}
      owners={owners}
      period={standings.period}
      schemeId={standings.scheme?.id ?? null}
      view={view}
    />
  ));
}

function Acts({ standings }: { standings: Standings }) {
  const t = useWords(standingWords);
  const language = useLanguage();
  const go = useGo();
  const mayClose = useRight('period.close');
  const mayDraft = useRight('circular.write');
  const mayTry = useRight('scheme.trial');
  const { period, state } = standings;
  const said = { period: periodWords(period, language) };
  const book = useAct(api.standings.exportLedger.call, {
    done: file => t('export_done', { ...said, name: file.name }),
    onDone: download,
  });
  const year = useAct(api.standings.exportYear.call, {
    done: file => t('export_year_done', { name: file.name }),
    onDone: download,
  });
  return (
    <>
      {mayTry && <Button onClick={() => go(paths.trials({ period }))}>{t('try_scheme')}</Button>}
      {mayClose && (
        <Button loading={book.busy} onClick={() => book.go({ period })}>
          {t('export')}
        </Button>
      )}
      {mayClose && spanOf(period) === 'year' && (
        <Button
          loading={year.busy}
          onClick={() => year.go({ year: Number(period) })}
          title={t('export_year_means')}
        >
          {t('export_year')}
        </Button>
      )}
      {mayClose && <PeriodActs state={state} />}
      {mayDraft && (
        <Button type="primary" onClick={() => go(paths.circulars({ period }))}>
          {t('draft_circular')}
        </Button>
      )}
    </>
  );
}
