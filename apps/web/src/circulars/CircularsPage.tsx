import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import * as z from 'zod';
import { api } from '../api/api.ts';
import { period as periodWords } from '../formats.ts';
import { paths } from '../paths.ts';
import { useRight } from '../session/me.ts';
import { periodField } from '../standings/searchFields.ts';
import { type Column, ListPage } from '../ui/ListPage.tsx';
import { listFields, oneOf, text } from '../ui/searchFields.ts';
import { Ago } from '../ui/Times.tsx';
import { useSearchState } from '../ui/useSearchState.ts';
import { useLanguage, useWords } from '../words/i18n.ts';
import { CircularState } from './CircularState.tsx';
import { DraftDialog } from './DraftDialog.tsx';
import { circularWords } from './words.ts';

type Row = Awaited<ReturnType<typeof api.circulars.list.call>>['rows'][number];

const STATES = ['draft', 'issued'] as const;
/** `period`: the draft of that period is being begun. */
const State = z.object({ ...listFields, q: text(), state: oneOf(STATES), period: periodField() });
/** In the URL where no period has been chosen yet. */
const SOME_PERIOD = 'new';

export default function CircularsPage() {
  const t = useWords(circularWords);
  const mayDraft = useRight('circular.write');
  const [state, setState] = useSearchState(State.extend({ drafting: oneOf([SOME_PERIOD]) }));
  const { page, q } = state;
  const query = useQuery(
    api.circulars.list.queryOptions({
      input: { page, pageSize: 20, q, state: state.state },
      placeholderData: keepPreviousData,
    }),
  );
  const draft = mayDraft && (
    <Button type="primary" onClick={() => setState({ drafting: SOME_PERIOD }, { keepPage: true })}>
      {t('draft')}
    </Button>
  );
  return (
    <>
      <ListPage<Row>
        title={t('title')}
        noun={t('noun')}
        acts={draft}
        query={query}
        state={state}
        onState={setState}
        filters={[
          { kind: 'text', key: 'q', label: t('search') },
          {
            kind: 'one',
            key: 'state',
            label: t('state'),
            pinned: true,
            options: STATES.map(value => ({ value, label: t(`state.${value}`) })),
          },
        ]}
        columns={useColumns()}
        rowKey={row => row.id}
        rowPlace={row => paths.circular(row.id)}
        empty={{ title: t('none'), hint: t('none_hint'), act: draft }}
      />
      {mayDraft && (state.drafting || state.period) && (
        <DraftDialog
          period={state.period ?? null}
          onClose={() => setState({ drafting: undefined, period: undefined }, { keepPage: true })}
        />
      )}
    </>
  );
}

function useColumns(): Column<Row>[] {
  const t = useWords(circularWords);
  const language = useLanguage();
  return [
    { key: 'heading', title: t('heading'), opens: true, render: row => row.title },
    { key: 'number', title: t('number'), render: row => row.number },
    { key: 'period', title: t('period'), render: row => periodWords(row.period, language) },
    { key: 'state', title: t('state'), render: row => <CircularState state={row.state} /> },
    {
      key: 'saved',
      title: t('saved'),
      render: row => (
        <>
          {row.savedBy.name} <Ago at={row.savedAt} />
        </>
      ),
    },
    { key: 'issued', title: t('issued'), render: row => row.issuedAt && <Ago at={row.issuedAt} /> },
  ];
}
